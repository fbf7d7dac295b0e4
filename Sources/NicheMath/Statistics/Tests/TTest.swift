/// Student's and Welch's tests of means.
///
/// Ratios are tested by giving logarithms: a difference of means of logs is the log of a ratio of geometric means.
/// Where nothing varies p is 1 if the mean is the supposed one and 0 otherwise.
public struct TTest: Sendable, Equatable {
    /// The mean, or difference of means (first less second), in the unit of the numbers.
    public let estimate: Double
    /// Its standard error.
    public let error: Double
    /// (estimate - supposed) / error.
    public let t: Double
    /// Degrees of freedom; Welch's are not whole.
    public let freedom: Double
    /// The two-sided p-value.
    public let p: Double

    private init(estimate: Double, supposed: Double, error: Double, freedom: Double) {
        self.estimate = estimate
        self.error = error
        self.freedom = freedom
        let difference = estimate - supposed
        t = difference == 0 ? 0 : difference / error
        p = Student.twoSided(t, freedom: freedom)
    }

    /// Whether the mean of `values` is `mean`; nil for fewer than two values or one that is not finite.
    public static func oneSample(_ values: [Double], mean: Double = 0) -> TTest? {
        guard values.count > 1, let sample = Sample(values) else { return nil }
        return TTest(estimate: sample.mean, supposed: mean, error: sample.standardError, freedom: Double(sample.count - 1))
    }

    /// Whether the mean of the differences first[i] - second[i] is 0; nil for unequal counts and as for one sample.
    public static func paired(_ first: [Double], _ second: [Double]) -> TTest? {
        guard first.count == second.count else { return nil }
        return oneSample(zip(first, second).map { $0 - $1 })
    }

    /// Whether two samples have one mean, whatever their variances; nil for fewer than two values in either or one that is not finite.
    /// - Source: Welch, Biometrika 34 (1947) 28; degrees of freedom after Satterthwaite (1946).
    public static func welch(_ first: [Double], _ second: [Double]) -> TTest? {
        guard first.count > 1, second.count > 1, let a = Sample(first), let b = Sample(second) else { return nil }
        let (u, v) = (a.variance / Double(a.count), b.variance / Double(b.count))
        let below = u * u / Double(a.count - 1) + v * v / Double(b.count - 1)
        // Without any variance the quotient is 0/0.
        let freedom = below > 0 ? (u + v) * (u + v) / below : Double(a.count + b.count - 2)
        return TTest(estimate: a.mean - b.mean, supposed: 0, error: Elementary.squareRoot(u + v), freedom: freedom)
    }

    /// The interval that holds the mean or difference with confidence `level`.
    public func interval(level: Double = 0.95) -> ClosedRange<Double> {
        let reach = error == 0 ? 0 : Student.quantile(0.5 + 0.5 * level, freedom: freedom) * error
        return estimate - reach...estimate + reach
    }
}
