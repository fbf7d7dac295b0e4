import Testing

@testable import NicheEngine

/// Bodies of three kinds that reach otherwise far and hold to some more than to others.
@Suite("Adhesion where bodies differ in it")
struct AdherenceTests {
    private let kindCount = 3

    /// What bodies differ in.
    private final class Manners {
        let limits: UnsafeMutablePointer<Double>, roots: UnsafeMutablePointer<Double>, kinds: UnsafeMutablePointer<Int32>
        let adhesion: UnsafePointer<Double>

        init(_ crowd: Crowd, alike: Bool = false) {
            limits = .allocate(capacity: crowd.count)
            roots = .allocate(capacity: 3 * crowd.count)
            kinds = .allocate(capacity: crowd.count)
            adhesion = UnsafePointer(crowd.adhesion)
            for i in 0..<crowd.count {
                limits[i] = (alike ? 1.25 : 1 + crowd.random()) * crowd.radius[i]
                kinds[i] = Int32(i % 3)
                for kind in 0..<3 { roots[3 * i + kind] = alike ? 1 : crowd.random() }
            }
        }

        deinit {
            limits.deallocate()
            roots.deallocate()
            kinds.deallocate()
        }

        var adherence: Adherence {
            Adherence(limits: Limits(values: limits, factor: 1), adhesion: adhesion, kinds: kinds, kindCount: 3, roots: roots)
        }
    }

    /// Pair by pair, as the model says.
    private func expected(_ crowd: Crowd, _ manners: Manners, _ space: Space) -> [SIMD3<Double>] {
        (0..<crowd.count).map { i in
            var v = SIMD3<Double>()
            for j in 0..<crowd.count where j != i {
                let way = Crowd.difference(crowd.position(i), crowd.position(j), space)
                let (d, sum, far) = (
                    (way * way).sum().squareRoot(), crowd.radius[i] + crowd.radius[j], manners.limits[i] + manners.limits[j]
                )
                let hard = d < sum ? (crowd.repulsion[i] * crowd.repulsion[j]).squareRoot() * (1 - d / sum) * (1 - d / sum) : 0
                let affinity = manners.roots[3 * i + j % 3] * manners.roots[3 * j + i % 3]
                let soft = d < far ? (crowd.adhesion[i] * crowd.adhesion[j]).squareRoot() * affinity * (1 - d / far) * (1 - d / far) : 0
                v += (hard - soft) / d * way
            }
            if space.isFlat { v.z = 0 }
            return v
        }
    }

    @Test("is that of each pair, in space, in a slice and around periodic ends", arguments: [0, 1, 2]) func pairs(scene: Int) {
        let edge = 150.0
        let space = [
            Space(size: SIMD3(repeating: edge), walls: [.open, .open, .open]),
            Space(size: SIMD3(edge, edge, 20), isFlat: true, walls: [.wall, .wall, .wall]),
            Space(size: SIMD3(repeating: edge), walls: [.periodic, .periodic, .periodic]),
        ][scene]
        let crowd = Crowd(600)
        crowd.scatter(in: space.isFlat ? SIMD3(edge, edge, 0) : SIMD3(repeating: edge), radii: 4...9)
        if scene == 1 { for i in 0..<crowd.count { crowd.place(i, SIMD3(10, 10, 10) + 0.86 * crowd.position(i)) } }
        let manners = Manners(crowd)
        var bodies = crowd.bodies
        bodies.adherence = manners.adherence
        Mechanics(space: space, pool: Pool(threads: 2)).evaluate(bodies, crowd.vx, crowd.vy, crowd.vz)
        for (i, v) in expected(crowd, manners, space).enumerated() {
            let off = SIMD3(crowd.vx[i], crowd.vy[i], crowd.vz[i]) - v
            #expect((off * off).sum().squareRoot() < 1e-9, "body \(i)")
        }
    }

    @Test("moves those that are all alike as plain adhesion does") func alike() {
        let space = Space(size: SIMD3(repeating: 120), walls: [.closed, .closed, .closed])
        let (plain, crowd) = (Crowd(400), Crowd(400))
        for crowd in [plain, crowd] {
            crowd.scatter(in: space.size, radii: 5...9)
            for i in 0..<crowd.count { crowd.walkX[i] = i % 7 == 0 ? 4 : 0 }
        }
        let manners = Manners(crowd, alike: true)
        var bodies = crowd.bodies
        bodies.adherence = manners.adherence
        for (bodies, threads) in [(plain.bodies, 1), (bodies, 2)] {
            Mechanics(space: space, pool: Pool(threads: threads)).advance(bodies, duration: 6)
        }
        for i in 0..<crowd.count {
            let off = crowd.position(i) - plain.position(i)
            #expect((off * off).sum().squareRoot() < 1e-7, "body \(i)")
        }
    }

    @Test("has the same bits on any number of threads") func threads() {
        let space = Space(size: SIMD3(repeating: 120), walls: [.wall, .wall, .wall])
        let runs = [1, 2, 3].map { threads in
            let crowd = Crowd(500)
            crowd.scatter(in: space.size, radii: 5...9)
            let manners = Manners(crowd)
            for i in 0..<crowd.count { crowd.walkY[i] = i % 5 == 0 ? 3 : 0 }
            var bodies = crowd.bodies
            bodies.adherence = manners.adherence
            let mechanics = Mechanics(space: space, pool: Pool(threads: threads))
            for _ in 0..<3 { mechanics.advance(bodies, duration: 6) }
            return crowd.bits
        }
        #expect(runs[0] == runs[1] && runs[0] == runs[2])
    }
}
