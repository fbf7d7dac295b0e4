/// One-way analysis of variance: whether several groups have one mean.
public struct AnalysisOfVariance: Sendable, Equatable {
    /// The mean square between groups over that within.
    public let f: Double
    public let freedomBetween: Double
    public let freedomWithin: Double
    public let p: Double
    /// The share of all variance that lies between groups.
    public let share: Double

    /// The test; nil for fewer than two groups, an empty one, as many groups as numbers, or a number that is not finite.
    public init?(_ groups: [[Double]]) {
        let samples = groups.compactMap(Sample.init)
        guard groups.count > 1, samples.count == groups.count, let all = Sample(Array(groups.joined())) else { return nil }
        guard all.count > groups.count else { return nil }
        (freedomBetween, freedomWithin) = (Double(groups.count - 1), Double(all.count - groups.count))
        let between = Sample.sum(samples) { Double($0.count) * ($0.mean - all.mean) * ($0.mean - all.mean) }
        let within = Sample.sum(samples) { sample in Sample.sum(sample.sorted) { ($0 - sample.mean) * ($0 - sample.mean) } }
        f = between == 0 ? 0 : (between / freedomBetween) / (within / freedomWithin)
        p = FisherSnedecor.upper(f, above: freedomBetween, below: freedomWithin)
        share = between == 0 ? 0 : between / (between + within)
    }
}
