import NicheMath
import Testing

@testable import NicheEngine

/// Tissue under one smoothed pressure beside tissue under the forces of pairs.
@Suite struct PressureTissueTests {
    let pool = Pool(threads: 1)

    /// Bodies of 0.8 to 1 times one radius that have come to rest in a periodic box, packed to a fraction.
    private func packing(_ fraction: Double, isFlat: Bool, adhesion: Double = 0) -> (crowd: Crowd, space: Space) {
        let crowd = Crowd(isFlat ? 400 : 600, seed: 17)
        let state = isFlat ? EquationOfState.flat : .full
        var filled = 0.0
        for i in 0..<crowd.count {
            crowd.radius[i] = 8.4 * (0.8 + 0.2 * crowd.random())
            crowd.adhesion[i] = adhesion
            filled += state.measure(radius: crowd.radius[i])
        }
        let edge = isFlat ? (filled / fraction).squareRoot() : Elementary.cubeRoot(filled / fraction)
        let space = Space(
            size: isFlat ? SIMD3(edge, edge, 20) : SIMD3(repeating: edge), isFlat: isFlat, walls: [.periodic, .periodic, .periodic])
        for i in 0..<crowd.count { crowd.place(i, SIMD3(crowd.random(), crowd.random(), isFlat ? 0.5 : crowd.random()) * space.size) }
        let mechanics = Mechanics(space: space, pool: pool)
        for _ in 0..<100 { mechanics.advance(crowd.bodies, duration: 6) }
        return (crowd, space)
    }

    private func mean(_ values: UnsafeMutablePointer<Double>, _ count: Int) -> Double {
        (0..<count).reduce(0) { $0 + values[$1] } / Double(count)
    }

    @Test(arguments: [0.9, 1.0, 1.1, 1.2, 1.3], [true, false]) func thePressureIsThatOfPairs(fraction: Double, isFlat: Bool) {
        let (crowd, space) = packing(fraction, isFlat: isFlat)
        let pairs = mean(crowd.pressure, crowd.count)
        PressureMechanics(space: space, pool: pool).advance(crowd.bodies, duration: 0.01)
        let smoothed = mean(crowd.pressure, crowd.count)
        #expect(abs(smoothed / pairs - 1) < 0.15, "\(smoothed) in place of \(pairs)")
    }

    /// What has come to rest under pairs hardly stirs, and as a whole not at all.
    @Test(arguments: [true, false]) func aUniformPackingDoesNotDrift(isFlat: Bool) {
        let (crowd, space) = packing(1.1, isFlat: isFlat)
        let start = crowd.positions
        PressureMechanics(space: space, pool: pool).advance(crowd.bodies, duration: 6)
        let state = isFlat ? EquationOfState.flat : .full
        var (drift, moved) = (SIMD3<Double>(), 0.0)
        for i in 0..<crowd.count {
            let d = Crowd.difference(crowd.position(i), start[i], space)
            drift += d * state.measure(radius: crowd.radius[i])
            moved += (d * d).sum().squareRoot() / Double(crowd.count)
        }
        #expect(abs(drift.x) + abs(drift.y) + abs(drift.z) < 1e-6 && moved < 0.5, "drift \(drift), moved \(moved)")
    }

    /// The radius of gyration.
    private func width(_ crowd: Crowd) -> Double {
        var (middle, square) = (SIMD3<Double>(), 0.0)
        for p in crowd.positions { middle += p / Double(crowd.count) }
        for p in crowd.positions { square += ((p - middle) * (p - middle)).sum() / Double(crowd.count) }
        return square.squareRoot()
    }

