/// Wilcoxon's signed-rank test: whether differences lie around 0, by their ranks.
public struct SignedRank: Sendable, Equatable {
    /// The sum of the ranks of positive differences.
    public let positive: Double
    /// The differences that are not 0.
    public let count: Int
    /// The two-sided p-value.
    public let p: Double
    /// Whether p was counted over all signs, or comes from the normal approximation.
    public let isExact: Bool

    /// The test of `differences`, zeros left out; p is exact up to 50 of different sizes, else normal with corrections for ties
    /// and continuity. 1 where all are 0. Nil if there are none, or one is NaN.
    /// - Source: Wilcoxon, Biometrics Bulletin 1 (1945) 80.
    public init?(_ differences: [Double]) {
        guard !differences.isEmpty, !differences.contains(where: \.isNaN) else { return nil }
        let kept = differences.filter { $0 != 0 }
        let ranks = Ranks(kept.map(\.magnitude))
        let n = Double(kept.count)
        positive = Sample.sum(zip(kept, ranks.values)) { $0 > 0 ? $1 : 0 }
        count = kept.count
        isExact = ranks.ties == 0 && kept.count <= 50
        let all = 0.5 * n * (n + 1)
        let larger = max(positive, all - positive)
        if isExact {
            p = min(1, 2 * SignedRank.upper(Int(larger), kept.count))
        } else {
            let variance = n * (n + 1) * (2 * n + 1) / 24 - ranks.ties / 48
            p = min(1, 2 * Normal.upper((larger - 0.5 * all - 0.5) / Elementary.squareRoot(variance)))
        }
    }

    /// The same of the differences first[i] - second[i]; nil for unequal counts.
    public init?(_ first: [Double], _ second: [Double]) {
        guard first.count == second.count else { return nil }
        self.init(zip(first, second).map { $0 - $1 })
    }

    /// The probability that a random choice among 1 … n adds up to w or more.
    private static func upper(_ w: Int, _ n: Int) -> Double {
        var ways = [Double](repeating: 0, count: n * (n + 1) / 2 + 1)
        ways[0] = 1
        for rank in stride(from: 1, through: n, by: 1) {
            for sum in stride(from: rank * (rank + 1) / 2, through: rank, by: -1) { ways[sum] += ways[sum - rank] }
        }
        return ways[w...].reduce(0, +) / ways.reduce(0, +)
    }
}
