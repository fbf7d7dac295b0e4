import Testing

@testable import NicheEngine

@Suite struct WallTests {
    let pool = Pool(threads: 1)

    private func walker(at p: SIMD3<Double>, _ walk: SIMD3<Double>, _ wall: Wall, isFlat: Bool = false, for duration: Double) -> Crowd {
        let crowd = Crowd(1)
        crowd.place(0, p)
        (crowd.walkX[0], crowd.walkY[0], crowd.walkZ[0]) = (walk.x, walk.y, walk.z)
        let space = Space(size: SIMD3(100, 80, 60), isFlat: isFlat, walls: [wall, wall, wall])
        Mechanics(space: space, pool: pool).advance(crowd.bodies, duration: duration)
        return crowd
    }

    @Test func freeBodiesWalkExactly() {
        for wall in [Wall.closed, .open, .periodic, .wall] {
            let crowd = walker(at: SIMD3(50, 40, 30), SIMD3(1.5, -2, 0.25), wall, for: 4)
            #expect(crowd.position(0) == SIMD3(56, 32, 31) && crowd.pressure[0] == 0)
        }
    }

    @Test func closedEndsReflect() {
        #expect(walker(at: SIMD3(95, 40, 2), SIMD3(2, 0, -1), .closed, for: 5).position(0) == SIMD3(95, 40, 3))
        #expect(walker(at: SIMD3(50, 40, 30), SIMD3(300, -200, 0), .closed, for: 1).position(0) == SIMD3(0, 80, 30))
    }

    /// Who starts outside is brought back first, and is then felt by the others.
    @Test func strayBodiesAreBroughtBack() {
        for (wall, x) in [(Wall.closed, 5.0), (.periodic, 95.0), (.wall, 0.0), (.open, -5.0)] {
            let crowd = Crowd(2)
            crowd.place(0, SIMD3(-5, 40, 30))
            crowd.place(1, SIMD3(x, 44, 30))
            let space = Space(size: SIMD3(100, 80, 60), walls: [wall, wall, wall])
            Mechanics(space: space, pool: pool).advance(crowd.bodies, duration: 0.01)
            #expect(abs(crowd.x[0] - x) < 0.2 && crowd.y[0] < 40 && crowd.y[1] > 44)
        }
    }

    @Test func openEndsLetGo() {
        #expect(walker(at: SIMD3(95, 40, 30), SIMD3(2, 0, -10), .open, for: 5).position(0) == SIMD3(105, 40, -20))
    }

    @Test func periodicEndsLeadAround() {
        #expect(walker(at: SIMD3(95, 1, 30), SIMD3(2, -1, 0), .periodic, for: 5).position(0) == SIMD3(5, 76, 30))
        #expect(walker(at: SIMD3(50, 40, 30), SIMD3(350, -200, 0), .periodic, for: 1).position(0) == SIMD3(0, 0, 30))
    }

    @Test func flatSpacesKeepZ() {
        #expect(walker(at: SIMD3(50, 40, 30), SIMD3(1, 1, 9), .periodic, isFlat: true, for: 50).position(0) == SIMD3(0, 10, 30))
    }

    @Test func wallsPushBackAndHold() {
        let pushed = walker(at: SIMD3(2, 40, 30), SIMD3(), .wall, for: 1e3)
        #expect(pushed.x[0] > 8.3 && pushed.x[0] < 8.4 && pushed.y[0] == 40)
        #expect(walker(at: SIMD3(50, 40, 30), SIMD3(900, 0, 0), .wall, for: 1).position(0) == SIMD3(100, 40, 30))
        // A steady walk comes to rest where the wall pushes as hard: 10 (1 - d/r)² = 2.5.
        let leaning = walker(at: SIMD3(50, 40, 10), SIMD3(0, 0, -2.5), .wall, for: 3)
        #expect(leaning.z[0] > 0)
        let space = Space(size: SIMD3(100, 80, 60), walls: [.wall, .wall, .wall])
        for _ in 0..<200 { Mechanics(space: space, pool: pool).advance(leaning.bodies, duration: 0.5) }
        #expect(abs(leaning.z[0] - 4.2) < 1e-9)
    }

    @Test func neighboursAreFeltAroundPeriodicEnds() {
        let crowd = Crowd(2)
        crowd.place(0, SIMD3(1, 79, 30))
        crowd.place(1, SIMD3(95, 3, 30))
        let space = Space(size: SIMD3(100, 80, 60), walls: [.periodic, .periodic, .periodic])
        let mechanics = Mechanics(space: space, pool: pool)
        mechanics.evaluate(crowd.bodies, crowd.vx, crowd.vy, crowd.vz)
        #expect(crowd.vx[0] > 0 && crowd.vy[0] < 0 && crowd.vx[1] == -crowd.vx[0] && crowd.vy[1] == -crowd.vy[0])
        for _ in 0..<20 { mechanics.advance(crowd.bodies, duration: 60) }
        let r = Crowd.difference(crowd.position(0), crowd.position(1), space)
        let (a, b) = (10.0.squareRoot(), 0.4.squareRoot())
        #expect(abs((r * r).sum().squareRoot() - 16.8 * (a - b) / (a - b / 1.25)) < 1e-9)
    }
}
