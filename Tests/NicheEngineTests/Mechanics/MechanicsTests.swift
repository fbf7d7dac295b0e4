import Testing

@testable import NicheEngine

@Suite struct MechanicsTests {
    let pool = Pool(threads: 1)
    let open = Space(size: SIMD3(repeating: 1000), walls: [.open, .open, .open])

    /// Where a pair comes to rest: √10 (1 - d/R) = √0.4 (1 - d / (1.25 R)).
    @Test func pairComesToRestWhereItsForcesCancel() {
        let crowd = Crowd(2)
        crowd.place(0, SIMD3(500, 500, 500))
        crowd.place(1, SIMD3(504, 503, 500))
        let mechanics = Mechanics(space: open, pool: pool)
        for _ in 0..<40 { mechanics.advance(crowd.bodies, duration: 60) }
        let r = crowd.position(1) - crowd.position(0)
        let (a, b) = (10.0.squareRoot(), 0.4.squareRoot())
        let expected = 2 * 8.4 * (a - b) / (a - b / 1.25)
        #expect(abs((r * r).sum().squareRoot() - expected) < 1e-9)
        // Their middle stays.
        #expect(abs(crowd.x[0] + crowd.x[1] - 1004) < 1e-10 && abs(crowd.y[0] + crowd.y[1] - 1003) < 1e-10)
        #expect(crowd.z[0] == 500 && crowd.z[1] == 500)
    }

    @Test func pairRelaxesAsFineStepsDo() {
        // The reference: forward Euler at 0.001 min.
        var d = 6.0
        let sum = 16.8
        for _ in 0..<2_000 {
            let hard = d < sum ? 10 * (1 - d / sum) * (1 - d / sum) : 0
            let soft = d < 1.25 * sum ? 0.4 * (1 - d / (1.25 * sum)) * (1 - d / (1.25 * sum)) : 0
            d += 2 * (hard - soft) * 0.001
        }
        let crowd = Crowd(2)
        crowd.place(0, SIMD3(500, 500, 500))
        crowd.place(1, SIMD3(506, 500, 500))
        let outcome = Mechanics(space: open, pool: pool).advance(crowd.bodies, duration: 2)
        #expect(abs(crowd.x[1] - crowd.x[0] - d) < 0.4, "off by \(crowd.x[1] - crowd.x[0] - d) µm in \(outcome.substeps) sub-steps")
        #expect(outcome.substeps <= 3)
    }

    @Test func pushesOfPairsAreOpposite() {
        let crowd = Crowd(2)
        crowd.place(0, SIMD3(500.1, 499.7, 501))
        crowd.place(1, SIMD3(507.3, 503.2, 497))
        crowd.radius[1] = 12
        crowd.repulsion[1] = 3
        Mechanics(space: open, pool: pool).evaluate(crowd.bodies, crowd.vx, crowd.vy, crowd.vz)
        #expect(crowd.vx[0] == -crowd.vx[1] && crowd.vy[0] == -crowd.vy[1] && crowd.vz[0] == -crowd.vz[1])
        #expect(crowd.vx[0] < 0 && crowd.pressure[0] == crowd.pressure[1] && crowd.pressure[0] > 0)
    }

    @Test func pushesOfACrowdCancel() {
        let crowd = Crowd(1_000)
        crowd.scatter(in: SIMD3(repeating: 140), radii: 6...10)
        Mechanics(space: open, pool: pool).evaluate(crowd.bodies, crowd.vx, crowd.vy, crowd.vz)
        for v in [crowd.vx, crowd.vy, crowd.vz] {
            #expect(abs((0..<crowd.count).reduce(0) { $0 + v[$1] }) < 1e-8)
        }
    }

    /// Hexagons of the area of the discs: six neighbours at d = 2 r √(π / (2√3)).
    @Test func confluentHexagonsHaveUnitPressure() {
        let n = 12
        let d = 2 * 8.4 * (Double.pi / (2 * 3.0.squareRoot())).squareRoot()
        let size = SIMD3(Double(n) * d, Double(n) * d * 3.0.squareRoot() / 2, 20)
        let crowd = Crowd(n * n)
        for i in 0..<n * n {
            crowd.place(
                i, SIMD3((Double(i % n) + 0.5 * Double(i / n % 2)) * d, Double(i / n) * d * 3.0.squareRoot() / 2, 10))
        }
        let space = Space(size: size, isFlat: true, walls: [.periodic, .periodic, .closed])
        Mechanics(space: space, pool: pool).evaluate(crowd.bodies, crowd.vx, crowd.vy, crowd.vz)
        for i in 0..<crowd.count {
            #expect(abs(crowd.pressure[i] - 1) < 1e-12 && abs(crowd.vx[i]) < 1e-12 && abs(crowd.vy[i]) < 1e-12)
        }
    }

