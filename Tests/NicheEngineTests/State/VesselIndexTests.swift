import NicheMath
import Testing

@testable import NicheEngine

@Suite("Segments near a point")
struct VesselIndexTests {
    @Test("are all found, in order of voxel, type and row", arguments: [1, 9]) func found(nz: Int) {
        let grid = Grid(nx: 14, ny: 11, nz: nz, spacing: SIMD3(20, 25, 20))
        var draws = Draws(seed: 3, key: 1, tick: 1, event: 1)
        func point() -> SIMD3<Double> {
            SIMD3(draws.uniform(-10, grid.size.x + 10), draws.uniform(-10, grid.size.y + 10), draws.uniform(0, grid.size.z))
        }
        let index = VesselIndex(grid)
        for round in 0..<20 {
            let vessels = (0..<3).map { _ in Vessels(map: ColumnMap(), radius: 5) }
            for list in vessels where round > 0 {
                for i in 0..<draws.int(below: 60) {
                    let p = point()
                    _ = list.append(id: UInt64(i), key: 0, from: p, to: p, isOpen: true, time: 0)
                }
            }
            index.rebuild(vessels)
            for query in 0..<100 {
                // Short reaches are answered from the voxel alone where no segment is beside it.
                let (p, reach) = (point(), query % 2 == 0 ? draws.uniform(5, 20) : draws.uniform(20, 70))
                var expected: [[Int]] = []
                for (type, list) in vessels.enumerated() {
                    for row in 0..<list.count {
                        var d = list.middle(row) - p
                        if grid.isSlice { d.z = 0 }
                        if (d * d).sum().squareRoot() <= reach { expected.append([grid.voxel(at: list.middle(row)), type, row]) }
                    }
                }
                var given: [[Int]] = []
                index.forEach(near: p, within: reach) { segment, _ in
                    given.append([grid.voxel(at: segment.middle), Int(segment.type), Int(segment.row)])
                }
                #expect(given == expected.sorted { $0.lexicographicallyPrecedes($1) })
            }
        }
    }
}
