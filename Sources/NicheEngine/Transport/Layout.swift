/// Where the solver keeps a voxel.
struct Layout {
    let grid: Grid
    /// Rows of the grid, places of a half row and of a row, as in `Level`.
    let rows: Int
    let half: Int
    let pitch: Int

    init(_ solver: Multigrid) {
        grid = solver.grid
        rows = solver.levels[0].rows
        half = solver.levels[0].half
        pitch = solver.levels[0].pitch
    }

    @inline(__always)
    func row(of voxel: Int) -> Int { voxel / grid.nx }

    @inline(__always)
    func slot(of voxel: Int) -> Int {
        let row = voxel / grid.nx
        let i = voxel &- row &* grid.nx
        return row &* pitch &+ (i & 1) &* half &+ i / 2
    }
}
