import Synchronization
import Testing

@testable import NicheEngine

/// What a stage may rely on when its turn comes.
@Suite struct WaveTests {
    @Test(arguments: [(1, 40), (3, 7), (40, 1), (41, 30), (64, 9)] as [(Int, Int)], [1, 3])
    func everyStageComesOnceAndAfterThoseItNeeds(shape: (layers: Int, rows: Int), threads: Int) {
        let pool = Pool(threads: threads)
        defer { pool.close() }
        for stages in [1, 2, 5] {
            let wave = Wave(layers: shape.layers, rowsPerLayer: shape.rows, stages: stages, tile: 4, block: 3)
            // The next stage of each row, with a border.
            let width = shape.rows + 2
            let next = UnsafeMutablePointer<Int>.allocate(capacity: (shape.layers + 2) * width)
            next.initialize(repeating: 1_000, count: (shape.layers + 2) * width)
            for layer in 0..<shape.layers { for row in 0..<shape.rows { next[(layer + 1) * width + row + 1] = 0 } }
            defer { next.deallocate() }
            let flaws = Atomic<Int>(0)
            wave.run(pool) { stage, layer, rows in
                for row in rows {
                    let place = (layer + 1) * width + row + 1
                    if next[place] != stage { flaws.add(1, ordering: .relaxed) }
                    for beside in [place - 1, place + 1, place - width, place + width] where stage > 0 && next[beside] < stage {
                        flaws.add(1, ordering: .relaxed)
                    }
                }
                for row in rows { next[(layer + 1) * width + row + 1] = stage + 1 }
            }
            #expect(flaws.load(ordering: .relaxed) == 0)
            for layer in 0..<shape.layers {
                for row in 0..<shape.rows { #expect(next[(layer + 1) * width + row + 1] == stages) }
            }
        }
    }
}
