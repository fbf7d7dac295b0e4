/// A measure of what a sequencer would see at one moment: made from the counts of a virtual assay, with the seed of its run.
public struct AssayMeasure: Sendable, Hashable {
    public enum Function: String, Sendable, CaseIterable {
        case cellScore = "cell_score"
        case cellAUROC = "cell_auroc"
        case cellRecovery = "cell_recovery"
        case spotAUROC = "spot_auroc"
        case spotRecovery = "spot_recovery"

        /// Populations, whether a value of the first one's cells is asked for, and whether a distance; a programme stands after them.
        var shape: (populations: Int, hasValue: Bool, hasLength: Bool) {
            switch self {
            case .cellScore: (1, false, false)
            case .cellAUROC: (2, false, false)
            case .cellRecovery: (1, true, false)
            case .spotAUROC: (1, false, true)
            case .spotRecovery: (0, false, false)
            }
        }
    }

    public var function: Function
    /// Reductions of the model language that pick the cells, as in `SpatialMeasure`.
    public var populations: [String]
    /// How near a spot must lie to one of them [µm].
    public var length: Double?
    public var programme: String
    /// Median counts of a cell, or of a spot; nil for what the assays take by themselves.
    public var depth: Double?
    /// When [s].
    public var time: Int64
    /// Digest of the tables of what cells express.
    public var tables: String

    /// What the value is kept under.
    public var key: String {
        let parts = populations + [length.map { "\($0)" }, programme, depth.map { "depth \($0)" }].compactMap { $0 }
        return "\(function.rawValue)(\(parts.joined(separator: "; "))) at \(time) by \(tables)"
    }
}
