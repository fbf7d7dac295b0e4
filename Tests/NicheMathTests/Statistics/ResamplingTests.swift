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
            try row.expect(interval(.expanded), "expanded")
        }
    }

    /// Ten seeds are few: plain BCa holds the mean in nine trials of ten, the expanded interval in as many as it says.
    @Test func intervalsHoldTheTruthAsOftenAsTheySay() {
        var (plain, expanded) = (0, 0)
        for trial in 0..<400 as Range<UInt64> {
            var draws = Draws(seed: 3, key: trial, tick: 0, event: 0)
            let x = (0..<10).map { _ in draws.normal(3, 2) }
            func holds(_ method: Bootstrap.Method) -> Bool {
                Bootstrap.interval(count: 10, resamples: 1000, seed: trial, method: method, statistic: mean(x))?.contains(3) ?? false
            }
            if holds(.accelerated) { plain += 1 }
            if holds(.expanded) { expanded += 1 }
        }
        // 380 would be 95 %; three standard deviations of 400 trials are 13.
        #expect((367...393).contains(expanded), "\(expanded)")
        #expect(plain < 367, "\(plain)")
    }

    @Test func orders() throws {
        for row in try Reference.cases("permutation") {
            let test = try #require(Permutation.independent(row["x"], row["y"]))
            try row.expect(test.p, "p")
            #expect(test.isExact)
        }
        for row in try Reference.cases("signFlips") { try row.expect(try #require(Permutation.paired(row["x"])).p, "p") }
        #expect(Permutation.independent([], [1]) == nil && Permutation.paired([]) == nil && Permutation.paired([.nan]) == nil)
        #expect(Permutation.independent([1, 1], [1, 1])?.p == 1 && Permutation.paired([0, 0])?.p == 1)
    }

    /// Drawn orders come to what the t test says of as many normal numbers, and never to 0.
    @Test func drawnOrders() throws {
        var draws = Draws(seed: 9, key: 0, tick: 0, event: 0)
        let (x, y) = ((0..<40).map { _ in draws.normal(0.4, 1) }, (0..<40).map { _ in draws.normal() })
        let (test, known) = (try #require(Permutation.independent(x, y)), try #require(TTest.welch(x, y)))
        #expect(!test.isExact && (test.p - known.p).magnitude < 0.01)
        let (flips, paired) = (try #require(Permutation.paired(x)), try #require(TTest.oneSample(x)))
        #expect(!flips.isExact && (flips.p - paired.p).magnitude < 0.01)
        let certain = try #require(Permutation.independent(x.map { $0 + 100 }, y, resamples: 99))
        #expect((certain.p - 0.02).magnitude < 1e-15)
        #expect(test == Permutation.independent(x, y) && test != Permutation.independent(x, y, seed: 2))
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
