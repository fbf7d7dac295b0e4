extension Pool {
    /// Runs `body` for tiles of bodies, with the number of the tile: on this thread alone where there are few, because waking the
    /// others would take longer than the work.
    @inline(never)
    func forEachTile(ofBodies count: Int, size: Int, _ body: (Int, Range<Int>) -> Void) {
        let tiles = (count + size - 1) / size
        if count <= 4096 {
            for tile in 0..<tiles { body(tile, tile * size..<min((tile + 1) * size, count)) }
        } else {
            run(tiles) { tile in body(tile, tile * size..<min((tile + 1) * size, count)) }
        }
    }

    /// Brings back who stands outside a wall, before anything is computed.
    func hold(_ bodies: Bodies, in space: Space) {
        forEachTile(ofBodies: bodies.count, size: Mechanics.tile) { _, range in
            for i in range {
                bodies.x[i] = space.held(bodies.x[i], 0)
                bodies.y[i] = space.held(bodies.y[i], 1)
                if !space.isFlat { bodies.z[i] = space.held(bodies.z[i], 2) }
            }
        }
    }
}
