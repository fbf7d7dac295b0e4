import NicheModel

/// A PhysiCell project as its files say it, in PhysiCell's own units: µm and minutes.
struct PhysiCellProject {
    var path: String
    var domain = Domain()
    var time = Time()
    var hasWalls = false
    /// Whether cells attach to nobody by themselves, whatever their rates are.
    var forbidsSprings = false
    var substances: [Substance] = []
    var types: [CellDefinition] = []
    /// How apoptotic cells, and lysed ones, are gone. PhysiCell keeps one model of each death for all types, so that the last one read holds.
    var apoptoticExit = CellDefinition.Exit(rate: 1 / 516, isFixed: true)
    var lysedExit = CellDefinition.Exit(rate: 1 / 86_400, isFixed: true)
    var rules: [RuleRow] = []
    var cells: [InitialCell] = []
    /// Cells of each type that the standard `setup_tissue` strews over the domain, before those of the file.
    var strewn = 0
    /// Whether cells keep count of what they have taken up and given off.
    var countsInside = false

    struct Domain {
        var low = SIMD3<Double>(-500, -500, -10)
        var high = SIMD3<Double>(500, 500, 10)
        var voxel = SIMD3<Double>(20, 20, 20)
        var is2D = false
    }

    struct Time {
        var end = 0.0, phenotype = 6.0, mechanics = 0.1, record = 60.0
    }

    struct Substance {
        var name: String
        var unit: String
        var place: Place
        var diffusion = 0.0, decay = 0.0, start = 0.0
        /// By voxel, where a file says so.
        var startsAt: [Double]?
        /// Held values at xmin, xmax, ymin, ymax, zmin, zmax.
        var edges: [Double?] = Array(repeating: nil, count: 6)
    }

    struct InitialCell {
        var position: SIMD3<Double>
        /// Index into `types`.
        var type: Int
        /// [µm³], where it is not that of the type.
        var volume: Double?
        /// What it does otherwise than its type says.
        var values: [Behaviour: Double] = [:]
    }

    func type(_ name: String) -> Int? { types.firstIndex { $0.name == name } }
    func substance(_ name: String) -> Int? { substances.firstIndex { $0.name == name } }

    /// A type by its name, or as "cell type 2" by its number.
    func type(named name: String) -> Int? {
        if let index = type(name) { return index }
        guard name.hasPrefix("cell type "), let index = Int(name.dropFirst(10)), types.indices.contains(index) else { return nil }
        return index
    }

    /// The user's variables, in the order in which cell types first name them.
    var customNames: [String] {
        types.reduce(into: []) { names, type in
            for name in type.custom.keys.sorted() where !names.contains(name) { names.append(name) }
        }
    }

    /// The variable that "custom:name", "custom: name" or "custom 2" means.
    func custom(_ word: String) -> String? {
        guard word.hasPrefix("custom") else { return nil }
        let rest = word.dropFirst(6)
        let names = customNames
        if rest.hasPrefix(":") {
            let name = String(rest.dropFirst().drop { $0 == " " })
            return names.contains(name) ? name : nil
        }
        return rest.hasPrefix(" ") ? Int(rest.dropFirst()).flatMap { names.indices.contains($0) ? names[$0] : nil } : nil
    }

    // MARK: What follows

    var isSlice: Bool { domain.is2D || size.z <= domain.voxel.z }

    /// [µm]
    var size: SIMD3<Double> {
        var size = domain.high - domain.low
        if domain.is2D { size.z = domain.voxel.z }
        return size
    }

    /// Voxels along x, y and z.
    private var shape: SIMD3<Int> {
        let counts = (size / domain.voxel).rounded(.up).clamped(lowerBound: SIMD3(repeating: 1), upperBound: SIMD3(repeating: 1e6))
        return SIMD3(Int(counts.x), Int(counts.y), isSlice ? 1 : Int(counts.z))
    }

    var voxelCount: Int { shape.x * shape.y * shape.z }

    /// Centres of all voxels, measured from the corner of the domain [µm].
    var voxels: [SIMD3<Double>] {
        let shape = shape
        return (0..<voxelCount).map { index in
            (SIMD3(Double(index % shape.x), Double(index / shape.x % shape.y), Double(index / (shape.x * shape.y))) + 0.5) * domain.voxel
        }
    }

    /// The voxel that holds a point measured from the corner of the domain.
    func voxel(at point: SIMD3<Double>) -> Int? {
        let place = (point / domain.voxel).rounded(.down)
        let shape = shape
        guard place.x >= 0, place.y >= 0, place.x < Double(shape.x), place.y < Double(shape.y) else { return nil }
        if isSlice { return Int(place.x) + shape.x * Int(place.y) }
        guard place.z >= 0, place.z < Double(shape.z) else { return nil }
        return Int(place.x) + shape.x * (Int(place.y) + shape.y * Int(place.z))
    }

    /// How many radii cells reach: the first type's, from which others may differ.
    var reach: Double { max(types.first?.mechanics.reach ?? 1.25, 1) }

    /// What we call a pressure of 1, in PhysiCell's: it counts in twelve neighbours at the distance of a full layer, we in the six that there
    /// are in such a layer, or in the twelve of close packed balls.
    var pressureScale: Double {
        if isSlice { return 0.5 }
        // The distance of close packed balls that fill space, in diameters: (π / 3√2) to a third.
        let gap = 1 - 0.9046998952817775
        return 12 * gap * gap / 0.027288820670331
    }

    /// Modules of the library that a model of it may use.
    var modules: [String] { types.compactMap { CycleModule.with(code: $0.cycle.code)?.name } + ["death", "volume", "attack", "bond"] }

    /// Whether cells attach to others by themselves, as their types or single cells have it.
    var hasSprings: Bool {
        types.contains { $0.mechanics.attachment > 0 } || cells.contains { $0.values[.attachment] ?? 0 > 0 }
    }

    /// Whether cells attack others or take damage, as their types or single cells have it.
    var hasDamage: Bool {
        types.contains { $0.damage.rate > 0 || $0.attack.rates.values.contains { $0 > 0 } }
            || cells.contains { $0.values.contains { $0.key.isOfDamage && $0.value > 0 } }
    }
}

extension Behaviour {
    /// Whether the module of damage and attack is about it.
    var isOfDamage: Bool {
        switch self {
        case .attack, .attackDamage, .attackDuration, .damageRate, .repairRate, .immunogenicity: true
        default: false
        }
    }
}

/// A row of the rules table.
struct RuleRow {
    var place: Place
    var type: Int
    var signal: String
    var isIncrease: Bool
    var behaviour: String
    var bound: Double, half: Double, power: Double
    var isAlsoForDead: Bool
}
