import Testing

@testable import NicheMath

struct HypothesisTests {
    private func compare(_ test: TTest, _ row: Reference) throws {
        try row.expect(test.t, "t")
        try row.expect(test.freedom, "freedom")
        try row.expect(test.p, "p")
        try row.expect(test.interval().lowerBound, "low")
        try row.expect(test.interval().upperBound, "high")
    }

    @Test func means() throws {
        for row in try Reference.cases("oneSampleT") { try compare(#require(TTest.oneSample(row["x"], mean: row.number("mean"))), row) }
        for row in try Reference.cases("pairedT") { try compare(#require(TTest.paired(row["x"], row["y"])), row) }
        for row in try Reference.cases("welchT") { try compare(#require(TTest.welch(row["x"], row["y"])), row) }
        #expect(TTest.oneSample([1]) == nil && TTest.paired([1, 2], [1]) == nil && TTest.welch([1], [1, 2]) == nil)
        #expect(TTest.oneSample([1, .nan]) == nil)
    }

    @Test func meansWithoutSpread() throws {
        let same = try #require(TTest.paired([1, 2, 3], [1, 2, 3]))
        #expect(same.p == 1 && same.t == 0 && same.interval() == 0...0)
        let moved = try #require(TTest.oneSample([2, 2, 2]))
        #expect(moved.p == 0 && moved.t == .infinity && moved.interval() == 2...2)
        let apart = try #require(TTest.welch([1, 1], [2, 2]))
        #expect(apart.p == 0 && apart.t == -.infinity)
    }

    @Test func rankSums() throws {
        for row in try Reference.cases("mannWhitney") {
            let test = try #require(MannWhitney(row["x"], row["y"]))
            try row.expect(test.u, "u")
            try row.expect(test.p, "p")
        }
        #expect(MannWhitney([], [1]) == nil && MannWhitney([.nan], [1]) == nil && MannWhitney([1, 1], [1, 1])?.p == 1)
        let certain = try #require(MannWhitney([.infinity, 4], [1, 2, 3]))
        #expect(certain.superiority == 1 && certain.isExact && (certain.p - 0.2).magnitude < 1e-15)
    }

    @Test func signedRanks() throws {
        for row in try Reference.cases("signedRank") {
            let test = try #require(SignedRank(row["x"]))
            try row.expect(test.positive, "positive")
            try row.expect(test.p, "p")
        }
        #expect(SignedRank([]) == nil && SignedRank([.nan]) == nil && SignedRank([0, 0])?.p == 1 && SignedRank([1], [1, 2]) == nil)
        #expect(SignedRank([5, 7, 9], [1, 2, 3])?.p == 0.25)
    }

    @Test func signs() throws {
        for row in try Reference.cases("signTest") { try row.expect(try #require(SignTest(row["x"])).p, "p") }
        #expect(SignTest([]) == nil && SignTest([0, 0])?.p == 1 && SignTest([1, -1])?.p == 1)
    }

    @Test func severalGroups() throws {
        for row in try Reference.cases("analysisOfVariance") {
            let test = try #require(AnalysisOfVariance([row["a"], row["b"], row["c"]]))
            try row.expect(test.f, "f")
            try row.expect(test.share, "share")
            try row.expect(test.p, "p")
        }
        for row in try Reference.cases("kruskalWallis") {
            let test = try #require(KruskalWallis([row["a"], row["b"], row["c"]]))
            try row.expect(test.h, "h")
            try row.expect(test.p, "p")
        }
        #expect(AnalysisOfVariance([[1, 2]]) == nil && AnalysisOfVariance([[1], [2]]) == nil && AnalysisOfVariance([[1, 2], []]) == nil)
        #expect(AnalysisOfVariance([[1, 1], [1, 1]])?.p == 1 && AnalysisOfVariance([[1, 1], [2, 2]])?.p == 0)
        #expect(KruskalWallis([[1], []]) == nil && KruskalWallis([[1, .nan], [1]]) == nil && KruskalWallis([[1, 1], [1]])?.p == 1)
    }

    @Test func independentAction() {
        #expect(Bliss.expected(0.5, 0.5) == 0.75 && Bliss.excess(0.5, 0.25, both: 0.75) == 0.125 && Bliss.excess(0.3, 0, both: 0.3) == 0)
    }

    @Test func manyTests() throws {
        for row in try Reference.cases("holm") { try row.expect(Holm.adjusted(row["p"]), "adjusted") }
        let adjusted = Holm.adjusted([0.01, .nan, 0.04])
        #expect(adjusted[0] == 0.02 && adjusted[1].isNaN && adjusted[2] == 0.04 && Holm.adjusted([]).isEmpty)
    }
}
