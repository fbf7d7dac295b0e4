import Testing

@testable import NicheMath

struct RegressionTests {
    @Test func linearModels() throws {
        for row in try Reference.cases("linearModel") {
            let (a, b) = (LinearModel.Column("a", row["a"]), LinearModel.Column("b", row["b"]))
            let model = try #require(LinearModel(row["response"], on: [a, b, .interaction(a, b)]))
            #expect(model.terms.map(\.name) == ["intercept", "a", "b", "a:b"])
            try row.expect(model.terms.map(\.estimate), "estimates")
            try row.expect(model.terms.map(\.error), "errors")
            try row.expect(model.terms.map(\.t), "t")
            try row.expect(model.terms.map(\.p), "p")
            try row.expect(model.terms.map { $0.interval().lowerBound }, "low")
            try row.expect(model.terms.map { $0.interval().upperBound }, "high")
            try row.expect(model.determination, "determination")
            try row.expect(model.residualVariance, "residualVariance")
        }
    }

    /// In two by two groups the interaction is the difference of differences of the means.
    @Test func interactionIsDifferenceOfDifferences() throws {
        let null = LinearModel.Column("null", [false, false, false, false, true, true, true, true])
        let treated = LinearModel.Column.indicators(["vehicle", "treated"], [0, 0, 1, 1, 0, 0, 1, 1])
        let model = try #require(LinearModel([1, 3, 4, 6, 2, 4, 9, 13], on: [null] + treated + [.interaction(null, treated[0])]))
        let term = try #require(model["null:treated"])
        #expect((term.estimate - 5).magnitude < 1e-12 && term.freedom == 4 && model["nothing"] == nil)
    }

    @Test func impossibleModels() {
        let column = LinearModel.Column("a", [1, 2, 3, 4])
        #expect(LinearModel([1, 2, 3, 4], on: [column, LinearModel.Column("twice", [2, 4, 6, 8])]) == nil)
        #expect(LinearModel([1, 2], on: [LinearModel.Column("a", [1, 2])]) == nil)
        #expect(LinearModel([1, 2, .nan, 4], on: [column]) == nil && LinearModel([1, 2, 3], on: [column]) == nil)
        #expect(LinearModel([], on: []) == nil && LinearModel([1, 2, 3], on: [LinearModel.Column("same", [4, 4, 4])]) == nil)
    }

    @Test func hillCurves() throws {
        for row in try Reference.cases("hillCurve") {
            let held = row["held"]
            let curve = try #require(
                HillCurve.fit(
                    doses: row["doses"], responses: row["responses"], bottom: held.first, top: held.count > 1 ? held[1] : nil))
            #expect(curve.isConverged)
            // The valley is flat along the parameters, so that they are known to the root of what the residual is.
            try row.expect(curve.bottom, "bottom", tolerance: 1e-8)
            try row.expect(curve.top, "top", tolerance: 1e-8)
            try row.expect(curve.halfDose, "halfDose", tolerance: 1e-8)
            try row.expect(curve.steepness, "steepness", tolerance: 1e-8)
            try row.expect(curve.residual, "residual")
        }
    }

    @Test func hillCurveOfItself() throws {
        let doses = [0, 0.1, 0.3, 1, 3, 10, 30]
        for (bottom, top, half, n) in [(1.0, 0.0, 2.0, 1.0), (0, 50, 0.2, 3), (10, 2, 9, 0.7), (-1, 1, 1, 6)] {
            let truth = HillCurve(bottom: bottom, top: top, halfDose: half, steepness: n, residual: 0, isConverged: true)
            let curve = try #require(HillCurve.fit(doses: doses, responses: doses.map(truth.response)))
            #expect(
                curve.isConverged && (curve.halfDose / half - 1).magnitude < 1e-4 && (curve.steepness / n - 1).magnitude < 1e-4, "\(curve)")
            #expect((curve.response(0) - bottom).magnitude < 1e-4 && (curve.response(half) - (bottom + top) / 2).magnitude < 1e-4)
        }
    }

    @Test func impossibleHillCurves() throws {
        #expect(HillCurve.fit(doses: [1, 2, 3], responses: [1, 2, 3]) == nil)
        #expect(HillCurve.fit(doses: [0, 0, 1, 1], responses: [1, 2, 3, 4]) == nil)
        #expect(HillCurve.fit(doses: [-1, 1, 2, 3], responses: [1, 2, 3, 4]) == nil)
        #expect(HillCurve.fit(doses: [0, 1, 2, 3], responses: [1, .nan, 3, 4]) == nil)
        // Nothing happens, or nothing but a straight rise far from any plateau: no half dose to be had.
        let flat = try #require(HillCurve.fit(doses: [0, 1, 2, 3, 4], responses: [5, 5, 5, 5, 5]))
        #expect(flat.residual == 0 && flat.bottom == flat.top && !flat.isConverged)
        let rising = try #require(HillCurve.fit(doses: [0, 1, 2, 4, 8], responses: [0, 1, 2, 4, 8]))
        #expect(!rising.isConverged && rising.residual < 1e-3, "\(rising)")
    }
}
