import Testing

@testable import NicheEngine

/// Crowds against a plain double loop, and against themselves on several threads.
@Suite struct ManyBodiesTests {
    static let spaces: [Space] = [
        Space(size: SIMD3(110, 90, 100), walls: [.closed, .closed, .closed]),
        Space(size: SIMD3(110, 90, 100), walls: [.periodic, .open, .periodic]),
        Space(size: SIMD3(110, 90, 100), walls: [.periodic, .periodic, .periodic]),
        Space(size: SIMD3(260, 220, 20), isFlat: true, walls: [.closed, .open, .closed]),
        Space(size: SIMD3(260, 220, 20), isFlat: true, walls: [.periodic, .periodic, .periodic]),
        Space(size: SIMD3(60, 230, 55), walls: [.periodic, .periodic, .open]),
    ]
    static let radii: [ClosedRange<Double>] = [8.4...8.4, 5...9, 4...20]

    @Test(arguments: 0..<6, 0..<3) func agreesWithADoubleLoop(space: Int, radii: Int) {
        let space = Self.spaces[space]
        let crowd = Crowd(400, seed: 3)
        crowd.scatter(in: space.size, radii: Self.radii[radii])
        if space.isFlat { for i in 0..<crowd.count { crowd.z[i] = 10 } }
        if space.walls[1] == .open { for i in 0..<50 { crowd.y[i] -= 200 } }
        let pool = Pool(threads: 1)
        Mechanics(space: space, pool: pool).evaluate(crowd.bodies, crowd.vx, crowd.vy, crowd.vz)
        let expected = crowd.bruteForce(space)
        let unit = space.isFlat ? Confluence.flat : Confluence.full
        for i in 0..<crowd.count {
            let allowed = 1e-12 * expected.scale[i]
            #expect(abs(crowd.vx[i] - expected.v[i].x) < allowed)
            #expect(abs(crowd.vy[i] - expected.v[i].y) < allowed)
            #expect(abs(crowd.vz[i] - expected.v[i].z) < allowed)
            #expect(abs(crowd.pressure[i] * unit - expected.pressure[i]) < allowed)
        }
    }

    /// Lists made once, and what drifters meet later, together miss nobody: walkers slow and fast, in five sub-steps.
    @Test(arguments: 0..<6, [1.0, 4.0]) func listsTellAllWhileBodiesMove(space: Int, speed: Double) {
        let space = Self.spaces[space]
        let crowd = Crowd(400, seed: 5)
        crowd.scatter(in: space.size, radii: 5...9)
        if space.isFlat { for i in 0..<crowd.count { crowd.z[i] = 10 } }
        for i in 0..<crowd.count where i % 3 > 0 {
            let walk = SIMD3(crowd.random(), crowd.random(), space.isFlat ? 0.5 : crowd.random()) - 0.5
            (crowd.walkX[i], crowd.walkY[i], crowd.walkZ[i]) = (speed * walk.x, speed * walk.y, speed * walk.z)
        }
        let pool = Pool(threads: 2)
        defer { pool.close() }
        let mechanics = Mechanics(space: space, pool: pool)
        mechanics.sort(crowd.bodies, over: 6)
        mechanics.markWalkers(crowd.bodies, 6)
        for substep in 0..<5 {
            mechanics.push(crowd.count)
            mechanics.giveBack(crowd.bodies, isLast: true)
            let expected = crowd.bruteForce(space)
            for k in 0..<crowd.count {
                let (push, i) = (mechanics.columns.pushes[k], Int(mechanics.bins.order[k]))
                let off = SIMD3(push.x, push.y, push.z) - expected.v[i]
                #expect((off * off).sum().squareRoot() < 1e-11 * expected.scale[i], "body \(i) in sub-step \(substep)")
            }
            _ = mechanics.move(crowd.bodies, 1.2)
            mechanics.drifters.rebuild(mechanics.columns, like: mechanics.bins)
            mechanics.meet()
        }
        #expect(mechanics.drifters.count > 0 && mechanics.encounters.count > 0)
    }

