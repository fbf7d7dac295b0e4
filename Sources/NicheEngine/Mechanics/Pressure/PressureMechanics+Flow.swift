/// From how hard the nodes push to how the tissue flows.
extension PressureMechanics {
    /// Puts the velocity over s and the packing fraction where the nodes held their sums, and keeps Σ s φ in place of the excess.
    func flow() {
        let (grid, nodes, push, strength, isHeld) = (grid, nodes, push, excess, isHeld)
        let (ys, zs) = (PackingGrid.inner(grid.shape.y), PackingGrid.inner(grid.shape.z))
        let half = -0.5 * grid.inverse
        pool.forEachTile(of: ys.count * zs.count, size: Self.rows) { rows in
            for row in rows {
                let (y, z) = (ys.lowerBound &+ row % ys.count, zs.lowerBound &+ row / ys.count)
                guard isHeld[y &+ z &* grid.shape.y] else { continue }
                func start(_ y: Int, _ z: Int) -> Int { grid.stride &* (y &+ grid.shape.y &* z) }
                let own = start(y, z)
                let before = push + start(PackingGrid.beside(y, -1, grid.shape.y, grid.wraps.y), z)
                let behind = push + start(PackingGrid.beside(y, 1, grid.shape.y, grid.wraps.y), z)
                let below = grid.isFlat ? push + own : push + start(y, PackingGrid.beside(z, -1, grid.shape.z, grid.wraps.z))
                let above = grid.isFlat ? push + own : push + start(y, PackingGrid.beside(z, 1, grid.shape.z, grid.wraps.z))
                let (mine, sums) = (push + own, nodes + own)
                if grid.wraps.x {
                    mine[0] = mine[grid.shape.x &- 2]
                    mine[grid.shape.x &- 1] = mine[1]
                }
                for x in 1..<grid.shape.x &- 1 {
                    let gradient = SIMD4(
                        (mine[x &+ 1] - mine[x &- 1]) * half.x, (behind[x] - before[x]) * half.y, (above[x] - below[x]) * half.z, 0)
                    var flow = SIMD4<Double>(0, 0, 0, sums[x].x)
                    if sums[x].y > 0 { flow += gradient * (1 / sums[x].y) }
                    strength[own &+ x] = sums[x].y
                    sums[x] = flow
                }
            }
        }
        copyEnds()
    }
}
