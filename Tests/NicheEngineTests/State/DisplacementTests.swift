import NicheMath
import Testing

@testable import NicheEngine

@Suite("How cells near a segment were pushed")
struct DisplacementTests {
    @Test("all in reach tell, and what they walk is not in it", arguments: [false, true], [1, 3])
    func pushes(isFlat: Bool, threads: Int) throws {
        var draws = Draws(seed: 4, key: 1, tick: 1, event: 1)
        let cells = Cells(widths: [1])
        let size = SIMD3(300.0, 200, isFlat ? 20 : 160)
        func point() -> SIMD3<Double> { SIMD3(draws.uniform(0, size.x), draws.uniform(0, size.y), draws.uniform(0, size.z)) }
        for i in 1...500 { _ = cells.append(type: 0, id: UInt64(i), key: 0, at: point(), entered: 0) }
        let pool = Pool(threads: threads)
        defer { pool.close() }
        let displacement = Displacement(pool: pool)
        displacement.note(cells, Space(size: size, isFlat: isFlat))
        let before = (0..<cells.count).map(cells.position)
        var pushed: [SIMD3<Double>] = []
        for cell in 0..<cells.count {
            let (push, walk) = (SIMD3(draws.uniform(-3, 3), draws.uniform(-3, 3), draws.uniform(-3, 3)), point() / 100)
            (cells[.walkX][cell], cells[.walkY][cell], cells[.walkZ][cell]) = (walk.x, walk.y, walk.z)
            cells.setPosition(cell, before[cell] + push + walk * 6)
            pushed.append(push)
        }
        displacement.measure(cells, 6)
        var total = 0
        for _ in 0..<50 {
            let p = point()
            let near = before.indices.filter { cell in
                var d = before[cell] - p
                if isFlat { d.z = 0 }
                return (d * d).sum() < 30 * 30
            }
            var found: [(place: SIMD3<Double>, push: SIMD3<Double>)] = []
            displacement.view.forEach(near: p, isFlat: isFlat) { found.append(($0, $1)) }
            #expect(found.count == near.count)
            total += near.count
            for cell in near {
                let one = try #require(found.first { $0.place == before[cell] })
                let off = one.push - pushed[cell]
                #expect((off * off).sum() < 1e-20)
            }
        }
        #expect(total > 100)
    }
}
