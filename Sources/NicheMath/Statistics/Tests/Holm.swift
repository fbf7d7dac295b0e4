/// Holm's correction for many tests.
public enum Holm {
    /// The adjusted p-values, in the order they came: the largest of (m - i) p over the i smaller ones, at most 1. NaN stays NaN and
    /// does not count among the m tests.
    /// - Source: Holm, Scandinavian Journal of Statistics 6 (1979) 65.
    public static func adjusted(_ p: [Double]) -> [Double] {
        let order = p.indices.filter { !p[$0].isNaN }.sorted { p[$0] < p[$1] || (p[$0] == p[$1] && $0 < $1) }
        var adjusted = [Double](repeating: .nan, count: p.count)
        var largest = 0.0
        for (rank, index) in order.enumerated() {
            largest = max(largest, min(1, Double(order.count - rank) * p[index]))
            adjusted[index] = largest
        }
        return adjusted
    }
}
