/// A share of yes among yes and no.
public struct Proportion: Sendable, Equatable {
    public let successes: Int
    public let trials: Int

    /// Nil unless 0 <= successes <= trials and there are trials.
    public init?(_ successes: Int, of trials: Int) {
        guard trials > 0, (0...trials).contains(successes) else { return nil }
        self.successes = successes
        self.trials = trials
    }

    /// The share itself.
    public var value: Double { Double(successes) / Double(trials) }

    /// The interval that holds the true share with confidence `level`.
    /// - Source: Wilson, Journal of the American Statistical Association 22 (1927) 209.
    public func interval(level: Double = 0.95) -> ClosedRange<Double> {
        let n = Double(trials)
        let z = Normal.quantile(0.5 + 0.5 * level)
        let centre = value + z * z / (2 * n)
        let reach = z * Elementary.squareRoot((value * (1 - value) + z * z / (4 * n)) / n)
        let scale = 1 + z * z / n
        // Rounding would leave the ends a hair outside.
        let low = successes == 0 ? 0 : max(0, (centre - reach) / scale)
        let high = successes == trials ? 1 : min(1, (centre + reach) / scale)
        return low...high
    }
}
