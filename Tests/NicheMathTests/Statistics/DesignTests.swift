import Testing

@testable import NicheMath

struct DesignTests {
    @Test func hypercubesDivideEveryAxis() {
        let points = LatinHypercube.points(count: 50, dimensions: 4, seed: 3)
        for axis in 0..<4 {
            #expect(Set(points.map { Int($0[axis] * 50) }) == Set(0..<50))
        }
        #expect(points.map { Array($0[..<2]) } == LatinHypercube.points(count: 50, dimensions: 2, seed: 3))
        #expect(points != LatinHypercube.points(count: 50, dimensions: 4, seed: 4))
        #expect(
            LatinHypercube.points(count: 0, dimensions: 3, seed: 1).isEmpty
                && LatinHypercube.points(count: 2, dimensions: 0, seed: 1) == [[], []])
        // Axes do not go together.
        let correlation = Correlation.spearman(points.map { $0[0] }, points.map { $0[1] })
        #expect((correlation?.coefficient.magnitude ?? 1) < 0.4)
    }

    @Test func partialRanks() throws {
        for row in try Reference.cases("partialRank") {
            let found = PartialRank.correlations(points: row.rows("points"), outputs: row["outputs"])
            try row.expect(found.map { $0?.coefficient ?? .nan }, "coefficients")
        }
        #expect(PartialRank.correlations(points: [], outputs: []).isEmpty)
        #expect(PartialRank.correlations(points: [[1, 2], [3, 4], [2, 1]], outputs: [1, 2, 3]) == [nil, nil])
    }

    @Test func trajectoriesTakeOneStepAtATime() {
        let points = Morris.points(trajectories: 20, dimensions: 5, seed: 2)
        #expect(points.count == 120 && points.joined().allSatisfy { $0 >= 0 && $0 <= 1 })
        for start in stride(from: 0, to: 120, by: 6) {
            var moved: [Int] = []
            for step in start + 1..<start + 6 {
                let axes = (0..<5).filter { points[step][$0] != points[step - 1][$0] }
                #expect(axes.count == 1 && ((points[step][axes[0]] - points[step - 1][axes[0]]).magnitude - 2 / 3.0).magnitude < 1e-12)
                moved += axes
            }
            #expect(moved.sorted() == [0, 1, 2, 3, 4])
        }
    }

    @Test func screening() throws {
        for row in try Reference.cases("morris") {
            let effects = Morris.effects(points: row.rows("points"), outputs: row["outputs"])
            try row.expect(effects.map { $0?.mean ?? .nan }, "mean")
            try row.expect(effects.map { $0?.strength ?? .nan }, "strength")
            try row.expect(effects.map { $0?.deviation ?? .nan }, "deviation", floor: 1e-13)
        }
        let points = Morris.points(trajectories: 1, dimensions: 2, seed: 1)
        let broken = Morris.effects(points: points, outputs: [1, .nan, 2])
        #expect(broken == [nil, nil] && Morris.effects(points: [], outputs: []).isEmpty)
    }

    @Test func sharesOfVariance() throws {
        for row in try Reference.cases("sobol") {
            let dimensions = row.rows("points")[0].count
            let indices = try #require(Sobol.indices(outputs: row["outputs"], dimensions: dimensions))
            try row.expect(indices.map(\.first), "first")
            try row.expect(indices.map(\.total), "total")
        }
        #expect(Sobol.indices(outputs: [1, 2, 3], dimensions: 2) == nil && Sobol.indices(outputs: [1, 1, 1, 1], dimensions: 2) == nil)
        #expect(Sobol.indices(outputs: [1, 2, .nan, 1], dimensions: 2) == nil)
    }

    /// Sobol's g-function, whose shares are known: V_i = 1 / (3 (1 + a_i)²), together the product of 1 + V_i less 1.
    @Test func sharesOfTheGFunction() throws {
        let weights = [0.0, 1, 9]
        let points = Sobol.points(count: 2000, dimensions: 3, seed: 1)
        let outputs = points.map { point in
            zip(point, weights).reduce(1.0) { $0 * ((4 * $1.0 - 2).magnitude + $1.1) / (1 + $1.1) }
        }
        let indices = try #require(Sobol.indices(outputs: outputs, dimensions: 3, resamples: 200))
        let parts = weights.map { 1 / (3 * (1 + $0) * (1 + $0)) }
        let whole = parts.reduce(1) { $0 * (1 + $1) } - 1
        for (index, part) in zip(indices, parts) {
            let total = part * (whole + 1) / (1 + part)
            #expect((index.first - part / whole).magnitude < 0.06, "\(index)")
            #expect((index.total - total / whole).magnitude < 0.06, "\(index)")
            #expect(index.firstInterval!.contains(index.first) && index.totalInterval!.contains(index.total))
        }
    }
}
