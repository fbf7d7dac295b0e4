import NicheMath
import Testing

@testable import NicheEngine

/// The mechanics by one smoothed pressure: its kernels, and what tissue does under it beside tissue under the forces of pairs.
@Suite struct PressureTests {
    let pool = Pool(threads: 1)
    let open = Space(size: SIMD3(repeating: 1000), walls: [.open, .open, .open])

    static let spaces: [Space] =
        ManyBodiesTests.spaces + [
            Space(size: SIMD3(110, 90, 100), walls: [.wall, .wall, .closed]),
            Space(size: SIMD3(260, 220, 20), isFlat: true, walls: [.wall, .periodic, .closed]),
        ]

    /// A crowd that overlaps, of two kinds, a few of which walk and a few of which do not push.
    private func crowd(_ count: Int, in space: Space, seed: UInt64 = 3) -> Crowd {
        let crowd = Crowd(count, seed: seed)
        crowd.scatter(in: space.size, radii: 6...9)
        for i in 0..<count {
            if space.isFlat { crowd.z[i] = 10 }
            if i % 7 == 0 { crowd.repulsion[i] = i % 2 == 0 ? 0.1 : 0 }
            if i % 5 == 0 { (crowd.walkX[i], crowd.walkY[i], crowd.walkZ[i]) = (crowd.random() - 0.5, crowd.random(), -0.4) }
        }
        return crowd
    }

    @Test(arguments: 0..<8) func kernelsAgreeWithAScalarReferenceToTheLastBit(space: Int) {
        let space = Self.spaces[space]
        let (fast, slow) = (crowd(700, in: space), crowd(700, in: space))
        let engine = PressureMechanics(space: space, pool: pool)
        let outcome = engine.advance(fast.bodies, duration: 1)
        #expect(outcome.substeps == 1 && outcome.largestMove > 1)
        // The order of the sums: every second row of bins, and in a row as the bins have it.
        let bins = engine.bins
        var order: [Int] = []
        for colour in 0..<4 {
            for z in stride(from: colour / 2, to: bins.shape.z, by: 2) {
                for y in stride(from: colour % 2, to: bins.shape.y, by: 2) {
                    let row = bins.shape.x * (y + bins.shape.y * z)
                    order += (bins.binStart[row]..<bins.binStart[row + bins.shape.x]).map { Int(bins.order[Int($0)]) }
                }
            }
        }
        #expect(order.count == 700)
        var reference = PressureReference(engine)
        reference.advance(slow, over: 1, order: order)
        #expect(fast.bits == slow.bits)
    }

    @Test(arguments: [0, 2, 3, 4]) func threadsDoNotMatter(space: Int) {
        var space = Self.spaces[space]
        space.size *= space.isFlat ? SIMD3(3, 3, 1) : SIMD3(2, 2, 2)
        func run(_ threads: Int) -> [UInt64] {
            let crowd = crowd(6_000, in: space)
            let pool = Pool(threads: threads)
            defer { pool.close() }
            let mechanics = PressureMechanics(space: space, pool: pool)
            for _ in 0..<3 { mechanics.advance(crowd.bodies, duration: 6) }
            return crowd.bits
        }
        let one = run(1)
        #expect(one == run(2) && one == run(3))
    }

    @Test func nothingIsRememberedBetweenSteps() {
        func run(_ engines: Int) -> [UInt64] {
            let crowd = crowd(300, in: Self.spaces[0])
            let all = (0..<engines).map { _ in PressureMechanics(space: Self.spaces[0], pool: pool) }
            for k in 0..<6 { all[k % engines].advance(crowd.bodies, duration: 6) }
            return crowd.bits
        }
        #expect(run(1) == run(6))
    }

    /// These bits were the same on builds with and without wide vectors.
    @Test func bitsAreThoseOfEveryBuild() {
        let crowd = crowd(300, in: Self.spaces[0], seed: 13)
        PressureMechanics(space: Self.spaces[0], pool: pool).advance(crowd.bodies, duration: 6)
        var hash: UInt64 = 14_695_981_039_346_656_037
        for word in crowd.bits { hash = (hash ^ word) &* 1_099_511_628_211 }
        #expect(hash == 9_169_297_479_555_343_737)
    }

    // MARK: What balances

