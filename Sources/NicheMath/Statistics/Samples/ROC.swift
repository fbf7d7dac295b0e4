/// The receiver operating characteristic: how well a score tells positives from negatives.
public enum ROC {
    /// The area under the curve: the probability that a positive scores above a negative, ties counting a half. 0.5 tells nothing.
    /// Nil for an empty group or NaN.
    /// - Source: Hanley & McNeil, Radiology 143 (1982) 29.
    public static func area(positives: [Double], negatives: [Double]) -> Double? {
        guard !positives.isEmpty, !negatives.isEmpty, !(positives + negatives).contains(where: \.isNaN) else { return nil }
        let (n, m) = (Double(positives.count), Double(negatives.count))
        let sum = Sample.sum(Ranks(positives + negatives).values[..<positives.count]) { $0 }
        return (sum - 0.5 * n * (n + 1)) / (n * m)
    }
}
