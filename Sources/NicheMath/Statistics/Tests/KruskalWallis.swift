/// The test of Kruskal and Wallis: whether numbers of some groups tend to be larger than those of others.
public struct KruskalWallis: Sendable, Equatable {
    /// H, corrected for ties.
    public let h: Double
    /// The p-value by chi-square, of as many degrees of freedom as groups less one.
    public let p: Double

    /// The test; nil for fewer than two groups, an empty one or NaN.
    /// - Source: Kruskal & Wallis, Journal of the American Statistical Association 47 (1952) 583.
    public init?(_ groups: [[Double]]) {
        let all = Array(groups.joined())
        guard groups.count > 1, groups.allSatisfy({ !$0.isEmpty }), !all.contains(where: \.isNaN) else { return nil }
        let ranks = Ranks(all)
        let n = Double(all.count)
        var start = 0
        let squares = Sample.sum(groups) { group in
            let sum = Sample.sum(ranks.values[start..<start + group.count]) { $0 }
            start += group.count
            return sum * sum / Double(group.count)
        }
        let distinct = 1 - ranks.ties / (n * n * n - n)
        h = distinct > 0 ? (12 / (n * (n + 1)) * squares - 3 * (n + 1)) / distinct : 0
        p = ChiSquare.upper(h, freedom: Double(groups.count - 1))
    }
}
