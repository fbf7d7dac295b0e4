/// A sample of numbers, sorted, with its usual statistics.
///
/// `Sample([3, 1, 2])!.median` is 2. Statistics have the unit of the numbers.
public struct Sample: Sendable {
    /// The numbers, ascending.
    public let sorted: [Double]
    /// The arithmetic mean.
    public let mean: Double

    /// The sample of `values`; nil if there are none or one is not finite.
    public init?(_ values: [Double]) {
        guard !values.isEmpty, values.allSatisfy(\.isFinite) else { return nil }
        sorted = values.sorted()
        mean = Sample.sum(values) { $0 } / Double(values.count)
    }

    public var count: Int { sorted.count }
    public var minimum: Double { sorted[0] }
    public var maximum: Double { sorted[count - 1] }
    public var median: Double { quantile(0.5) }

    /// The variance with n - 1 in the denominator; NaN for one number.
    public var variance: Double {
        guard count > 1 else { return .nan }
        return Sample.sum(sorted) { ($0 - mean) * ($0 - mean) } / Double(count - 1)
    }

    /// The standard deviation with n - 1 in the denominator; NaN for one number.
    public var deviation: Double { Elementary.squareRoot(variance) }

    /// The standard error of the mean; NaN for one number.
    public var standardError: Double { Elementary.squareRoot(variance / Double(count)) }

    /// The value below which the share p of the sample lies, on straight lines between the order statistics, the first at 0
    /// and the last at 1; p outside [0, 1] counts as the nearer end.
    /// - Source: Hyndman & Fan, American Statistician 50 (1996) 361, definition 7.
    public func quantile(_ p: Double) -> Double { Sample.quantile(p, of: sorted) }

    /// The quantile of numbers that ascend; NaN if there are none. Infinite numbers are allowed.
    public static func quantile(_ p: Double, of sorted: [Double]) -> Double {
        guard !sorted.isEmpty, !p.isNaN else { return .nan }
        let place = min(max(p, 0), 1) * Double(sorted.count - 1)
        let index = min(Int(place), max(sorted.count - 2, 0))
        let part = place - Double(index)
        if part == 0 { return sorted[index] }
        let (low, high) = (sorted[index], sorted[index + 1])
        return low == high ? low : low + (high - low) * part
    }

    /// The sum of a function of the numbers, compensated.
    static func sum<Values: Sequence>(_ values: Values, _ term: (Values.Element) -> Double) -> Double {
        var sum = OrderedSum()
        for value in values { sum.add(term(value)) }
        return sum.value
    }
}
