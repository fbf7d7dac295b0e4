import NicheMath
import NicheModel

/// The start: place, solve the substances once unless they start as given, and let states settle.
extension Simulation {
    func start(_ points: [CellPoint]) throws {
        state.time = -((model.time.settle + model.time.step - 1) / model.time.step) * model.time.step
        startBody()
        try startSubstances()
        for (i, placement) in model.placements.enumerated() { try place(placement, number: i, points) }
        state.cells.sort(width: 40, size: grid.size)
        try measureAll()
        for kind in kinds { copyGeometry(kind) }
        clamps.applyToBody(state.globals)
        if let formula = body.updateQuantities(state.globals) {
            throw RunFault("\"\(formula.text)\" is not a number", place: formula.place, time: 0)
        }
        try publish()
        if model.time.start == .asGiven { transport.place(state.cells, kinds) } else { try exchange() }
        try publish()
        while state.time < 0 { try step() }
        state.tick = 0
    }

    private func startBody() {
        for (i, body) in model.body.states.enumerated() {
            var draws = Draws(seed: state.seed, key: 0, tick: 0, event: Purpose.start.rawValue | UInt32(i) << 8)
            state.globals[globals.state(i)] = CompiledConstant.draw(body.start, &draws)
        }
        for (i, signal) in model.signals.enumerated() { state.globals[globals.payload(i)] = signal.value }
    }

    private func startSubstances() throws {
        let compiler = Compiler(map: nil, globals: globals)
        for (i, substance) in model.substances.enumerated() {
            if let table = substance.startTable {
                try start(state.fields.substances[i], from: table)
                continue
            }
            let program = compiler.compile([substance.start])
            for voxel in 0..<grid.count { state.fields.substances[i][voxel] = voxelValue(program, voxel) }
        }
    }

    /// Each voxel starts with the mean of what a table has in it.
    private func start(_ values: UnsafeMutablePointer<Double>, from table: Model.FieldTable) throws {
        var counts = [Double](repeating: 0, count: grid.count)
        values.update(repeating: 0, count: grid.count)
        for point in table.points {
            let voxel = grid.voxel(at: point.position)
            values[voxel] += point.value
            counts[voxel] += 1
        }
        if let empty = counts.firstIndex(of: 0) {
            let middle = grid.centre(of: empty)
            throw ModelFault(
                table.file.place,
                "\(table.file.path) has no row in the voxel around (\(middle.x), \(middle.y), \(middle.z)) um, and in "
                    + "\(counts.count { $0 == 0 }) of \(grid.count) voxels; the start of a substance needs one in each")
        }
        for voxel in 0..<grid.count { values[voxel] /= counts[voxel] }
    }

    private func place(_ placement: Model.Placement, number: Int, _ points: [CellPoint]) throws {
        var draws = Draws(seed: state.seed, key: UInt64(number), tick: 0, event: Purpose.placement.rawValue)
        if case .file = placement.region {
            for point in points {
                let cell = bear(type: point.type, key: Keys.child(of: state.nextID, ordinal: 0), at: try checked(point, placement))
                let (table, row, map) = (table(of: cell), state.cells.row(cell), kinds[point.type].map)
                for (state, value) in point.values { table[map.index(.state(state))][row] = value }
            }
            return
        }
        switch placement.what! {
        case .vessel(let type):
            if case .segments(let table) = placement.region { return try placeNetwork(type, table, placement) }
            try placeVessels(type, placement, &draws)
        case .cell(let type):
            for position in try positions(of: type, placement, &draws) {
                let cell = bear(type: type, key: Keys.child(of: UInt64(number), ordinal: state.nextID), at: position)
                for (target, sampler) in placement.sets {
                    var draws = Draws(
                        seed: state.seed, key: state.cells[.key][cell], tick: 0, event: Purpose.placement.rawValue | UInt32(target + 1) << 8
                    )
                    let bound = CompiledSampler(sampler, kinds[type].compiler)
                    let (table, row) = (table(of: cell), state.cells.row(cell))
                    table[kinds[type].map.index(.state(target))][row] = bound.draw(
                        row: row, columns: table, globals: state.globals, &draws)
                }
            }
        }
    }

    private func checked(_ point: CellPoint, _ placement: Model.Placement) throws -> SIMD3<Double> {
        var p = point.position
        if grid.isSlice { p.z = grid.size.z / 2 }
        for axis in 0..<3 where p[axis] < 0 || p[axis] > grid.size[axis] {
            throw ModelFault(
                placement.place,
                "a cell of the file lies at (\(p.x), \(p.y), \(p.z)) um, outside the space of \(grid.size.x) x \(grid.size.y) x \(grid.size.z) um"
            )
        }
        return p
    }

