import Testing

@testable import NicheMath

@Suite("Autocorrelation of marks")
struct AutocorrelationTests {
    @Test("Moran's I and Gi* are those of a double loop", arguments: Scatter.Shape.allCases)
    func doubleLoop(shape: Scatter.Shape) {
        let window = shape.window
        let pattern = Scatter.uniform(250, in: window, seed: 21)
        let values = Scatter.values(250, seed: 22)
        let mean = values.reduce(0, +) / 250
        let square = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
        var (product, joined) = (0.0, 0.0)
        var scores: [Double] = []
        for i in 0..<250 {
            let near = (0..<250).filter { $0 != i && window.squaredDistance(pattern.points[i], pattern.points[$0]) < 400 }
            if !near.isEmpty {
                joined += 1
                product += (values[i] - mean) * near.map { values[$0] - mean }.reduce(0, +) / Double(near.count)
            }
            let m = Double(near.count + 1)
            let sum = near.map { values[$0] }.reduce(values[i], +)
            scores.append((sum - m * mean) / ((square / 250).squareRoot() * (m * (250 - m) / 249).squareRoot()))
        }
        let graph = NeighbourGraph(pattern, radius: 20)
        #expect(joined < 250, "some points have no neighbours")
        #expect((graph.moran(values) - 250 / joined * product / square).magnitude < 1e-12)
        #expect(zip(graph.hotSpots(values), scores).allSatisfy { ($0 - $1).magnitude < 1e-9 })
        #expect(graph.hotShare(values) == Double(scores.count { $0 > 1.96 }) / 250)
    }

    @Test("A chequered board is -1, two halves are nearly 1, equal values nothing")
    func lattice() {
        let lattice = Scatter.lattice(8, 8, pitch: 10)
        let graph = NeighbourGraph(lattice, radius: 10.5)
        #expect(graph.degree(0) == 2 && graph.degree(1) == 3 && graph.degree(9) == 4)
        let chequered = (0..<64).map { Double(($0 % 8 + $0 / 8) % 2) }
        #expect((graph.moran(chequered) + 1).magnitude < 1e-12)
        // Left half against right: of each row six points are among their like, and two see one other of three or four.
        let halves = (0..<64).map { $0 % 8 < 4 ? 1.0 : 0 }
        let expected = (48 + 2 * (2 * (1 - 2 / 3.0) + 6 * (1 - 2 / 4.0))) / 64.0
        #expect((graph.moran(halves) - expected).magnitude < 1e-12)
        #expect(graph.moran([Double](repeating: 3, count: 64)).isNaN && graph.hotShare([Double](repeating: 3, count: 64)) == 0)
        // 2 x 2 of sixteen: an inner corner of the hot square sees itself and two hot neighbours among five.
        let four = NeighbourGraph(Scatter.lattice(4, 4, pitch: 10), radius: 10.5)
        let hot = (0..<16).map { [5, 6, 9, 10].contains($0) ? 1.0 : 0 }
        let deviation = (0.25 * 0.75).squareRoot()
        #expect((four.hotSpots(hot)[5] - (3 - 5 * 0.25) / (deviation * (5 * 11 / 15.0).squareRoot())).magnitude < 1e-12)
    }

    @Test("Joins of a lattice are counted once each")
    func joins() {
        let graph = NeighbourGraph(Scatter.lattice(4, 4, pitch: 10), radius: 10.5)
        let left = (0..<16).map { $0 % 4 < 2 }
        #expect(graph.joins(left) == .init(both: 10, neither: 10, one: 4))
        #expect(graph.joins((0..<16).map { ($0 % 4 + $0 / 4) % 2 == 0 }) == .init(both: 0, neither: 0, one: 24))
    }

    @Test("Ripley's L - r is 0 without relation, above for groups, below for a lattice", arguments: Scatter.Shape.allCases)
    func ripley(shape: Scatter.Shape) {
        let window = shape.window
        var (mean, plain) = (0.0, 0.0)
        for seed in 0..<40 as Range<UInt64> {
            let pattern = Scatter.uniform(300, in: window, seed: 300 + seed)
            mean += pattern.ripley(40) / 40
            // The double loop, with the share of the window that a pair leaves.
            var sum = 0.0
            for p in pattern.points {
                for q in pattern.points where p != q && window.squaredDistance(p, q) < 1600 {
                    let d = p - q
                    sum += 1 / ((window.size.x - abs(d.x)) * (window.size.y - abs(d.y)) * (window.isFlat ? 1 : window.size.z - abs(d.z)))
                }
            }
            let k = window.measure * window.measure / (300 * 299) * sum
            plain += ((window.isFlat ? (k / Double.pi).squareRoot() : Elementary.cubeRoot(k * 0.75 / Double.pi)) - 40) / 40
        }
        #expect(mean.magnitude < 0.4 && (mean - plain).magnitude < 1e-9, "\(mean) \(plain)")
        let pairs = Scatter.uniform(150, in: window, seed: 5).points.flatMap { [$0, $0 + SIMD3(1, 0, 0)] }
        #expect(PointPattern(pairs, in: window).ripley(10) > 2)
        #expect(Scatter.lattice(12, 12, pitch: 10).ripley(9) == -9)
    }
}
