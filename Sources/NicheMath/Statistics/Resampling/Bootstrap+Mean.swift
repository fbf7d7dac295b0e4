extension Bootstrap {
    /// The interval that holds the mean of few values with confidence `level`: the studentised bootstrap.
    ///
    /// Resamples say how (mean* - mean) / error* is spread, and the error of the sample turns that into an interval. With ten values it keeps
    /// its word where percentiles of the mean alone, BCa included, are too narrow (see the test of its coverage).
    /// Below five values it is Student's t: most resamples of three hold a value twice, so that two that happen to be close would make an
    /// error of next to nothing, and an interval of any width.
    /// - Returns: nil for fewer than three values, or any that is not finite; a point where all are equal.
    /// - Source: Efron & Tibshirani, An Introduction to the Bootstrap (1993), ch. 12.5.
    public static func meanInterval(_ values: [Double], level: Double = 0.95, resamples: Int = 4000, seed: UInt64) -> ClosedRange<Double>? {
        guard values.count > 2, values.allSatisfy(\.isFinite), let sample = Sample(values) else { return nil }
        let error = sample.standardError
        guard error > 0 else { return sample.mean...sample.mean }
        guard values.count > 4 else {
            let reach = error * Student.quantile(0.5 + 0.5 * level, freedom: Double(values.count - 1))
            return sample.mean - reach...sample.mean + reach
        }
        let ratios = distribution(count: values.count, resamples: resamples, seed: seed) { rows in
            guard let resample = Sample(rows.map { values[$0] }) else { return .nan }
            // A resample of one value, over and over, says nothing about errors.
            return resample.standardError > 0 ? (resample.mean - sample.mean) / resample.standardError : .nan
        }
        let sorted = ratios.filter { !$0.isNaN }.sorted()
        let (low, high) = (Sample.quantile(0.5 - 0.5 * level, of: sorted), Sample.quantile(0.5 + 0.5 * level, of: sorted))
        let (from, to) = (sample.mean - high * error, sample.mean - low * error)
        return from <= to ? from...to : nil
    }
}
