import NicheModel

/// What part of each voxel is filled by some sort of cells, for each sort that the model asks for.
final class Fillings {
    private let filters: [Filter]
    private let grid: Grid
    /// A number a voxel for each filter.
    private let volumes: UnsafeMutablePointer<Double>

    init(_ model: Model, _ grid: Grid) {
        self.grid = grid
        filters = model.fillings.map { Filter($0, model) }
        volumes = .allocate(capacity: max(1, filters.count * grid.count))
        volumes.initialize(repeating: 0, count: filters.count * grid.count)
    }

    deinit { volumes.deallocate() }

    /// The part of a voxel that is filled, at most 1.
    func part(_ filling: Int, _ voxel: Int) -> Double { min(volumes[filling * grid.count + voxel] / grid.voxelVolume, 1) }

    /// Adds up the cells in each voxel, in their order.
    func measure(_ cells: Cells) {
        guard !filters.isEmpty else { return }
        let (x, y, z, types, phases) = (cells[.x], cells[.y], cells[.z], cells[.type], cells[.phase])
        for filling in filters.indices {
            let volumes = volumes + filling * grid.count
            volumes.update(repeating: 0, count: grid.count)
            for cell in 0..<cells.count where filters[filling].contains(type: Int(types[cell]), phase: Int(phases[cell])) {
                volumes[grid.voxel(at: SIMD3(x[cell], y[cell], z[cell]))] += cells.exchangeVolume(cell)
            }
        }
    }
}
