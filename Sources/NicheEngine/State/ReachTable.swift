import NicheModel

/// What cells differ in, and the memory for it.
final class ReachTable {
    /// Whether some reach farther than others, and whether some hold to others more than to the rest.
    let differs: Bool
    let hasAffinities: Bool
    /// By cell [µm]; by cell and type, types in a row: roots of affinities.
    var limits = Buffer<Double>()
    var roots = Buffer<Double>()

    init(_ model: Model) {
        differs = model.cellTypes.contains { $0.reach != nil }
        hasAffinities = model.cellTypes.contains { !$0.affinities.isEmpty }
    }

    var isOfConcern: Bool { differs || hasAffinities }

    func reserve(_ cells: Int, _ types: Int) { if isOfConcern { roots.reserve(cells * types) } }

    deinit {
        limits.free()
        roots.free()
    }
}