    /// However uneven a cluster, its bodies push it nowhere, since each push has its counterpart; and a body alone stays where it is.
    @Test func clustersDoNotPushThemselves() {
        for count in [1, 2, 60] {
            let crowd = Crowd(count, seed: 8)
            crowd.scatter(in: SIMD3(repeating: count == 60 ? 35 : 3), radii: 7...9)
            for i in 0..<count { crowd.place(i, crowd.position(i) + SIMD3(313.7, 402.1, 511.9)) }
            func middle() -> SIMD3<Double> {
                var sum = SIMD3<Double>()
                for i in 0..<count { sum += crowd.position(i) * (crowd.radius[i] * crowd.radius[i] * crowd.radius[i]) }
                return sum
            }
            let (start, first) = (middle(), crowd.positions)
            let outcome = PressureMechanics(space: open, pool: pool).advance(crowd.bodies, duration: 1)
            let drift = middle() - start
            #expect(abs(drift.x) + abs(drift.y) + abs(drift.z) < 1e-12 * abs(start.x) * Double(count))
            if count == 60 { #expect(outcome.largestMove > 0.5) } else { #expect(crowd.positions == first) }
        }
    }

    @Test func whoHasNoRepulsionIsNeitherPushedNorPushes() {
        let (mixed, alone) = (Crowd(200, seed: 4), Crowd(100, seed: 4))
        mixed.scatter(in: SIMD3(repeating: 70), radii: 8...8)
        for i in 0..<100 {
            mixed.repulsion[i] = 0
            mixed.place(i + 100, mixed.position(i + 100) + 400)
        }
        for i in 0..<100 {
            // Between two others, so that the nodes lie as they would without it.
            mixed.place(i, (mixed.position(100 + i) + mixed.position(199 - i)) / 2)
            alone.place(i, mixed.position(i + 100))
            (alone.radius[i], alone.repulsion[i], alone.adhesion[i]) =
                (mixed.radius[i + 100], mixed.repulsion[i + 100], mixed.adhesion[i + 100])
        }
        let start = mixed.positions
        PressureMechanics(space: open, pool: pool).advance(mixed.bodies, duration: 2)
        PressureMechanics(space: open, pool: pool).advance(alone.bodies, duration: 2)
        for i in 0..<100 {
            #expect(mixed.position(i) == start[i])
            let d = mixed.position(i + 100) - alone.position(i)
            #expect((d * d).sum() < 1e-20)
        }
        #expect((0..<100).count { mixed.pressure[$0] > 0 } > 50)
    }

    @Test func freeBodiesWalkExactly() {
        for wall in [Wall.closed, .open, .periodic, .wall] {
            let crowd = Crowd(1)
            crowd.place(0, SIMD3(50, 40, 30))
            (crowd.walkX[0], crowd.walkY[0], crowd.walkZ[0]) = (1.5, -2, 0.25)
            PressureMechanics(space: Space(size: SIMD3(100, 80, 60), walls: [wall, wall, wall]), pool: pool).advance(
                crowd.bodies, duration: 4)
            #expect(crowd.position(0) == SIMD3(56, 32, 31) && crowd.pressure[0] == 0)
        }
    }

    @Test func wallsHoldAndPushBack() {
        for walls in [Wall.closed, .wall] {
            let space = Space(size: SIMD3(120, 100, 90), walls: [walls, walls, walls])
            let crowd = Crowd(700, seed: 5)
            crowd.scatter(in: space.size, radii: 8...8)
            for i in 0..<700 { (crowd.walkX[i], crowd.walkY[i]) = (crowd.random() * 4 - 2, crowd.random() * 4 - 2) }
            let mechanics = PressureMechanics(space: space, pool: pool)
            for _ in 0..<20 { mechanics.advance(crowd.bodies, duration: 6) }
            for p in crowd.positions { for axis in 0..<3 { #expect(p[axis] >= 0 && p[axis] <= space.size[axis]) } }
            #expect((0..<700).allSatisfy { crowd.pressure[$0].isFinite })
        }
        // A body alone is pushed to its radius.
        let crowd = Crowd(1)
        crowd.place(0, SIMD3(2, 50, 45))
        PressureMechanics(space: Space(size: SIMD3(120, 100, 90), walls: [.wall, .wall, .wall]), pool: pool)
            .advance(crowd.bodies, duration: 1e3)
        #expect(crowd.x[0] > 8.3 && crowd.x[0] < 8.4 && crowd.y[0] == 50)
    }

    @Test(arguments: [0, 1, 2]) func fewBodiesAreNoTrouble(count: Int) {
        let crowd = Crowd(count)
        for i in 0..<count { crowd.place(i, SIMD3(500, 500, 500)) }
        let outcome = PressureMechanics(space: open, pool: pool).advance(crowd.bodies, duration: 5)
        #expect(outcome.substeps == (count == 0 ? 0 : 1))
        for i in 0..<count { #expect(crowd.position(i) == SIMD3(500, 500, 500) && crowd.pressure[i].isFinite) }
    }

    /// Compartments are far apart in the space that the mechanics see, and nobody crosses or feels through.
    @Test func membranesPart() {
        let membranes = Membranes([[], [], [45]])
        let space = membranes.drawnApart(Space(size: SIMD3(120, 100, 90)))
        let (crowd, below) = (Crowd(600, seed: 5), Crowd(300, seed: 5))
        crowd.scatter(in: SIMD3(120, 100, 45), radii: 8...8)
        for i in 0..<600 {
            if i < 300 {
                below.place(i, crowd.position(i))
                (below.repulsion[i], below.adhesion[i], below.radius[i]) = (crowd.repulsion[i], crowd.adhesion[i], 8)
            } else {
                crowd.z[i] += 45 + Membranes.gap
            }
        }
        let mechanics = PressureMechanics(space: space, pool: pool)
        mechanics.advance(crowd.bodies, duration: 1)
        mechanics.advance(below.bodies, duration: 1)
        for i in 0..<600 { #expect(i < 300 ? crowd.z[i] < 45 : crowd.z[i] >= 45 + Membranes.gap) }
        for i in 0..<300 {
            let d = crowd.position(i) - below.position(i)
            #expect((d * d).sum() < 0.01)
        }
    }

    /// Where few bodies are spread wide the nodes are fewer and wider.
    @Test func strayBodiesDoNotCostNodes() {
        let crowd = Crowd(100, seed: 4)
        crowd.scatter(in: SIMD3(repeating: 1e5), radii: 8...8)
        crowd.place(0, SIMD3(1e12, -1e12, .infinity))
        crowd.place(1, SIMD3(.nan, 5, 5))
        let mechanics = PressureMechanics(space: Space(size: SIMD3(repeating: 1e5), walls: [.open, .open, .open]), pool: pool)
        let start = crowd.positions
        mechanics.advance(crowd.bodies, duration: 6)
        #expect(mechanics.grid.rows * mechanics.grid.shape.x <= 1 << 16)
        for i in 2..<100 { #expect(crowd.position(i) == start[i]) }
    }
}
