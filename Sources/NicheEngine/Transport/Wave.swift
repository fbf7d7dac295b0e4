/// Several stages of work over the layers of a grid, in one pass over memory.
///
/// Stage s of a row needs stage s - 1 of the row and of those beside it, in its own layer and in the next ones. A block of rows goes
/// through all layers, each stage a layer and a row behind the one before, so that numbers are still in the cache when their next
/// stage comes. Tiles of layers are done side by side: towards the next tile later stages stop short, and what is left open there is
/// done when both are through. The order is free otherwise: no stage may write what the same stage of another row reads.
struct Wave {
    let layers: Int
    let rowsPerLayer: Int
    let stages: Int
    /// Layers of a tile and rows of a block; fewer than the stages are not cut.
    let tile: Int
    let block: Int

    /// - Parameter body: does a stage of some rows of a layer.
    func run(_ pool: Pool, _ body: (_ stage: Int, _ layer: Int, _ rows: Range<Int>) -> Void) {
        let tiles = max(1, layers / max(tile, 2 * stages))
        guard tiles > 1 else { return sweep(0, layers, body) }
        pool.run(tiles) { tile in sweep(tile * layers / tiles, (tile + 1) * layers / tiles, body) }
        pool.run(tiles - 1) { tile in
            let seam = (tile + 1) * layers / tiles
            for stage in 1..<stages {
                for layer in seam - stage..<seam + stage { body(stage, layer, 0..<rowsPerLayer) }
            }
        }
    }

    private func sweep(_ first: Int, _ end: Int, _ body: (Int, Int, Range<Int>) -> Void) {
        let blocks = max(1, rowsPerLayer / max(block, stages))
        for block in 0..<blocks {
            let (low, high) = (block * rowsPerLayer / blocks, (block + 1) * rowsPerLayer / blocks)
            for step in first..<end + stages - 1 {
                for stage in max(0, step - end + 1)..<stages {
                    let layer = step - stage
                    if layer < (first == 0 ? 0 : first + stage) { break }
                    if layer >= (end == layers ? end : end - stage) { continue }
                    body(stage, layer, (block == 0 ? 0 : low - stage)..<(block == blocks - 1 ? high : high - stage))
                }
            }
        }
    }
}