    /// Positions in a region, as many as asked for.
    private func positions(of type: Int, _ placement: Model.Placement, _ draws: inout Draws) throws -> [SIMD3<Double>] {
        if model.space.isWell {
            guard case .number(let n)? = placement.howMany else {
                throw ModelFault(placement.place, "a well takes a number of cells, for example \"number: 1\"")
            }
            return Array(repeating: grid.size * 0.5, count: n)
        }
        if case .points(let points) = placement.region { return points.map(inside) }
        let region = Region(placement.region, size: grid.size, isSlice: grid.isSlice, membranes)
        switch placement.howMany {
        case .packed(let packing)?:
            let volume = try startVolume(type, placement)
            let radius = Elementary.pow(volume * (3 / (4 * Double.pi)), 1.0 / 3)
            return region.packed(radius: radius, packing: packing, &draws).map(inside)
        case .number(let n)?: return (0..<n).map { _ in inside(region.point(&draws)) }
        case .density(let density)?:
            let expected = density * (grid.isSlice ? region.area : region.volume)
            let whole = expected.rounded(.down)
            let n = Int(whole) + (draws.uniform() < expected - whole ? 1 : 0)
            return (0..<n).map { _ in inside(region.point(&draws)) }
        case nil: throw ModelFault(placement.place, "how many? give \"number:\", \"packed:\" or \"density:\"")
        }
    }

    private func startVolume(_ type: Int, _ placement: Model.Placement) throws -> Double {
        let kind = kinds[type]
        guard case .state(let i) = kind.type.volume else { return 2494 }
        let arguments = kind.type.states[i].start.arguments.map { BoundProgram.constant($0) }
        guard let volume = arguments.first, volume > 0 else {
            throw ModelFault(placement.place, "the volume of \(kind.type.name) must be above 0")
        }
        return volume
    }

    /// Vessels at random, apart from each other: crossings of a slice, or segments along a random direction in 3-D.
    private func placeVessels(_ type: Int, _ placement: Model.Placement, _ draws: inout Draws) throws {
        let kind = vesselKinds[type]
        let vessels = state.vessels[type]
        let region = Region(placement.region, size: grid.size, isSlice: grid.isSlice, membranes)
        let points: [SIMD3<Double>]
        if case .points(let given) = placement.region {
            points = given
        } else {
            let wanted: Int =
                switch placement.howMany {
                case .number(let n)?: n
                // In 3-D a density of crossings is a length per volume.
                case .density(let density)?:
                    Int((density * (grid.isSlice ? region.area : region.volume / kind.type.segment)).rounded())
                default: throw ModelFault(placement.place, "how many vessels? give \"number:\" or \"random: 50 /mm^2\"")
                }
            points = region.apart(wanted, distance: placement.apart ?? 0, &draws)
        }
        for (i, point) in points.enumerated() {
            let along = grid.isSlice ? SIMD3(0, 0, 1.0) : draws.direction(isFlat: false)
            let half = (grid.isSlice ? grid.size.z : kind.type.segment) / 2
            var at = point
            if grid.isSlice { at.z = grid.size.z / 2 }
            let key = Keys.child(of: UInt64(type) &+ 0x5E55E1, ordinal: UInt64(i))
            let row = vessels.append(id: state.nextID, key: key, from: at - along * half, to: at + along * half, isOpen: true, time: 0)
            state.nextID += 1
            startSegment(kind, vessels, row)
        }
    }

    /// A new cell: its states drawn from their starts, its surroundings sampled.
    @discardableResult
    func bear(type: Int, key: UInt64, at position: SIMD3<Double>) -> Int {
        let kind = kinds[type]
        let cells = state.cells
        let cell = cells.append(type: type, id: state.nextID, key: key, at: position, entered: max(state.time, 0))
        state.nextID += 1
        cells[.phase][cell] = Int32(kind.type.firstPhase)
        let table = table(of: cell), row = cells.row(cell)
        for (column, entry) in kind.map.keys.enumerated() { if case .memory = entry { table[column][row] = -1e12 } }
        for i in kind.type.states.indices { table[kind.map.index(.state(i))][row] = drawStart(kind, i, row: row, key: key) }
        let corner = corner(at: position)
        for sample in kind.samples { table[sample.column][row] = sensed(sample, at: position, corner) }
        measureVolume(cell)
        return cell
    }

    /// The start of one state, drawn from its own stream.
    func drawStart(_ kind: CellKind, _ i: Int, row: Int, key: UInt64) -> Double {
        var draws = Draws(seed: state.seed, key: key, tick: state.tick, event: Purpose.start.rawValue | UInt32(i) << 8)
        return kind.starts[i].draw(row: row, columns: state.cells.tables[kind.index], globals: state.globals, &draws)
    }
}

/// A value drawn from constants alone.
enum CompiledConstant {
    static func draw(_ sampler: Sampler, _ draws: inout Draws) -> Double {
        let a = sampler.arguments.map { BoundProgram.constant($0) }
        return switch sampler.kind {
        case .fixed: a[0]
        case .uniform: draws.uniform(a[0], a[1])
        case .normal: draws.normal(a[0], a[1])
        case .lognormal: draws.lognormal(median: a[0], sigma: a[1])
        case .exponential: a[0] * draws.exponential()
        }
    }
}

extension CellKind {
    /// Makes sure that every column others will look for exists before the tables are made.
    func reserveColumns(_ model: Model) {
        for i in type.contacts.indices { _ = map.index(.contact(i)) }
        for i in type.memories.indices { _ = map.index(.memory(i)) }
        _ = map.index(.volume)
        for placement in model.placements {
            if case .cell(index)? = placement.what { for (_, sampler) in placement.sets { _ = CompiledSampler(sampler, compiler) } }
        }
    }
}
