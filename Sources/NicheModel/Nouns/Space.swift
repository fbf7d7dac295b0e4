extension Assembly {
    static let spaceKeys = [
        "size", "voxel", "edges", "membranes", "mechanics", "reach", "sampling", "exchange", "thickness", "well", "daughters",
    ]
    private static let mostVoxels = 2e9

    /// `space: well`, or `space: {size: [1 mm, 1 mm, 15 um], voxel: 20 um, edges: closed}`.
    func readSpace() {
        var first: Place?
        for chapter in chapters {
            guard let tree = chapter["space"], let place = chapter.key("space")?.place else { continue }
            if let first {
                problems.add(place, "space is already defined at \(first)")
                continue
            }
            first = place
            problems.attempt { try readSpace(tree, place) }
        }
        if first == nil, let key = chapters.lazy.compactMap({ $0.key("place") }).first {
            problems.add(
                key.place, "the model places cells but has no space; write \"space: {size: [1 mm, 1 mm, 15 um]}\" or \"space: well\"")
        }
    }

    private func readSpace(_ tree: Tree, _ place: Place) throws {
        model.space.place = place
        if let text = tree.text {
            guard text == "well" else {
                throw ModelFault(
                    tree.place, "space is \"well\" or {size: …, voxel: …}, found \"\(text)\"\(didYouMean(text, among: ["well"]))")
            }
            model.space.isWell = true
            if let setting = setting("space.well") { try readWell(setting.value) }
            return
        }
        var fields = Fields(tree, "space", known: Self.spaceKeys, problems)
        for key in Self.spaceKeys { if let setting = setting("space.\(key)") { fields.replace(key, setting.value) } }
        if let well = fields["well"] {
            if let key = fields.keys["membranes"] { throw ModelFault(key.place, "a well is one compartment and has no membranes") }
            return try readWell(well)
        }
        guard let size = fields["size"] else {
            throw ModelFault(place, "space needs its size: [1 mm, 1 mm, 15 um], or \"size: cells\" with a file of cells")
        }
        if let tree = fields["thickness"] { model.space.thickness = try constant(tree, .length, "the thickness", .positive) }
        if let voxel = fields["voxel"] {
            model.space.voxel =
                voxel.items == nil
                ? SIMD3(repeating: try constant(voxel, .length, "a voxel", .positive)) : try lengths(voxel, "voxel", .positive)
        }
        if size.text == "cells" {
            if let thickness = model.space.thickness { model.space.voxel.z = thickness }
        } else {
            guard size.items != nil else { throw ModelFault(size.place, "a size is [x, y, z] or \"cells\", found \"\(size.line)\"") }
            let lengths = try lengths(size, "size", .positive)
            model.space.size = lengths
            try fitVoxels(lengths, size.place)
        }
        if let tree = fields["reach"] { model.space.reach = try reach(tree) }
        if let tree = fields["mechanics"] {
            model.space.mechanics = try choice(tree, ["pairs", "pressure"], "mechanics") == "pairs" ? .pairs : .pressure
        }
        if let tree = fields["daughters"] {
            model.space.daughters = try choice(tree, ["apart", "aside"], "daughters") == "aside" ? .aside : nil
        }
        if let tree = fields["sampling"] { model.space.samplesVoxel = try choice(tree, ["voxel", "linear"], "sampling") == "voxel" }
        if let tree = fields["exchange"] { model.space.countsSpheres = try choice(tree, ["sphere", "disc"], "exchange") == "sphere" }
        if let tree = fields["edges"] { model.space.edges = try spaceEdges(tree) }
        if let tree = fields["membranes"] { model.space.membranes = try membranes(tree) }
    }

    private func readWell(_ volume: Tree) throws {
        model.space.isWell = true
        model.space.wellVolume = try constant(volume, .volume, "the volume of a well", .positive)
    }

    /// A side thinner than a voxel is one voxel; any other must be a whole number of them.
    private func fitVoxels(_ size: SIMD3<Double>, _ place: Place) throws {
        var count = 1.0
        for axis in 0..<3 {
            if size[axis] < model.space.voxel[axis] { model.space.voxel[axis] = size[axis] }
            let voxels = size[axis] / model.space.voxel[axis]
            guard abs(voxels - voxels.rounded()) < 1e-6 * voxels else {
                throw ModelFault(place, "\(number(size[axis])) um is not a whole number of voxels of \(number(model.space.voxel[axis])) um")
            }
            count *= voxels.rounded()
        }
        if count > Self.mostVoxels { throw ModelFault(place, "\(number(count)) voxels; at most \(number(Self.mostVoxels)) are possible") }
    }

    func choice(_ tree: Tree, _ words: [String], _ what: String) throws -> String {
        guard let text = tree.text, words.contains(text) else {
            throw ModelFault(
                tree.place, "\(what) is \(words.joined(separator: " or ")), found \"\(tree.line)\"\(didYouMean(tree.line, among: words))")
        }
        return text
    }

    /// Three lengths; two where the third is given.
    func lengths(_ tree: Tree, _ what: String, _ bound: Bound = .any, z: Double? = nil) throws -> SIMD3<Double> {
        guard let items = tree.items, items.count == 3 || (items.count == 2 && z != nil) else {
            throw ModelFault(tree.place, "\(what) needs three lengths, [x, y, z], found \(tree.items.map { "\($0.count)" } ?? tree.kind)")
        }
        var lengths = try items.map { try constant($0, .length, what, bound) }
        if lengths.count == 2, let z { lengths.append(z) }
        return SIMD3(lengths[0], lengths[1], lengths[2])
    }

    private func spaceEdges(_ tree: Tree) throws -> [Model.SpaceModel.Edge] {
        let words: [String: Model.SpaceModel.Edge] = ["closed": .closed, "open": .open, "periodic": .periodic, "walls": .walls]
        func edge(_ tree: Tree) throws -> Model.SpaceModel.Edge {
            words[try choice(tree, ["closed", "open", "periodic", "walls"], "an edge")]!
        }
        if tree.text != nil { return Array(repeating: try edge(tree), count: 3) }
        if let items = tree.items {
            guard items.count == 3 else {
                throw ModelFault(tree.place, "edges are one word, or three for x, y and z; found \(items.count)")
            }
            return try items.map { try edge($0) }
        }
        let fields = Fields(tree, "edges", known: ["x", "y", "z"], problems)
        return try ["x", "y", "z"].map { try fields[$0].map { try edge($0) } ?? .closed }
    }

    /// A number as a person writes it.
    func number(_ value: Double) -> String { Numeral.text(value) }
}
