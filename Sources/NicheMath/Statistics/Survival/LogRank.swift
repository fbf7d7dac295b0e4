/// The log-rank test: whether events come as often in one group as in another.
public struct LogRank: Sendable, Equatable {
    /// Events of the first group, seen and expected if the hazards were one.
    public let observed: Double
    public let expected: Double
    /// The variance of `observed`, from the hypergeometric distribution.
    public let variance: Double
    /// (observed - expected)² / variance, chi-square with one degree of freedom.
    public let chiSquare: Double
    /// The two-sided p-value; 1 where no event tells the groups apart.
    public let p: Double

    /// The test; nil for an empty group or a time that is NaN.
    /// - Source: Mantel, Cancer Chemotherapy Reports 50 (1966) 163; Peto & Peto (1972).
    public init?(_ first: [Lifetime], _ second: [Lifetime]) {
        guard !first.isEmpty, !second.isEmpty, let occasions = Occasion.all(first, second) else { return nil }
        var (seen, due, spread) = (OrderedSum(), OrderedSum(), OrderedSum())
        for occasion in occasions {
            let n = Double(occasion.atRisk.first + occasion.atRisk.second)
            let share = Double(occasion.atRisk.first) / n
            let ended = Double(occasion.ended.first + occasion.ended.second)
            seen.add(Double(occasion.ended.first))
            due.add(ended * share)
            if n > 1 { spread.add(ended * share * (1 - share) * (n - ended) / (n - 1)) }
        }
        (observed, expected, variance) = (seen.value, due.value, spread.value)
        let difference = observed - expected
        chiSquare = variance > 0 ? difference * difference / variance : 0
        p = ChiSquare.upper(chiSquare, freedom: 1)
    }

    /// Peto's one-step ratio of the hazards, first over second: e^((O - E) / V). It stays finite where a group has no events; far from
    /// 1 it is nearer to 1 than Cox's. NaN where no event tells the groups apart.
    public var petoRatio: Double { Elementary.exp((observed - expected) / variance) }

    /// The interval that holds Peto's ratio with confidence `level`; nil where there is none.
    public func petoInterval(level: Double = 0.95) -> ClosedRange<Double>? {
        guard variance > 0 else { return nil }
        let reach = Normal.quantile(0.5 + 0.5 * level) / Elementary.squareRoot(variance)
        let centre = (observed - expected) / variance
        return Elementary.exp(centre - reach)...Elementary.exp(centre + reach)
    }
}
