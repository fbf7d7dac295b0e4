import Testing

@testable import NicheMath

struct SurvivalTests {
    private func lifetimes(_ row: Reference, _ time: String, _ ended: String) -> [Lifetime] {
        zip(row[time], row[ended]).map { Lifetime($0, isEnded: $1 == 1) }
    }

    @Test func curves() throws {
        for row in try Reference.cases("kaplanMeier") {
            let curve = try #require(KaplanMeier(lifetimes(row, "time", "ended")))
            try row.expect(row["at"].map(curve.survival), "survival")
            try row.expect(curve.median, "median")
            try row.expect(row["at"].map { curve.interval(at: $0).lowerBound }, "low")
            try row.expect(row["at"].map { curve.interval(at: $0).upperBound }, "high")
        }
        #expect(KaplanMeier([]) == nil && KaplanMeier([Lifetime(.nan)]) == nil)
        // Ten that end one by one: half are left after the fifth, whatever the rounding of nine quotients.
        #expect(KaplanMeier((1...10).map { Lifetime(Double($0)) })?.median == 5)
    }

    @Test func groups() throws {
        for row in try Reference.cases("logRank") {
            let test = try #require(LogRank(lifetimes(row, "time", "ended"), lifetimes(row, "time2", "ended2")))
            try row.expect(test.chiSquare, "chiSquare")
            try row.expect(test.p, "p")
        }
        for row in try Reference.cases("hazardRatio") {
            let ratio = try #require(HazardRatio(lifetimes(row, "time", "ended"), lifetimes(row, "time2", "ended2")))
            try row.expect(ratio.logarithm, "logarithm")
            try row.expect(ratio.error, "error")
            try row.expect(ratio.p, "p")
            #expect(ratio.interval().contains(ratio.ratio))
        }
    }

    @Test func petoIsNearOneStep() throws {
        let row = try Reference.cases("hazardRatio")[0]
        let (first, second) = (lifetimes(row, "time", "ended"), lifetimes(row, "time2", "ended2"))
        let (peto, cox) = (try #require(LogRank(first, second)), try #require(HazardRatio(first, second)))
        #expect((peto.petoRatio / cox.ratio - 1).magnitude < 0.1)
        #expect(peto.petoInterval()!.contains(cox.ratio))
        let swapped = try #require(LogRank(second, first))
        #expect((swapped.petoRatio * peto.petoRatio - 1).magnitude < 1e-12 && swapped.p.isNear(peto.p))
    }

    @Test func oneSidedEvents() throws {
        let (dying, living) = ((1...5).map { Lifetime(Double($0)) }, [Lifetime](repeating: Lifetime(9, isEnded: false), count: 5))
        let ratio = try #require(HazardRatio(dying, living))
        #expect(ratio.logarithm == .infinity && ratio.p == 1 && ratio.interval() == 0 ... .infinity)
        #expect(HazardRatio(living, dying)?.logarithm == -.infinity && HazardRatio(living, living) == nil)
        let test = try #require(LogRank(dying, living))
        #expect(test.p < 0.01 && test.petoRatio.isFinite && test.petoRatio > 5)
        let nothing = try #require(LogRank(living, living))
        #expect(nothing.p == 1 && nothing.petoRatio.isNaN && nothing.petoInterval() == nil && LogRank([], dying) == nil)
    }
}

extension Double {
    fileprivate func isNear(_ other: Double) -> Bool { (self - other).magnitude < 1e-12 }
}
