/// Partial rank correlation coefficients: which inputs an output rises or falls with, the others held fixed.
/// - Source: Marino et al., Journal of Theoretical Biology 254 (2008) 178.
public enum PartialRank {
    /// The correlation of each input with the output; nil where there is none to be had (see `Correlation.partial`).
    /// - Shape: `points` are rows with a number for each input, `outputs` a number a row.
    public static func correlations(points: [[Double]], outputs: [Double]) -> [Correlation?] {
        guard let first = points.first, points.count == outputs.count, points.allSatisfy({ $0.count == first.count }) else { return [] }
        let columns = first.indices.map { axis in points.map { $0[axis] } }
        return columns.indices.map { axis in
            Correlation.partialSpearman(columns[axis], outputs, given: columns.indices.filter { $0 != axis }.map { columns[$0] })
        }
    }
}
