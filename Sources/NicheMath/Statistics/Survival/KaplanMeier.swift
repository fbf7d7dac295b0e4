/// The share that has had no event yet, as it falls with time.
public struct KaplanMeier: Sendable {
    /// A step of the curve: from `time` on the share `survival` is left.
    public struct Step: Sendable, Equatable {
        public let time: Double
        public let survival: Double
        /// Greenwood's sum of d / (n (n - d)): the variance of the survival over its square.
        public let spread: Double
        /// Those at risk just before.
        public let atRisk: Int
    }

    /// The steps, ascending in time; none where no event came.
    public let steps: [Step]

    /// The curve of some lifetimes; nil without any, or if a time is NaN.
    /// - Source: Kaplan & Meier, Journal of the American Statistical Association 53 (1958) 457.
    public init?(_ lifetimes: [Lifetime]) {
        guard !lifetimes.isEmpty, let occasions = Occasion.all(lifetimes, []) else { return nil }
        var (survival, spread) = (1.0, 0.0)
        steps = occasions.map { occasion in
            let (n, d) = (Double(occasion.atRisk.first), Double(occasion.ended.first))
            survival *= (n - d) / n
            spread += d / (n * (n - d))
            return Step(time: occasion.time, survival: survival, spread: spread, atRisk: occasion.atRisk.first)
        }
    }

    /// The share left at a time.
    public func survival(at time: Double) -> Double { step(at: time)?.survival ?? 1 }

    /// The first time at which half or less is left; infinite if that never comes.
    public var median: Double { steps.first { $0.survival <= 0.5 + 1e-12 }?.time ?? .infinity }

    /// The interval that holds the share left at a time with confidence `level`, on the scale of ln(-ln).
    /// - Source: Kalbfleisch & Prentice, The Statistical Analysis of Failure Time Data (1980).
    public func interval(at time: Double, level: Double = 0.95) -> ClosedRange<Double> {
        guard let step = step(at: time), step.survival > 0, step.survival < 1 else {
            let share = survival(at: time)
            return share...share
        }
        let logarithm = Elementary.log(step.survival)
        let reach = Normal.quantile(0.5 + 0.5 * level) * Elementary.squareRoot(step.spread) / -logarithm
        return Elementary.exp(logarithm * Elementary.exp(reach))...Elementary.exp(logarithm * Elementary.exp(-reach))
    }

    private func step(at time: Double) -> Step? { steps.last { $0.time <= time } }
}