    @Test(arguments: 0..<6, 0..<3) func contactsAgreeWithADoubleLoop(space: Int, radii: Int) {
        let space = Self.spaces[space]
        let crowd = Crowd(400, seed: 7)
        crowd.scatter(in: space.size, radii: Self.radii[radii])
        let ids = UnsafeMutablePointer<UInt64>.allocate(capacity: crowd.count)
        defer { ids.deallocate() }
        for i in 0..<crowd.count { ids[i] = UInt64(crowd.random() * 1e15) }
        let pool = Pool(threads: 2)
        defer { pool.close() }
        let mechanics = Mechanics(space: space, pool: pool)
        for reach in [1.25, 1.0, 1.6] {
            let plain = mechanics.contacts(x: crowd.x, y: crowd.y, z: crowd.z, radius: crowd.radius, count: crowd.count, reach: reach)
            let byID = mechanics.contacts(
                x: crowd.x, y: crowd.y, z: crowd.z, radius: crowd.radius, count: crowd.count, reach: reach, id: ids)
            for i in 0..<crowd.count {
                var expected: [Int32] = []
                for j in 0..<crowd.count where j != i {
                    let r = Crowd.difference(crowd.position(j), crowd.position(i), space)
                    let limit = (crowd.radius[i] + crowd.radius[j]) * reach
                    if r.x * r.x + r.y * r.y + r.z * r.z < limit * limit { expected.append(Int32(j)) }
                }
                #expect(Array(plain[i]) == expected)
                #expect(Array(byID[i]) == expected.sorted { ids[Int($0)] < ids[Int($1)] })
            }
        }
    }

    @Test(arguments: [0, 2]) func threadsDoNotMatter(space: Int) {
        var space = Self.spaces[space]
        space.size *= 2.4
        func run(_ threads: Int) -> (bits: [UInt64], outcomes: [Mechanics.Outcome]) {
            let crowd = Crowd(4_200, seed: 11)
            crowd.scatter(in: space.size, radii: 7...9)
            for i in 0..<crowd.count { crowd.walkX[i] = crowd.random() - 0.5 }
            let pool = Pool(threads: threads)
            defer { pool.close() }
            let mechanics = Mechanics(space: space, pool: pool)
            let outcomes = (0..<2).map { _ in mechanics.advance(crowd.bodies, duration: 2) }
            mechanics.evaluate(crowd.bodies, crowd.vx, crowd.vy, crowd.vz)
            return (crowd.bits, outcomes)
        }
        let one = run(1)
        #expect(one == run(2) && one == run(3))
        #expect(one.outcomes[0].substeps > 1)
    }

    /// A step depends on nothing but the bodies: another engine that takes over gives the same bits.
    @Test func nothingIsRememberedBetweenSteps() {
        let space = Self.spaces[0]
        func run(_ engines: Int) -> [UInt64] {
            let crowd = Crowd(300, seed: 2)
            crowd.scatter(in: space.size, radii: 5...9)
            let pool = Pool(threads: 1)
            let all = (0..<engines).map { _ in Mechanics(space: space, pool: pool) }
            for k in 0..<6 { all[k % engines].advance(crowd.bodies, duration: 0.7) }
            return crowd.bits
        }
        #expect(run(1) == run(6))
    }

    /// These bits were the same on builds with and without wide vectors.
    @Test func bitsAreThoseOfEveryBuild() {
        let crowd = Crowd(300, seed: 13)
        crowd.scatter(in: Self.spaces[0].size, radii: 5...9)
        Mechanics(space: Self.spaces[0], pool: Pool(threads: 1)).advance(crowd.bodies, duration: 2)
        var hash: UInt64 = 14_695_981_039_346_656_037
        for word in crowd.bits { hash = (hash ^ word) &* 1_099_511_628_211 }
        #expect(hash == 8_736_749_250_704_153_616)
    }
}
