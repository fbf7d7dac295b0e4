import Testing

@testable import NicheMath

struct SampleTests {
    @Test func statistics() throws {
        for row in try Reference.cases("sample") {
            let sample = try #require(Sample(row["x"]))
            try row.expect(sample.mean, "mean")
            try row.expect(sample.deviation, "deviation")
            try row.expect(sample.standardError, "standardError")
            try row.expect(sample.median, "median")
            try row.expect(row["p"].map(sample.quantile), "quantiles")
        }
        #expect(Sample([]) == nil && Sample([1, .nan]) == nil && Sample([.infinity]) == nil)
        let one = try #require(Sample([3]))
        #expect(one.mean == 3 && one.median == 3 && one.quantile(0.9) == 3 && one.deviation.isNaN && one.maximum == 3)
    }

    @Test func ranksShareTies() throws {
        for row in try Reference.cases("ranks") { try row.expect(Ranks(row["x"]).values, "values") }
        #expect(Ranks([2, 2, 1, 2]).ties == 24 && Ranks([]).values.isEmpty)
    }

    @Test func effectSize() throws {
        for row in try Reference.cases("hedges") { try row.expect(try #require(EffectSize.hedges(row["x"], row["y"])), "g") }
        #expect(EffectSize.hedges([1], [2, 3]) == nil && EffectSize.hedges([1, 1], [2, 2]) == nil)
        #expect(EffectSize.hedges(paired: [1, 2], [1]) == nil)
        // Differences 1, 2, 3: mean 2, deviation 1, and the correction of two degrees of freedom, 1 / Γ(1/2).
        let paired = try #require(EffectSize.hedges(paired: [2, 4, 6], [1, 2, 3]))
        #expect((paired - 2 / Double.pi.squareRoot()).magnitude < 1e-14)
    }

    @Test func proportion() throws {
        for row in try Reference.cases("proportion") {
            let interval = try #require(Proportion(Int(row.number("successes")), of: Int(row.number("trials")))).interval()
            try row.expect(interval.lowerBound, "low")
            try row.expect(interval.upperBound, "high")
        }
        #expect(Proportion(0, of: 0) == nil && Proportion(3, of: 2) == nil && Proportion(-1, of: 2) == nil)
        #expect(Proportion(0, of: 5)!.interval().lowerBound == 0 && Proportion(5, of: 5)!.interval().upperBound == 1)
    }

    @Test func correlation() throws {
        for row in try Reference.cases("correlation") {
            let (x, y) = (row["x"], row["y"])
            let pearson = try #require(Correlation.pearson(x, y))
            try row.expect(pearson.coefficient, "pearson")
            try row.expect(pearson.p, "pearsonP")
            let spearman = try #require(Correlation.spearman(x, y))
            try row.expect(spearman.coefficient, "spearman")
            try row.expect(spearman.p, "spearmanP")
            let partial = try #require(Correlation.partialSpearman(x, y, given: [row["z"], row["w"]]))
            try row.expect(partial.coefficient, "partial")
            try row.expect(partial.p, "partialP")
        }
        #expect(Correlation.pearson([1, 2], [1, 2]) == nil && Correlation.pearson([1, 2, 3], [1, 2]) == nil)
        #expect(Correlation.pearson([1, 1, 1, 1], [1, 2, 3, 4]) == nil && Correlation.spearman([1, 2, .nan], [1, 2, 3]) == nil)
        #expect(Correlation.spearman([1, 2, 3, .infinity], [2, 4, 6, 7])?.coefficient == 1)
        #expect(Correlation.partial([1, 2, 3, 5], [1, 5, 2, 2], given: [[2, 4, 6, 10]]) == nil)
    }
}
