import Testing

@testable import NicheMath

@Suite("Distances and groups of points")
struct NearestTests {
    @Test("Nearest distances are those of a double loop", arguments: Scatter.Shape.allCases)
    func doubleLoop(shape: Scatter.Shape) {
        let window = shape.window
        let a = Scatter.uniform(200, in: window, seed: 11)
        for count in [1, 3, 500] {
            var b = Scatter.uniform(count, in: window, seed: 12)
            b.points += a.points.prefix(5)
            let expected = a.points.map { p in
                b.points.map { window.squaredDistance(p, $0) }.filter { $0 > 0 }.min()!.squareRoot()
            }
            #expect(a.nearestDistances(to: b) == expected)
            #expect(a.medianDistance(to: b) == (expected.sorted()[99] + expected.sorted()[100]) / 2)
            #expect(a.share(within: 20, of: b) == Double(expected.count { $0 < 20 }) / 200)
        }
        #expect(a.medianDistance(to: PointPattern([], in: window)) == .infinity)
        #expect(a.share(within: 20, of: PointPattern([], in: window)) == 0)
        let one = PointPattern([SIMD3(1, 1, 1)], in: window)
        #expect(one.medianDistance(to: one) == .infinity, "nobody is near itself")
    }

    @Test("Points on a lattice are a pitch apart")
    func lattice() {
        let lattice = Scatter.lattice(9, 7, pitch: 10)
        #expect(lattice.medianDistance(to: lattice) == 10)
        #expect(lattice.share(within: 10.1, of: lattice) == 1 && lattice.share(within: 9.9, of: lattice) == 0)
    }

    @Test("Spread is measured from the middle of the points")
    func spread() {
        // 21 points on a line, 0 to 20 either side: distances 0, 10, 10, 20, 20, ...; the 95th percentile is the 20th of 21.
        let line = PointPattern((-10...10).map { SIMD3(100 + 10 * Double($0), 50, 7) }, in: Scatter.slice)
        #expect((line.spread() - 100).magnitude < 1e-12)
        let moved = PointPattern(line.points.map { $0 + SIMD3(60, 80, 0) }, in: Scatter.slice)
        #expect((moved.spread() - 100).magnitude < 1e-12)
        #expect(PointPattern([], in: Scatter.slice).spread().isNaN)
    }

    @Test("Quantiles lie on straight lines between values")
    func quantiles() {
        #expect(Sample.quantile(0.5, of: [1, 2, 3, 4]) == 2.5 && Sample.quantile(1, of: [1, 2, 3]) == 3)
        #expect(Sample.quantile(0.95, of: [5]) == 5 && Sample.quantile(0.95, of: [0, 10]) == 9.5)
        // Where there is nobody, the nearest one is infinitely far.
        #expect(Sample.quantile(0.5, of: [1, .infinity, .infinity]) == .infinity && Sample.quantile(0.5, of: []).isNaN)
    }

    @Test("Those no chain of steps reaches are detached")
    func detached() {
        var points = Scatter.lattice(10, 10, pitch: 20).points  // a sheet
        points += [SIMD3(250, 100, 5), SIMD3(270, 100, 5), SIMD3(289, 100, 5)]  // three that hang together
        points += [SIMD3(350, 250, 5)]
        let window = Window(size: SIMD3(400, 300, 10), isFlat: true)
        let graph = NeighbourGraph(PointPattern(points, in: window), radius: 30)
        #expect(graph.groupSizes() == [100, 3, 1] && graph.detached() == 4)
        // One in between joins the three to the sheet.
        let joined = NeighbourGraph(PointPattern(points + [SIMD3(220, 95, 5)], in: window), radius: 30.5)
        #expect(joined.groupSizes() == [104, 1] && joined.detached() == 1)
        #expect(NeighbourGraph(PointPattern([], in: window), radius: 30).detached() == 0)
    }

    @Test("Groups are those of a search through all pairs", arguments: Scatter.Shape.allCases)
    func groups(shape: Scatter.Shape) {
        let window = shape.window
        let pattern = Scatter.uniform(300, in: window, seed: 13)
        var group = Array(0..<300)
        var isChanging = true
        while isChanging {
            isChanging = false
            for i in 0..<300 {
                for j in 0..<300 where window.squaredDistance(pattern.points[i], pattern.points[j]) < 15 * 15 && group[j] < group[i] {
                    group[i] = group[j]
                    isChanging = true
                }
            }
        }
        let sizes = Dictionary(grouping: group) { $0 }.values.map(\.count).sorted(by: >)
        #expect(NeighbourGraph(pattern, radius: 15).groupSizes() == sizes)
    }
}
