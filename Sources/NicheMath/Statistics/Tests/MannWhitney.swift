/// The rank-sum test of Mann, Whitney and Wilcoxon: whether numbers of one sample tend to be larger.
public struct MannWhitney: Sendable, Equatable {
    /// U: pairs in which the first sample's number is the larger; ties count a half.
    public let u: Double
    /// The two-sided p-value.
    public let p: Double
    /// U over the number of pairs: the probability that a number of the first sample exceeds one of the second.
    public let superiority: Double
    /// Whether p was counted over all orders, or comes from the normal approximation.
    public let isExact: Bool

    /// The test; p is exact without ties up to 50 numbers together, else normal with corrections for ties and continuity.
    /// Nil for an empty sample or NaN; infinite numbers have ranks like others.
    /// - Source: Mann & Whitney, Annals of Mathematical Statistics 18 (1947) 50.
    public init?(_ first: [Double], _ second: [Double]) {
        guard !first.isEmpty, !second.isEmpty, !(first + second).contains(where: \.isNaN) else { return nil }
        let ranks = Ranks(first + second)
        let (n, m) = (Double(first.count), Double(second.count))
        u = Sample.sum(ranks.values[..<first.count]) { $0 } - 0.5 * n * (n + 1)
        superiority = u / (n * m)
        isExact = ranks.ties == 0 && first.count + second.count <= 50
        let larger = max(u, n * m - u)
        if isExact {
            p = min(1, 2 * MannWhitney.upper(Int(larger), first.count, second.count))
        } else {
            let all = n + m
            let variance = n * m / 12 * (all + 1 - ranks.ties / (all * (all - 1)))
            p = variance > 0 ? min(1, 2 * Normal.upper((larger - 0.5 * n * m - 0.5) / Elementary.squareRoot(variance))) : 1
        }
    }

    /// The probability of U >= u for samples of n and m without ties, where all orders are alike.
    private static func upper(_ u: Int, _ n: Int, _ m: Int) -> Double {
        // ways[u] among those whose last number belongs to either sample: f(u; n, m) = f(u - m; n - 1, m) + f(u; n, m - 1).
        // As polynomials, the product of (1 - q^(m + i)) / (1 - q^i); counts up to 2^47 are exact.
        let top = n * m
        var ways = [Double](repeating: 0, count: top + 1)
        ways[0] = 1
        for i in 1...n {
            for u in stride(from: top, through: m + i, by: -1) { ways[u] -= ways[u - m - i] }
            if i <= top { for u in i...top { ways[u] += ways[u - i] } }
        }
        return ways[u...].reduce(0, +) / ways.reduce(0, +)
    }
}
