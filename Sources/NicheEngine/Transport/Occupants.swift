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

    private var places: UnsafeMutablePointer<Place>
    /// Voxel of each row of the type's table, or -1 for a cell that exchanges nothing.
    private var voxels: UnsafeMutablePointer<Int32>
    /// Where each row's cells start.
    private let starts: UnsafeMutablePointer<Int32>
    /// By chunk of cells, how many of them are in each row of the grid; then where those start.
    private var counts = Buffer<Int32>()
    private let layout: Layout
    private let pool: Pool
    private let pad: Scratchpad
    /// In how many voxels a cell stands at a time.
    private(set) var ways = 1

    /// With fewer cells than that one thread places them [cells].
    private static let least = 16_384

    /// - Parameter pad: where the places stand, until it is cleared.
    init(_ layout: Layout, pool: Pool, pad: Scratchpad) {
        self.layout = layout
        self.pool = pool
        self.pad = pad
        (places, voxels) = (pad.room(0), pad.room(0))
        starts = .allocate(capacity: layout.rows + 1)
        starts.initialize(repeating: 0, count: layout.rows + 1)
    }

    deinit {
        counts.free()
        starts.deallocate()
    }

    /// The cells of some rows.
    @inline(__always)
    func places(in rows: Range<Int>) -> UnsafeBufferPointer<Place> {
        let first = Int(starts[rows.lowerBound])
        return UnsafeBufferPointer(start: places + first, count: Int(starts[rows.upperBound]) - first)
    }

    /// All cells.
    var all: UnsafeBufferPointer<Place> { places(in: 0..<layout.rows) }

    /// Calls `body` with all cells, those of different tiles side by side where each stands in one voxel.
    /// - Parameter pool: the solver's, which is one thread where substances are solved side by side.
    @inline(__always)
    func forEachTile(_ pool: Pool, _ body: (Slice<UnsafeBufferPointer<Place>>) -> Void) {
        let all = all
        if ways > 1 { return body(all[...]) }
        pool.forEachTile(of: all.count, size: 4096) { body(all[$0]) }
    }

    /// Finds the cells of `kind` again, after they moved.
    ///
    /// - Parameter step: where it is above 0, a cell stands half of the time where it was so long ago, by its mean velocity [min].
    func place(_ kind: CellKind, _ cells: Cells, backBy step: Double = 0) {
        let rows = cells.tables[kind.index].count
        ways = step > 0 ? 2 : 1
        voxels = pad.room(ways * rows)
        places = pad.room(ways * rows)
        let chunks = rows < Self.least ? 1 : min(pool.threads, 8)
        counts.reserve(chunks * layout.rows)
        counts.start.update(repeating: 0, count: chunks * layout.rows)
        let size = (ways * rows + chunks - 1) / chunks
        func range(_ chunk: Int) -> Range<Int> { min(chunk * size, ways * rows)..<min((chunk + 1) * size, ways * rows) }
        pool.run(chunks) { locate(range($0), rows, kind, cells, backBy: step, counts.start + $0 * layout.rows) }
        // By row of the grid, then chunk by chunk: the order is that of the cells, however many chunks there are.
        var total: Int32 = 0
        for line in 0..<layout.rows {
            starts[line] = total
            for chunk in 0..<chunks {
                let number = counts.start[chunk * layout.rows + line]
                counts.start[chunk * layout.rows + line] = total
                total += number
            }
        }
        starts[layout.rows] = total
        pool.run(chunks) { settle(range($0), rows, kind, cells, from: counts.start + $0 * layout.rows) }
    }

    /// Finds the voxels of some cells, each way after the other, and counts them by row of the grid.
    private func locate(
        _ range: Range<Int>, _ rows: Int, _ kind: CellKind, _ cells: Cells, backBy step: Double, _ counts: UnsafeMutablePointer<Int32>
    ) {
        let (owners, voxels, grid) = (cells.owners[kind.index][0], voxels, layout.grid)
        let (x, y, z, phases) = (cells[.x], cells[.y], cells[.z], cells[.phase])
        for n in range {
            let cell = Int(owners[n < rows ? n : n - rows])
            guard kind.isExchanging(Int(phases[cell])) else {
                voxels[n] = -1
                continue
            }
            var p = SIMD3(x[cell], y[cell], z[cell])
            if n >= rows { p -= SIMD3(cells[.walkX][cell], cells[.walkY][cell], cells[.walkZ][cell]) * step }
            let voxel = grid.voxel(at: p)
            voxels[n] = Int32(truncatingIfNeeded: voxel)
            counts[layout.row(of: voxel)] += 1
        }
    }

    /// Puts the same cells where they belong.
    private func settle(_ range: Range<Int>, _ rows: Int, _ kind: CellKind, _ cells: Cells, from starts: UnsafeMutablePointer<Int32>) {
        let (owners, voxels, places) = (cells.owners[kind.index][0], voxels, places)
        let voxelVolume = layout.grid.voxelVolume * Double(ways)
        for n in range where voxels[n] >= 0 {
            let row = n < rows ? n : n - rows
            let voxel = Int(voxels[n])
            let line = layout.row(of: voxel)
            places[Int(starts[line])] = Place(
                row: Int32(truncatingIfNeeded: row), voxel: voxels[n], slot: Int32(truncatingIfNeeded: layout.slot(of: voxel)),
                share: cells.exchangeVolume(Int(owners[row])) / voxelVolume)
            starts[line] += 1
        }
    }
}
