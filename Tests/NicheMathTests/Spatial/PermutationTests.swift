import Testing

@testable import NicheMath

@Suite("Permutation tests")
struct PermutationTests {
    let graph = NeighbourGraph(Scatter.lattice(10, 10, pitch: 10), radius: 10.5)

    @Test("Orders are a function of the seed and their number")
    func keyed() {
        var orders: [[Int]] = []
        let few = PermutationTest(permutations: 5, seed: 3).run(count: 30) { order in
            orders.append(order)
            return Double(order[0])
        }
        #expect(orders.count == 6 && orders[0] == Array(0..<30) && Set(orders).count == 6)
        #expect(orders.allSatisfy { $0.sorted() == Array(0..<30) })
        var again: [[Int]] = []
        _ = PermutationTest(permutations: 9, seed: 3).run(count: 30) { order in
            again.append(order)
            return 0
        }
        #expect(Array(again.prefix(6)) == orders)
        #expect(few.observed == 0 && few.pBelow == Double(1 + orders.dropFirst().count { $0[0] == 0 }) / 6 && few.pAbove == 1)
        // Each of three things comes first in a third of the orders.
        let third = PermutationTest(permutations: 3000).run(count: 3) { $0[0] == 1 ? 1 : 0 }
        #expect((third.mean - 1 / 3.0).magnitude < 0.035)
    }

    @Test("Labels in one half are seen, and a chequered board on the other side")
    func joins() {
        let half = graph.joinTest((0..<100).map { $0 % 10 < 5 })
        #expect(half.observed == 85 && half.pAbove == 0.001 && half.z > 5)
        // 50 of 100 are labelled: a join is of two with probability 50 · 49 / (100 · 99).
        #expect((half.mean - 180 * 50 * 49 / 9900).magnitude < 1)
        let board = graph.joinTest((0..<100).map { ($0 % 10 + $0 / 10) % 2 == 0 })
        #expect(board.observed == 0 && board.pBelow == 0.001 && board.p == 0.002)
        let slope = graph.moranTest((0..<100).map { Double($0 % 10) })
        #expect(slope.pAbove == 0.001 && (slope.mean + 1 / 99.0).magnitude < 0.01)
    }

    @Test("Labels around other points are tested by the rings that hold them")
    func labels() {
        let all = Scatter.uniform(400, in: Scatter.slice, seed: 31)
        let a = PointPattern(Array(Scatter.uniform(12, in: Scatter.slice, seed: 32).points), in: Scatter.slice)
        let near = all.nearestDistances(to: a).map { $0 < 30 }
        let result = a.labelTest(near, among: all, in: 0..<30, PermutationTest(permutations: 199))
        let labelled = PointPattern(zip(all.points, near).filter(\.1).map(\.0), in: Scatter.slice)
        #expect(result.observed == Double(a.neighbourCounts(in: labelled, 0..<30).reduce(0, +)))
        #expect(result.pAbove == 1 / 200.0 && a.labelCorrelation(with: labelled, among: all, in: 0..<30) > 2)
    }

    @Test("Where nothing is, p-values are uniform")
    func uniform() {
        // 200 boards with labels of their own; Kolmogorov and Smirnov's distance above 1.63 has probability 0.01.
        let values = (0..<200).map { k in
            let draws = Scatter.values(100, seed: 1000 + UInt64(k))
            return graph.moranTest(draws, PermutationTest(permutations: 99, seed: UInt64(k))).pAbove
        }.sorted()
        let distance = values.enumerated().map { max($1 - Double($0) / 200, Double($0 + 1) / 200 - $1) }.max()!
        #expect(distance * 200.0.squareRoot() < 1.63, "\(distance)")
    }
}
