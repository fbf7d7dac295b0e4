extension Assembly {
    private static let placeKeys = [
        "what", "disc", "ring", "box", "at", "random", "everywhere", "number", "packed", "density", "apart", "set", "points", "file",
        "columns",
        "length", "types",
    ]

    func readPlacements() {
        for chapter in chapters {
            guard let tree = chapter["place"] else { continue }
            if chapter.isLayer, tree.entries != nil {
                for entry in Chapter.entries(tree, "place", module: "", problems) { problems.attempt { try replacePlacements(entry) } }
                continue
            }
            guard let items = tree.items else {
                problems.add(tree.place, "place is a list: \"- {what: tumour, disc: 200 um, packed: 0.9}\", found \(tree.kind)")
                continue
            }
            for item in items {
                let fields = Fields(item, "a place", known: Self.placeKeys, problems)
                guard item.entries != nil else { continue }
                if var placement = problems.attempt({ try fields["file"].map { try filed($0, fields) } ?? placement(fields) }) {
                    placement.text = item.line
                    model.placements.append(placement)
                }
            }
        }
    }

    /// `macrophage: 200`, in a layer: so many at random, instead of all that the model places.
    private func replacePlacements(_ entry: Entry) throws {
        guard let type = cellTypes.firstIndex(where: { $0.name == entry.name }) else { throw unknownCells([entry.name], entry.place) }
        let number = try constant(entry.value, .one, "a number of cells", .notNegative)
        guard number == number.rounded(), number <= 1e9 else {
            throw ModelFault(entry.value.place, "a number of cells is whole and at most 1e9, found \(entry.value.line)")
        }
        var sets: [(state: Int, sampler: Sampler)] = []
        model.placements.removeAll { placement in
            guard case .cell(type) = placement.what else { return false }
            sets = placement.sets
            return true
        }
        if number == 0 { return }
        var placement = Model.Placement(what: .cell(type), region: .everywhere, howMany: .number(Int(number)), place: entry.place)
        placement.sets = sets
        placement.text = "\(entry.name): \(entry.value.line)"
        model.placements.append(placement)
    }

    /// One voxel thick: densities are per area, and two coordinates say where.
    private var isSlice: Bool {
        if let size = model.space.size { return size.z <= model.space.voxel.z }
        return model.space.thickness != nil
    }

    private func placement(_ fields: Fields) throws -> Model.Placement {
        guard let what = fields["what"] else { throw ModelFault(fields.place, "a place says what is placed: {what: tumour, …}") }
        let name = what.text ?? ""
        let type: AssembledType
        let kind: Model.Placement.What
        if let i = cellTypes.firstIndex(where: { $0.name == name }) {
            (type, kind) = (cellTypes[i], .cell(i))
        } else if let i = vesselTypes.firstIndex(where: { $0.name == name }) {
            (type, kind) = (vesselTypes[i], .vessel(i))
        } else if types(name) != nil {
            throw ModelFault(what.place, "\(name) is abstract; place cells of a concrete type")
        } else {
            throw unknownCells([what.line], what.place)
        }
        var placement = Model.Placement(what: kind, region: try region(fields), place: fields.place)
        placement.howMany = try howMany(fields, isVessel: type.isVessel)
        if let tree = fields["apart"] { placement.apart = try constant(tree, .length, "apart", .notNegative) }
        if case .points = placement.region {
            if placement.howMany != nil { throw ModelFault(fields.place, "points say how many by themselves") }
        } else if placement.howMany == nil {
            throw ModelFault(fields.place, "how many \(name)? write number: 10, packed: 0.9 or density: 60 /mm^2")
        }
        if model.space.isWell, case .number = placement.howMany {
        } else if model.space.isWell {
            throw ModelFault(fields.place, "in a well write how many: number: 1")
        }
        if let tree = fields["set"] {
            let scope = type.kind == .cell ? parameterScope(type) : constants
            for entry in distinct(Chapter.entries(tree, "set", module: "", problems), isValue: false) {
                problems.attempt {
                    let state = try state(entry, type)
                    placement.sets.append((state, try sampler(phrase(entry.value), scope, type.states[state].dimension, entry.name)))
                }
            }
        }
        return placement
    }

    private func region(_ fields: Fields) throws -> Model.Placement.Where {
        let regions = ["disc", "ring", "box", "points", "random", "everywhere"].filter { fields[$0] != nil }
        if regions.count > 1 {
            throw ModelFault(fields.keys[regions[1]]!.place, "\"\(regions[1])\" beside \"\(regions[0])\": a place has one region")
        }
        let middle = isSlice ? model.space.size.map { $0.z / 2 } ?? model.space.thickness.map { $0 / 2 } : nil
        let at = try fields["at"].map { try lengths($0, "at", z: middle) }
        func centre() throws -> SIMD3<Double> {
            guard let centre = at ?? model.space.size.map({ $0 / 2 }) else {
                throw ModelFault(fields.place, "a region needs \"at: [x, y, z]\" where the size comes from a file")
            }
            return centre
        }
        if let tree = fields["disc"] {
            return .disc(radius: try constant(tree, .length, "the radius of a disc", .positive), at: try centre())
        }
        if let tree = fields["ring"] {
            guard let items = tree.items, items.count == 2 else {
                throw ModelFault(tree.place, "a ring has two radii: ring: [200 um, 300 um]")
            }
            let inner = try constant(items[0], .length, "a radius", .notNegative)
            let outer = try constant(items[1], .length, "a radius", .positive)
            guard inner < outer else { throw ModelFault(tree.place, "a ring has its inner radius first") }
            return .ring(inner: inner, outer: outer, at: try centre())
        }
        if let tree = fields["box"] { return try box(tree) }
        if let tree = fields["points"] {
            guard let items = tree.items, !items.isEmpty else { throw ModelFault(tree.place, "points are a list of [x, y, z]") }
            return .points(try items.map { try lengths($0, "a point", z: middle) })
        }
        if let at, regions.isEmpty, fields["number"] == nil { return .points([at]) }
        if let tree = fields["everywhere"], try !tree.flag("everywhere") { throw ModelFault(tree.place, "everywhere is yes, or left out") }
        return .everywhere
    }

    private func howMany(_ fields: Fields, isVessel: Bool) throws -> Model.Placement.HowMany? {
        let ways = ["number", "packed", "density", "random"].filter { fields[$0] != nil }
        if ways.count > 1 { throw ModelFault(fields.keys[ways[1]]!.place, "\"\(ways[1])\" beside \"\(ways[0])\": how many is said once") }
        guard let way = ways.first, let tree = fields[way] else { return nil }
        switch way {
        case "number":
            let number = try constant(tree, .one, "a number of cells", .notNegative)
            guard number == number.rounded(), number <= 1e9 else {
                throw ModelFault(tree.place, "a number of cells is whole and at most 1e9, found \(tree.line)")
            }
            return .number(Int(number))
        case "packed":
            let share = try constant(tree, .one, "packed", .positive)
            guard share <= 1.5 else {
                throw ModelFault(tree.place, "packed is the share of the room that cells fill, at most 1.5, found \(tree.line)")
            }
            return .packed(share)
        default:
            let wanted: Dimension = isSlice || isVessel ? .one / .area : .one / .volume
            return .density(try constant(tree, wanted, "a density", .positive))
        }
    }

    private func filed(_ file: Tree, _ fields: Fields) throws -> Model.Placement {
        try fields["what"].map { try segmentPlacement($0, file, fields) } ?? filePlacement(file, fields)
    }

    /// `{file: cells, columns: {x: x_um, y: y_um, type: type}, length: um, types: {cd68: macrophage, other: nothing}}`.
    private func filePlacement(_ file: Tree, _ fields: Fields) throws -> Model.Placement {
        for key in ["disc", "ring", "box", "random", "everywhere", "number", "packed", "density", "points", "at", "apart"] {
            if let tree = fields.keys[key] { problems.add(tree.place, "\"\(key)\" does not stand beside \"file\"") }
        }
        let path: String
        if file.text == "cells" {
            guard let given = options.cellsFile else {
                throw ModelFault(file.place, "this model places cells from a file; name it with --cells FILE")
            }
            path = given
        } else {
            let beside = try self.path(file)
            path = options.cellsFile ?? beside
        }
        let columns = try columns(fields["columns"], ["x", "y", "z", "type"])
        let factor = try lengthUnit(fields)
        var types: [String: String] = [:]
        if let tree = fields["types"] {
            for entry in Chapter.entries(tree, "types", module: "", problems) {
                let name = entry.value.line
                if name != "nothing", !cellTypes.contains(where: { $0.name == name }) {
                    problems.add(entry.value.place, unknownCells([name], entry.value.place).problems[0].message + ", nothing")
                }
                types[entry.name] = name
            }
        }
        var placement = Model.Placement(
            what: nil, region: .file(path: path, columns: columns, unit: factor, types: types), place: fields.place)
        if let tree = fields["set"] {
            for entry in distinct(Chapter.entries(tree, "set", module: "", problems), isValue: false) {
                problems.attempt { placement.values.append(try stateColumn(entry)) }
            }
        }
        return placement
    }

    /// `speed: speed_column | um/min`.
    private func stateColumn(_ entry: Entry) throws -> Model.StateColumn {
        let parts = try Passage(entry.value).columns().map { $0.text($0.range) }
        guard let column = parts.first, !column.isEmpty, parts.count <= 2 else {
            throw ModelFault(entry.value.place, "a state of a table is its column and its unit: \"speed: speed_um_min | um/min\"")
        }
        let known = cellTypes.flatMap(\.states).filter { $0.name == entry.name }
        guard let state = known.first else {
            throw ModelFault(
                entry.place,
                "no cell type has a state \"\(entry.name)\"\(didYouMean(entry.name, among: cellTypes.flatMap(\.states).map(\.name)))")
        }
        let (_, factor, dimension) = parts.count == 2 ? try unit(named: parts[1], entry.value.place) : ("", 1, .one)
        guard known.allSatisfy({ $0.dimension == dimension }) else {
            throw ModelFault(
                entry.value.place,
                "\(entry.name) is in \(units.words(state.dimension)); say the unit of the column: \"\(entry.name): \(column) | UNIT\"")
        }
        return Model.StateColumn(state: entry.name, column: column, factor: factor, place: entry.place)
    }
}
