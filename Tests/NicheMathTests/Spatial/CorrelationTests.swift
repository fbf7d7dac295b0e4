import Testing

@testable import NicheMath

@Suite("Correlations of point patterns")
struct CorrelationTests {
    @Test("A grid finds what a double loop finds, to the last bit", arguments: Scatter.Shape.allCases)
    func doubleLoop(shape: Scatter.Shape) {
        let window = shape.window
        let a = Scatter.uniform(150, in: window, seed: 1)
        var b = Scatter.uniform(220, in: window, seed: 2)
        b.points += a.points.prefix(40)  // populations may overlap
        let weights = Scatter.values(b.count, seed: 3).map { $0 * $0 }
        for radii in [0..<25.0, 30..<70.0, 90..<500.0] {
            var counts: [Int] = []
            var found = OrderedSum()
            var expected = OrderedSum()
            let total = tileSum(count: b.count) { weights[$0] }
            for p in a.points {
                var (count, own) = (0, 0.0)
                for (j, q) in b.points.enumerated() {
                    let d = window.squaredDistance(p, q)
                    if d == 0 { own += weights[j] }
                    if d > 0, d >= radii.lowerBound * radii.lowerBound, d < radii.upperBound * radii.upperBound {
                        count += 1
                        found.add(weights[j])
                    }
                }
                counts.append(count)
                expected.add((total - own) * window.ring(around: p, radii) / window.measure)
            }
            #expect(a.neighbourCounts(in: b, radii) == counts)
            // A weight of 1 each is no weight, to the last bit.
            #expect(a.weightedPairCorrelation(with: b, in: radii) { _ in 1 } == a.pairCorrelation(with: b, in: radii))
            #expect(a.weightedPairCorrelation(with: b, in: radii) { weights[$0] } == found.value / expected.value)
        }
    }

    @Test("Points without relation have a correlation of 1, cut by edges or not", arguments: Scatter.Shape.allCases)
    func uniform(shape: Scatter.Shape) {
        let window = shape.window
        for radii in [0..<30.0, 30..<70.0, 70..<130.0] {
            var (cross, own, label) = (0.0, 0.0, 0.0)
            for seed in 0..<40 as Range<UInt64> {
                let a = Scatter.uniform(200, in: window, seed: 100 + seed)
                let b = Scatter.uniform(300, in: window, seed: 200 + seed)
                cross += a.pairCorrelation(with: b, in: radii) / 40
                own += a.pairCorrelation(with: a, in: radii) / 40
                let half = PointPattern(Array(b.points.prefix(150)), in: window)
                label += a.labelCorrelation(with: half, among: b, in: radii) / 40
            }
            // 40 patterns of tens of thousands of pairs: a ring that ignored the edges would be 10 to 40 % low.
            #expect((cross - 1).magnitude < 0.02 && (own - 1).magnitude < 0.03 && (label - 1).magnitude < 0.03, "\(cross) \(own) \(label)")
        }
    }

    @Test("Pairs of a lattice are counted as geometry says")
    func lattice() {
        let lattice = Scatter.lattice(20, 20, pitch: 10)
        // The point in row 10, column 10 has 4 neighbours at 10, 4 at 14.1 and 4 at 20.
        let middle = PointPattern([lattice.points[210]], in: lattice.window)
        #expect(middle.neighbourCounts(in: lattice, 0..<10.5) == [4])
        #expect(middle.neighbourCounts(in: lattice, 10.5..<20) == [4])
        #expect(middle.neighbourCounts(in: lattice, 20..<20.5) == [4])
        // 399 others on 40,000 µm², and a ring that lies inside.
        let ring = Double.pi * (20.5 * 20.5 - 10 * 10)
        #expect((middle.pairCorrelation(with: lattice, in: 10..<20.5) - 12 / (399 / 40_000.0 * ring)).magnitude < 1e-12)
    }

    @Test("A correlation sees what sits together, and labels only what place does not explain")
    func clustered() {
        let window = Scatter.slice
        let a = Scatter.uniform(60, in: window, seed: 4)
        var draws = Draws(seed: 5, key: 0, tick: 0, event: 0)
        func beside(_ p: SIMD3<Double>) -> SIMD3<Double> { window.nearest(p + 10 * draws.direction(isFlat: true)) + SIMD3(0, 0, p.z) }
        let near = PointPattern(a.points.map(beside), in: window)
        #expect(a.pairCorrelation(with: near, in: 0..<20) > 2)
        // Half of those that sit beside A, by chance: near A, yet no nearer than their kind.
        let some = PointPattern(near.points.enumerated().filter { $0.offset % 2 == 0 }.map(\.element), in: window)
        #expect(a.pairCorrelation(with: some, in: 0..<20) > 2)
        #expect((a.labelCorrelation(with: some, among: near, in: 0..<20) - 1).magnitude < 0.35)
        let nobody = PointPattern([], in: window)
        #expect(a.pairCorrelation(with: nobody, in: 0..<20).isNaN && nobody.pairCorrelation(with: a, in: 0..<20).isNaN)
    }

    @Test("Weights by a mark pick out its neighbours")
    func marks() {
        #expect(Mark.nearness(0.5, to: 0.5, width: 0.2) == 1)
        #expect((Mark.nearness(0.6, to: 0.5, width: 0.2) - 0.5).magnitude < 1e-12)
        #expect(Mark.nearness(0.9, to: 0.5, width: 0.2) == 0)
        // A mark that falls with the distance from A: high values are near, low ones far.
        let a = PointPattern([SIMD3(200, 150, 0)], in: Scatter.slice)
        let b = Scatter.uniform(4000, in: Scatter.slice, seed: 8)
        let marks = b.points.map { 1 - min(1, Scatter.slice.squaredDistance($0, a.points[0]).squareRoot() / 100) }
        func correlation(_ target: Double) -> Double {
            a.weightedPairCorrelation(with: b, in: 10..<30) { Mark.nearness(marks[$0], to: target, width: 0.2) }
        }
        #expect(correlation(0.8) > 10 && correlation(0.2) == 0)
    }
}
