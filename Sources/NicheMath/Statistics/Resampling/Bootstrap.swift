/// Bootstrap intervals: how far a statistic moves when its rows are drawn again, with replacement.
///
/// Resample r draws from a stream of its own, a function of the seed and r, so that intervals are the same bits everywhere.
///
///     Bootstrap.interval(count: x.count, seed: 1) { rows in rows.reduce(0) { $0 + x[$1] } / Double(rows.count) }
public enum Bootstrap {
    /// How the interval is read off the resamples.
    public enum Method: Sendable {
        /// The quantiles of the resamples.
        case percentile
        /// The same, moved for the bias and the changing spread of the statistic.
        /// - Source: Efron, Journal of the American Statistical Association 82 (1987) 171 (BCa).
        case accelerated
        /// BCa, widened for few rows as Student's t is wider than the normal: resamples of n rows spread too little by √((n - 1) / n),
        /// and what they spread about is uncertain itself.
        /// - Source: Hesterberg, American Statistician 69 (2015) 371 (the expanded percentile interval).
        case expanded
    }

    /// The interval that holds a statistic of `count` rows with confidence `level`.
    ///
    /// The statistic is given the indices of the rows, some of them repeatedly; without repeats, and in order, for the sample itself.
    /// - Returns: nil without rows, where the statistic of the sample is NaN, or where that of more than a tenth of the resamples is;
    ///   fewer are left out. Infinite values count. One row, or a statistic that never changes, gives a point.
    /// - Complexity: `resamples` calls of the statistic, and `count` more for all methods but `percentile`.
    public static func interval(
        count: Int, level: Double = 0.95, resamples: Int = 4000, seed: UInt64, method: Method = .expanded,
        statistic: ([Int]) -> Double
    ) -> ClosedRange<Double>? {
        guard count > 0, resamples > 0 else { return nil }
        let estimate = statistic(Array(0..<count))
        guard !estimate.isNaN else { return nil }
        let sorted = distribution(count: count, resamples: resamples, seed: seed, statistic: statistic).filter { !$0.isNaN }.sorted()
        guard sorted.count * 10 >= resamples * 9 else { return nil }
        var (low, high) = (0.5 - 0.5 * level, 0.5 + 0.5 * level)
        if method == .expanded, count > 1 {
            let n = Double(count)
            let reach = Elementary.squareRoot(n / (n - 1)) * Student.quantile(high, freedom: n - 1)
            (low, high) = (Normal.upper(reach), Normal.cumulative(reach))
        }
        if method != .percentile {
            let below = sorted.count { $0 < estimate }
            let equal = sorted.count { $0 == estimate }
            let bias = Normal.quantile((Double(below) + 0.5 * Double(equal)) / Double(sorted.count))
            let acceleration = acceleration(count: count, statistic: statistic)
            func moved(_ p: Double) -> Double {
                let z = bias + Normal.quantile(p)
                return Normal.cumulative(bias + z / (1 - acceleration * z))
            }
            // A bias without bound, all resamples on one side, leaves no quantile to move to.
            if bias.isFinite { (low, high) = (moved(low), moved(high)) }
        }
        let (from, to) = (Sample.quantile(low, of: sorted), Sample.quantile(high, of: sorted))
        return from <= to ? from...to : nil
    }

    /// The statistic of each resample, in their order.
    public static func distribution(count: Int, resamples: Int, seed: UInt64, statistic: ([Int]) -> Double) -> [Double] {
        var rows = [Int](repeating: 0, count: count)
        return (0..<resamples).map { resample in
            var draws = Draws(seed: seed, key: UInt64(resample), tick: 0, event: Purpose.resampling.rawValue)
            for place in rows.indices { rows[place] = draws.int(below: count) }
            return statistic(rows)
        }
    }

    /// A sixth of the skewness of what each row contributes, by leaving it out; 0 where that cannot be said.
    private static func acceleration(count: Int, statistic: ([Int]) -> Double) -> Double {
        guard count > 1 else { return 0 }
        let left = (0..<count).map { out in statistic((0..<count).filter { $0 != out }) }
        guard let jackknife = Sample(left) else { return 0 }
        let square = Sample.sum(left) { (jackknife.mean - $0) * (jackknife.mean - $0) }
        let cube = Sample.sum(left) { (jackknife.mean - $0) * (jackknife.mean - $0) * (jackknife.mean - $0) }
        return square > 0 ? cube / (6 * square * Elementary.squareRoot(square)) : 0
    }
}
