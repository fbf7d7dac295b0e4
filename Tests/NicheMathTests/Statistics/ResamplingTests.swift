import Testing

@testable import NicheMath

struct ResamplingTests {
    private func mean(_ x: [Double]) -> ([Int]) -> Double {
        { rows in rows.reduce(0) { $0 + x[$1] } / Double(rows.count) }
    }

    @Test func intervals() throws {
        for row in try Reference.cases("bootstrapMean") {
            let x = row["x"]
            let resamples = Bootstrap.distribution(count: x.count, resamples: row["resamples"].count, seed: 7, statistic: mean(x))
            // The file's resamples are ours, printed; the packages read the intervals off them.
            for (a, b) in zip(resamples, row["resamples"]) { #expect((a - b).magnitude < 1e-12) }
            func interval(_ method: Bootstrap.Method) throws -> [Double] {
                let found = try #require(
                    Bootstrap.interval(count: x.count, resamples: resamples.count, seed: 7, method: method, statistic: mean(x)))
                return [found.lowerBound, found.upperBound]
            }
            try row.expect(interval(.percentile), "percentile")
            try row.expect(interval(.accelerated), "accelerated")
        }
    }

    @Test func intervalsHoldTheTruthAsOftenAsTheySay() {
        // Means of twenty lognormal numbers; the true one is e^(σ²/2).
        let truth = Elementary.exp(0.125)
        var held = 0
        for trial in 0..<400 as Range<UInt64> {
            var draws = Draws(seed: 3, key: trial, tick: 0, event: 0)
            let x = (0..<20).map { _ in draws.lognormal(median: 1, sigma: 0.5) }
            let interval = Bootstrap.interval(count: 20, resamples: 1000, seed: trial, statistic: mean(x))
            if interval?.contains(truth) ?? false { held += 1 }
        }
        // 95 % less what small samples cost: five standard deviations of 400 trials either way.
        #expect((355...395).contains(held), "\(held)")
    }

    @Test func edges() {
        let x = [1.0, 2, 4]
        #expect(Bootstrap.interval(count: 0, seed: 1) { _ in 1 } == nil)
        #expect(Bootstrap.interval(count: 3, seed: 1) { _ in .nan } == nil)
        #expect(Bootstrap.interval(count: 3, seed: 1) { _ in 2 } == 2...2)
        #expect(Bootstrap.interval(count: 1, seed: 1, statistic: mean([5])) == 5...5)
        #expect(Bootstrap.interval(count: 3, seed: 1) { $0 == [0, 1, 2] ? 1 : .nan } == nil)
        let once = Bootstrap.interval(count: 3, seed: 1, statistic: mean(x))
        #expect(once == Bootstrap.interval(count: 3, seed: 1, statistic: mean(x)))
        #expect(
            Bootstrap.distribution(count: 3, resamples: 9, seed: 1, statistic: mean(x))
                != Bootstrap.distribution(count: 3, resamples: 9, seed: 2, statistic: mean(x)))
        // A resample is its own whatever their number.
        #expect(
            Bootstrap.distribution(count: 3, resamples: 9, seed: 1, statistic: mean(x)).prefix(4)
                == Bootstrap.distribution(count: 3, resamples: 4, seed: 1, statistic: mean(x))[...])
    }
}
