/// The sign test: whether differences are as often above 0 as below.
public struct SignTest: Sendable, Equatable {
    public let positive: Int
    public let negative: Int
    /// The two-sided p-value, from the binomial distribution.
    public let p: Double

    /// The test of `differences`, zeros left out; p is 1 where all are 0. Nil if there are none, or one is NaN.
    public init?(_ differences: [Double]) {
        guard !differences.isEmpty, !differences.contains(where: \.isNaN) else { return nil }
        positive = differences.count { $0 > 0 }
        negative = differences.count { $0 < 0 }
        let (rare, often) = (Double(min(positive, negative)), Double(max(positive, negative)))
        // The binomial's lower tail, P(X <= rare) = I(1/2; often, rare + 1).
        p = often == rare ? 1 : min(1, 2 * Beta.regularised(0.5, often, rare + 1))
    }
}
