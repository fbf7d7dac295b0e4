import Testing

@testable import NicheEngine

@Suite struct StridesTests {
    let pool = Pool(threads: 1)

    /// A walker that crosses a packed layer ends where steps of 0.01 min lead it, though a sub-step would carry it over a whole cell.
    @Test func walkersAreNotCarriedThroughOthers() {
        func layer() -> Crowd {
            let crowd = Crowd(37)
            for i in 0..<36 { crowd.place(i, SIMD3(400 + Double(i % 6) * 17, 400 + Double(i / 6) * 17, 50)) }
            crowd.place(36, SIMD3(380, 441, 50))
            crowd.walkX[36] = 8
            crowd.radius[36] = 5
            return crowd
        }
        let space = Space(size: SIMD3(1000, 1000, 100), isFlat: true)
        let (coarse, fine) = (layer(), layer())
        let mechanics = Mechanics(space: space, pool: pool)
        let outcome = mechanics.advance(coarse.bodies, duration: 6)
        for _ in 0..<600 { mechanics.advance(fine.bodies, duration: 0.01) }
        let apart = coarse.position(36) - fine.position(36)
        #expect(outcome.substeps < 20)
        #expect(coarse.position(36).x > 385 && coarse.position(36).x < 428)
        #expect((apart * apart).sum().squareRoot() < 3, "off by \(apart) after \(outcome.substeps) sub-steps")
    }

    /// Whose strides meet nobody walk exactly, in any number of them, around a periodic end too.
    @Test func freeStridesAddUp() {
        let crowd = Crowd(1)
        crowd.place(0, SIMD3(95, 50, 50))
        crowd.walkX[0] = 4
        let space = Space(size: SIMD3(repeating: 100), walls: [.periodic, .closed, .closed])
        Mechanics(space: space, pool: pool).advance(crowd.bodies, duration: 6)
        #expect(abs(crowd.x[0] - 19) < 1e-9)
    }
}