    /// Spheres of the volume of their share of space: twelve neighbours at d = 2 r (π / (3√2))^(1/3).
    @Test func confluentClosePackingHasUnitPressure() {
        let share = Double.pi / (3 * 2.0.squareRoot())
        var root = 0.9
        for _ in 0..<50 { root -= (root * root * root - share) / (3 * root * root) }
        let edge = 2 * 8.4 * root * 2.0.squareRoot()
        let n = 5
        let crowd = Crowd(4 * n * n * n)
        let corners: [SIMD3<Double>] = [SIMD3(0, 0, 0), SIMD3(0.5, 0.5, 0), SIMD3(0.5, 0, 0.5), SIMD3(0, 0.5, 0.5)]
        for i in 0..<crowd.count {
            let k = i / 4
            crowd.place(i, (SIMD3(Double(k % n), Double(k / n % n), Double(k / (n * n))) + corners[i % 4]) * edge)
        }
        let space = Space(size: SIMD3(repeating: Double(n) * edge), walls: [.periodic, .periodic, .periodic])
        Mechanics(space: space, pool: pool).evaluate(crowd.bodies, crowd.vx, crowd.vy, crowd.vz)
        for i in 0..<crowd.count { #expect(abs(crowd.pressure[i] - 1) < 1e-12) }
    }

    @Test(arguments: [0, 1, 2]) func fewBodiesAreNoTrouble(count: Int) {
        let crowd = Crowd(count)
        for i in 0..<count { crowd.place(i, SIMD3(500, 500, 500)) }
        let mechanics = Mechanics(space: open, pool: pool)
        mechanics.evaluate(crowd.bodies, crowd.vx, crowd.vy, crowd.vz)
        let outcome = mechanics.advance(crowd.bodies, duration: 5)
        #expect(outcome.substeps == (count == 0 ? 0 : count == 1 ? 1 : outcome.substeps))
        let contacts = mechanics.contacts(x: crowd.x, y: crowd.y, z: crowd.z, radius: crowd.radius, count: count, reach: 1.25)
        #expect(contacts.start == (count == 2 ? [0, 1, 2] : [Int32](repeating: 0, count: count + 1)))
        for i in 0..<count { #expect(crowd.x[i].isFinite && crowd.pressure[i].isFinite) }
    }

    @Test func coincidentCentresPartInOrder() {
        let crowd = Crowd(3)
        for i in 0..<2 { crowd.place(i, SIMD3(500, 400, 300)) }
        crowd.place(2, SIMD3(600, 400, 300))
        let mechanics = Mechanics(space: open, pool: pool)
        mechanics.evaluate(crowd.bodies, crowd.vx, crowd.vy, crowd.vz)
        #expect(abs(crowd.vx[1] - 9.6) < 1e-12 && crowd.vx[0] == -crowd.vx[1] && crowd.vx[2] == 0)
        #expect(crowd.vy[0] == 0 && crowd.vz[0] == 0)
        mechanics.advance(crowd.bodies, duration: 3)
        #expect(crowd.x[1] - crowd.x[0] > 8 && crowd.x[0] + crowd.x[1] == 1000)
        // Nearly coincident centres part along their difference.
        crowd.place(0, SIMD3(500, 500, 500))
        crowd.place(1, SIMD3(500, 500 + 1e-13 * 500, 500))
        mechanics.evaluate(crowd.bodies, crowd.vx, crowd.vy, crowd.vz)
        #expect(crowd.vx[1] == 0 && abs(crowd.vy[1] - 9.6) < 1e-9)
    }

    @Test func aHeapInOnePlaceSpreads() {
        let crowd = Crowd(200)
        for i in 0..<200 { crowd.place(i, SIMD3(500, 500, 500)) }
        Mechanics(space: open, pool: pool).advance(crowd.bodies, duration: 1)
        #expect((0..<200).allSatisfy { crowd.x[$0].isFinite })
        #expect(crowd.x[199] - crowd.x[0] > 100)
    }

    /// What the step control costs in accuracy: a compressed cloud that spreads for 6 min, against steps of 0.01 min.
    @Test func substepsAreAccurate() {
        func cloud() -> Crowd {
            let crowd = Crowd(200, seed: 5)
            crowd.scatter(in: SIMD3(repeating: 80), radii: 8...9)
            for i in 0..<200 { crowd.place(i, crowd.position(i) + 460) }
            return crowd
        }
        let (coarse, fine) = (cloud(), cloud())
        let mechanics = Mechanics(space: open, pool: pool)
        // First let the heap come apart, so that the comparison is about a tissue that grows.
        mechanics.advance(coarse.bodies, duration: 30)
        for i in 0..<200 { fine.place(i, coarse.position(i)) }
        for i in 0..<200 {
            coarse.radius[i] *= 1.03
            fine.radius[i] *= 1.03
        }
        let outcome = mechanics.advance(coarse.bodies, duration: 6)
        for _ in 0..<600 { mechanics.advance(fine.bodies, duration: 0.01) }
        var (worst, mean) = (0.0, 0.0)
        for i in 0..<200 {
            let r = coarse.position(i) - fine.position(i)
            let d = (r * r).sum().squareRoot()
            worst = max(worst, d)
            mean += d / 200
        }
        #expect(mean < 0.01 && worst < 0.1, "\(outcome.substeps) sub-steps, worst \(worst) µm, mean \(mean) µm")
    }
}
