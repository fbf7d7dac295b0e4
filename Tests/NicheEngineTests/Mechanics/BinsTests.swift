import Testing

@testable import NicheEngine

@Suite struct BinsTests {
    private func candidates(_ bins: Bins, _ p: SIMD3<Double>, _ distance: Double) -> [Int] {
        var found: [Int] = []
        bins.forEachCandidate(near: p, within: distance) { found.append($0) }
        return found
    }

    @Test(arguments: 0..<6, [1, 3]) func candidatesHoldAllThatAreNear(space: Int, threads: Int) {
        let space = ManyBodiesTests.spaces[space]
        // Only many bodies are sorted by several threads.
        let crowd = Crowd(threads == 1 ? 600 : 4_200, seed: 21)
        crowd.scatter(in: space.size, radii: 8...8)
        for i in 0..<40 where space.walls[1] == .open { crowd.y[i] += 300 }
        let pool = Pool(threads: threads)
        defer { pool.close() }
        let bins = Bins(pool: pool)
        bins.rebuild(count: crowd.count, x: crowd.x, y: crowd.y, z: crowd.z, space: space, width: 21)
        #expect(bins.binStart[bins.binCount] == Int32(crowd.count))
        for k in 0..<(threads == 1 ? 10 : 3) {
            let p = k % 3 < 2 ? crowd.position(k * 59) : SIMD3(crowd.random(), crowd.random(), crowd.random()) * 3 * space.size - space.size
            for distance in [1.0, 50, 1_000] {
                let found = candidates(bins, p, distance)
                #expect(Set(found).count == found.count)
                let near = (0..<crowd.count).filter {
                    var r = crowd.position($0) - p
                    for axis in 0..<3 where space.isPeriodic(axis) {
                        let n = (r[axis] / space.size[axis]).rounded()
                        r[axis] -= n * space.size[axis]
                    }
                    return (r * r).sum() < distance * distance
                }
                #expect(Set(found).isSuperset(of: near))
                // Boxes ascend, and within them the caller's order holds.
                for (a, b) in zip(found, found.dropFirst()) {
                    #expect(bins.binOfBody[a] < bins.binOfBody[b] || (bins.binOfBody[a] == bins.binOfBody[b] && a < b))
                }
            }
        }
    }

    @Test func strayBodiesDoNotCostBoxes() {
        let crowd = Crowd(1_000, seed: 4)
        crowd.scatter(in: SIMD3(repeating: 1e5), radii: 8...8)
        crowd.place(0, SIMD3(1e12, -1e12, .infinity))
        let space = Space(size: SIMD3(repeating: 1e5), walls: [.open, .open, .open])
        let bins = Bins(pool: Pool(threads: 1))
        bins.rebuild(count: 1_000, x: crowd.x, y: crowd.y, z: crowd.z, space: space, width: 20)
        #expect(bins.binCount <= 4_000 && candidates(bins, crowd.position(7), 10).contains(7))
        #expect(candidates(bins, SIMD3(repeating: 5e4), .infinity).count == 1_000)
    }

    @Test func noBodies() {
        let crowd = Crowd(0)
        let bins = Bins(pool: Pool(threads: 1))
        #expect(candidates(bins, SIMD3(1, 2, 3), 50).isEmpty)
        bins.rebuild(
            count: 0, x: crowd.x, y: crowd.y, z: crowd.z, space: Space(size: SIMD3(repeating: 100)), width: 20)
        #expect(candidates(bins, SIMD3(1, 2, 3), 50).isEmpty)
    }
}