    /// A ball, or a disc, in which everybody divides at once.
    private func doubled(isFlat: Bool) -> (Crowd, Space) {
        let space = Space(size: SIMD3(800, 800, isFlat ? 15 : 800), isFlat: isFlat, walls: [.open, .open, .open])
        let small = Crowd(isFlat ? 400 : 1_000, seed: 6)
        let extent = isFlat ? 8.4 * 20 : 8.4 * 10.5
        for i in 0..<small.count {
            var p = SIMD3<Double>()
            repeat {
                p = SIMD3(small.random(), small.random(), isFlat ? 0.5 : small.random()) * 2 - 1
            } while (p * p).sum() > 1
            small.place(i, p * extent + space.size / 2)
        }
        let mechanics = Mechanics(space: space, pool: pool)
        for _ in 0..<60 { mechanics.advance(small.bodies, duration: 6) }
        let both = Crowd(2 * small.count, seed: 9)
        for i in 0..<small.count {
            let angle = SIMD3(both.random(), both.random(), isFlat ? 0.5 : both.random()) - 0.5
            for k in 0..<2 {
                both.place(2 * i + k, small.position(i) + (k == 0 ? 4.2 : -4.2) * angle / ((angle * angle).sum().squareRoot() + 1e-9))
            }
        }
        return (both, space)
    }

    @Test(arguments: [true, false]) func aBallThatDoublesGrowsAsWithPairs(isFlat: Bool) {
        let ((pairs, space), (pressed, _)) = (doubled(isFlat: isFlat), doubled(isFlat: isFlat))
        let start = width(pairs)
        let (forces, pressure) = (Mechanics(space: space, pool: pool), PressureMechanics(space: space, pool: pool))
        for hours in [1, 4, 19] {
            for _ in 0..<10 * hours {
                forces.advance(pairs.bodies, duration: 6)
                pressure.advance(pressed.bodies, duration: 6)
            }
            #expect(abs(width(pressed) / width(pairs) - 1) < 0.05, "\(start) to \(width(pressed)) in place of \(width(pairs))")
        }
        #expect(width(pressed) > 1.1 * start)
    }

    @Test func cohortsInOnePlaceSpread() {
        let (crowd, space) = (Crowd(800, seed: 2), Space(size: SIMD3(600, 600, 15), isFlat: true))
        for i in 0..<800 {
            crowd.place(i, SIMD3(200 + 8 * Double(i % 400 % 20) + 90 * Double(i / 400), 220 + 8 * Double(i % 400 / 20), 7.5))
        }
        let mechanics = PressureMechanics(space: space, pool: pool)
        mechanics.advance(crowd.bodies, duration: 0.001)
        let (start, before) = (width(crowd), mean(crowd.pressure, 800))
        for _ in 0..<240 { mechanics.advance(crowd.bodies, duration: 6) }
        #expect(
            width(crowd) > 1.3 * start && mean(crowd.pressure, 800) < 0.05 * before,
            "\(start) \(width(crowd)) \(before) \(mean(crowd.pressure, 800))")
    }

    /// A long step is as stable as many short ones, and ends nearly where they do.
    @Test func longStepsAreStable() {
        let ((long, space), (short, _)) = (doubled(isFlat: true), doubled(isFlat: true))
        let mechanics = PressureMechanics(space: space, pool: pool)
        for _ in 0..<4 { mechanics.advance(long.bodies, duration: 60) }
        for _ in 0..<240 { mechanics.advance(short.bodies, duration: 1) }
        #expect(abs(width(long) / width(short) - 1) < 0.02, "\(width(long)) in place of \(width(short))")
    }

    /// Walkers squeeze through packed tissue about as fast as among pairs.
    @Test(arguments: [(0.1, 8.4, 1.0), (10.0, 4.2, 3.0), (10.0, 8.4, 0.5)]) func walkersPass(
        repulsion: Double, radius: Double, speed: Double
    ) {
        func run(_ method: MechanicsBenchmark.Method) -> Double {
            let (crowd, space) = packing(1, isFlat: false, adhesion: 0.4)
            for i in 0..<8 { (crowd.radius[i], crowd.repulsion[i], crowd.adhesion[i], crowd.walkX[i]) = (radius, repulsion, 0, speed) }
            let mechanics: any CellMechanics =
                method == .pairs ? Mechanics(space: space, pool: pool) : PressureMechanics(space: space, pool: pool)
            var walked = 0.0
            for _ in 0..<10 {
                let start = crowd.positions
                _ = mechanics.advance(crowd.bodies, duration: 6)
                for i in 0..<8 { walked += Crowd.difference(crowd.position(i), start[i], space).x / 8 }
            }
            return walked / 60
        }
        let (pairs, pressure) = (run(.pairs), run(.pressure))
        #expect(abs(pressure - pairs) < 0.2 * speed, "\(pressure) in place of \(pairs) µm/min")
    }
}
