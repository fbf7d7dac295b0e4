import NicheMath
import Testing

@Suite("Intervals of means")
struct MeanIntervalTests {
    @Test("Ten values: one interval in twenty misses the mean, where percentiles miss one in ten", arguments: [4, 10])
    func coverage(count: Int) throws {
        let trials = 600
        var missed = (studentised: 0, percentile: 0)
        for trial in 0..<trials {
            var draws = Draws(seed: 11, key: UInt64(trial), tick: Int64(count), event: Purpose.sampling.rawValue)
            let values = (0..<count).map { _ in draws.normal() }
            let interval = try #require(Bootstrap.meanInterval(values, resamples: 800, seed: 1))
            if !interval.contains(0) { missed.studentised += 1 }
            let simple = try #require(
                Bootstrap.interval(count: count, resamples: 800, seed: 1, method: .percentile) { rows in
                    rows.reduce(0) { $0 + values[$1] } / Double(rows.count)
                })
            if !simple.contains(0) { missed.percentile += 1 }
        }
        let share = Double(missed.studentised) / Double(trials)
        #expect(share > 0.02 && share < 0.085)
        #expect(missed.percentile > missed.studentised)
    }

    @Test("It is nil for what is no sample, and a point for what never varies")
    func edges() {
        #expect(Bootstrap.meanInterval([1, 2], seed: 1) == nil)
        #expect(Bootstrap.meanInterval([1, 2, .nan], seed: 1) == nil)
        #expect(Bootstrap.meanInterval([3, 3, 3], seed: 1) == 3...3)
    }

    /// Two of three seeds that happen to agree once made an interval up to 10^8.
    @Test func fewValuesHaveStudentsInterval() throws {
        let values = [0.8410351348583287, 0.840696526255934, 0.8407769864660377]
        let interval = try #require(Bootstrap.meanInterval(values, seed: 1))
        let reach = 4.302652729749464 * Sample(values)!.standardError
        #expect(abs(interval.upperBound - interval.lowerBound - 2 * reach) < 1e-12)
        #expect(abs(interval.upperBound + interval.lowerBound - 2 * Sample(values)!.mean) < 1e-12)
    }
}
