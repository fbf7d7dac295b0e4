/// A measure of where cells are at one moment, made from populations: cells that a selector and a condition pick.
public struct SpatialMeasure: Sendable, Hashable {
    public enum Function: String, Sendable, CaseIterable {
        case pairCorrelation = "pair_correlation"
        case labelCorrelation = "label_correlation"
        case within, distance, moran
        case hotShare = "hot_share"
        case ripley, invaded, detached, modes
        case betweenModes = "between_modes"
        case radialDensity = "radial_density"
        case radialMean = "radial_mean"

        /// Populations, whether a value of the first one's cells is asked for, and distances: one ring or one length.
        var shape: (populations: Int, hasValue: Bool, lengths: Int) {
            switch self {
            case .pairCorrelation: (2, false, 2)
            case .labelCorrelation: (3, false, 2)
            case .within: (2, false, 1)
            case .distance: (2, false, 0)
            case .moran, .hotShare: (1, true, 1)
            case .ripley, .detached: (1, false, 1)
            case .invaded: (1, false, 0)
            case .modes, .betweenModes: (1, true, 0)
            case .radialDensity: (2, false, 2)
            case .radialMean: (2, true, 2)
            }
        }
    }

    public var function: Function
    /// Reductions of the model language that pick the cells: `count(type, condition)`, or `sum(type, value, condition)`.
    public var populations: [String]
    /// [µm]
    public var lengths: [Double]
    /// When [s].
    public var time: Int64

    /// What the value is kept under.
    public var key: String {
        "\(function.rawValue)(\(populations.joined(separator: "; ")); \(lengths.map { "\($0)" }.joined(separator: ", "))) at \(time)"
    }
}
