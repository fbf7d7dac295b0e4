/// The cells of one type that exchange, with the voxel that each is in: by row of the grid, and within a row in their own order.
final class Occupants {
    struct Place {
        /// In the table of the type.
        var row: Int32
        var voxel: Int32
        /// Where the solver keeps the voxel.
        var slot: Int32
        /// What part of the voxel the cell fills.
        var share: Double
    }

    private var places = Buffer<Place>()
    /// Voxel of each row of the type's table, or -1 for a cell that exchanges nothing.
    private var voxels = Buffer<Int32>()
    /// Where each row's cells start.
    private let starts: UnsafeMutablePointer<Int32>
    private let layout: Layout

    init(_ layout: Layout) {
        self.layout = layout
        starts = .allocate(capacity: layout.rows + 2)
        starts.initialize(repeating: 0, count: layout.rows + 2)
    }

    deinit {
        places.free()
        voxels.free()
        starts.deallocate()
    }

    /// The cells of some rows.
    @inline(__always)
    func places(in rows: Range<Int>) -> UnsafeBufferPointer<Place> {
        let first = Int(starts[rows.lowerBound])
        return UnsafeBufferPointer(start: places.start + first, count: Int(starts[rows.upperBound]) - first)
    }

    /// All cells.
    var all: UnsafeBufferPointer<Place> { places(in: 0..<layout.rows) }

    /// Finds the cells of `kind` again, after they moved.
    ///
    /// - Parameter step: where it is above 0, a cell stands half of the time where it was so long ago, by its mean velocity [min].
    func place(_ kind: CellKind, _ cells: Cells, backBy step: Double = 0) {
        let rows = cells.tables[kind.index].count
        let owners = cells.owners[kind.index][0]
        let (x, y, z, phases) = (cells[.x], cells[.y], cells[.z], cells[.phase])
        let grid = layout.grid
        let ways = step > 0 ? 2 : 1
        voxels.reserve(ways * rows)
        places.reserve(ways * rows)
        let (voxels, places) = (voxels.start, places.start)
        starts.update(repeating: 0, count: layout.rows + 2)
        for row in 0..<rows {
            let cell = Int(owners[row])
            for way in 0..<ways {
                guard kind.isExchanging(Int(phases[cell])) else {
                    voxels[way * rows + row] = -1
                    continue
                }
                var p = SIMD3(x[cell], y[cell], z[cell])
                if way == 1 { p -= SIMD3(cells[.walkX][cell], cells[.walkY][cell], cells[.walkZ][cell]) * step }
                let voxel = grid.voxel(at: p)
                voxels[way * rows + row] = Int32(truncatingIfNeeded: voxel)
                starts[layout.row(of: voxel) + 2] += 1
            }
        }
        for row in 0..<layout.rows { starts[row + 2] += starts[row + 1] }
        let voxelVolume = grid.voxelVolume * Double(ways)
        for way in 0..<ways {
            for row in 0..<rows where voxels[way * rows + row] >= 0 {
                let voxel = Int(voxels[way * rows + row])
                let line = layout.row(of: voxel)
                places[Int(starts[line + 1])] = Place(
                    row: Int32(truncatingIfNeeded: row), voxel: voxels[way * rows + row],
                    slot: Int32(truncatingIfNeeded: layout.slot(of: voxel)),
                    share: cells.exchangeVolume(Int(owners[row])) / voxelVolume)
                starts[line + 1] += 1
            }
        }
    }
}
