import NicheModel

/// A PhysiCell project as its files say it, in PhysiCell's own units: µm and minutes.
struct PhysiCellProject {
    var path: String
    var domain = Domain()
    var time = Time()
    var hasWalls = false
    var substances: [Substance] = []
    var types: [CellDefinition] = []
    var rules: [RuleRow] = []
    var cells: [InitialCell] = []
    /// Cells of each type that the standard `setup_tissue` strews over the domain, before those of the file.
    var strewn = 0

    struct Domain {
        var low = SIMD3<Double>(-500, -500, -10)
        var high = SIMD3<Double>(500, 500, 10)
        var voxel = SIMD3<Double>(20, 20, 20)
        var is2D = false
    }

    struct Time {
        var end = 0.0, phenotype = 6.0, record = 60.0
    }

    struct Substance {
        var name: String
        var unit: String
        var place: Place
        var diffusion = 0.0, decay = 0.0, start = 0.0
        /// Held values at xmin, xmax, ymin, ymax, zmin, zmax.
        var edges: [Double?] = Array(repeating: nil, count: 6)
    }

    struct InitialCell {
        var position: SIMD3<Double>
        /// Index into `types`.
        var type: Int
    }

    func type(_ name: String) -> Int? { types.firstIndex { $0.name == name } }
    func substance(_ name: String) -> Int? { substances.firstIndex { $0.name == name } }
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
