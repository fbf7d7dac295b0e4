/// The ratio of two groups' hazards, first over second, by Cox's proportional hazards with Efron's treatment of ties.
public struct HazardRatio: Sendable, Equatable {
    /// The logarithm of the ratio, ±infinity if all who had their event were of one group while both were at risk.
    public let logarithm: Double
    /// Its standard error; infinite where the logarithm is.
    public let error: Double
    /// Wald's two-sided p-value, 1 where the ratio is without bound: then the log-rank test is the one to ask.
    public var p: Double { Normal.twoSided(logarithm.isFinite ? logarithm / error : 0) }
    public var ratio: Double { Elementary.exp(logarithm) }

    /// The ratio that makes the events likeliest; nil for an empty group, a time that is NaN, or where no event came while both
    /// groups were at risk.
    /// - Source: Cox, Journal of the Royal Statistical Society B 34 (1972) 187; Efron (1977).
    public init?(_ first: [Lifetime], _ second: [Lifetime]) {
        guard let occasions = Occasion.all(first, second)?.filter({ $0.atRisk.first > 0 && $0.atRisk.second > 0 }), !occasions.isEmpty
        else { return nil }
        let isOnlyFirst = occasions.allSatisfy { $0.ended.second == 0 }
        if isOnlyFirst || occasions.allSatisfy({ $0.ended.first == 0 }) {
            logarithm = isOnlyFirst ? .infinity : -.infinity
            error = .infinity
            return
        }
        // The score falls with the logarithm, so Newton's step is safe within the ends where its sign is known.
        var (low, high, beta) = (-700.0, 700.0, 0.0)
        var slope = 0.0
        for _ in 0..<200 {
            let score = HazardRatio.score(occasions, beta)
            slope = score.slope
            if score.value == 0 { break }
            if score.value > 0 { low = beta } else { high = beta }
            let next = beta + score.value / score.slope
            let kept = next > low && next < high ? next : 0.5 * (low + high)
            let step = (kept - beta).magnitude
            beta = kept
            if step <= 1e-14 * max(1, beta.magnitude) { break }
        }
        logarithm = beta
        error = 1 / Elementary.squareRoot(slope)
    }

    /// The interval that holds the ratio with confidence `level`; from 0 to infinity where the ratio is without bound.
    public func interval(level: Double = 0.95) -> ClosedRange<Double> {
        guard logarithm.isFinite else { return 0 ... .infinity }
        let reach = Normal.quantile(0.5 + 0.5 * level) * error
        return Elementary.exp(logarithm - reach)...Elementary.exp(logarithm + reach)
    }

    /// The derivative of the partial likelihood's logarithm, and the negative of its own.
    private static func score(_ occasions: [Occasion], _ beta: Double) -> (value: Double, slope: Double) {
        let weight = Elementary.exp(beta)
        var (value, slope) = (OrderedSum(), OrderedSum())
        for occasion in occasions {
            let (d1, d2) = (Double(occasion.ended.first), Double(occasion.ended.second))
            value.add(d1)
            for tied in 0..<occasion.ended.first + occasion.ended.second {
                // Of those who end together, a share has already left by Efron's account.
                let part = Double(tied) / (d1 + d2)
                let one = weight * (Double(occasion.atRisk.first) - part * d1)
                let share = one / (one + Double(occasion.atRisk.second) - part * d2)
                value.add(-share)
                slope.add(share * (1 - share))
            }
        }
        return (value.value, slope.value)
    }
}
