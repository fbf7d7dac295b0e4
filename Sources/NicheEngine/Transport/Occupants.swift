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
    /// Where each row's cells start.
    private let starts: UnsafeMutablePointer<Int32>
    private let layout: Layout
    private let pool: Pool
    private let pad: Scratchpad
    /// In how many voxels a cell stands at a time.
    private(set) var ways = 1

    /// - Parameter pad: where the places stand, until it is cleared.
    init(_ layout: Layout, pool: Pool, pad: Scratchpad) {
        self.layout = layout
        self.pool = pool
        self.pad = pad
        places = pad.room(0)
        starts = .allocate(capacity: layout.rows + 1)
        starts.initialize(repeating: 0, count: layout.rows + 1)
    }

    deinit { starts.deallocate() }

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
        places = pad.room(ways * rows)
        let placing = Placing(
            rows: rows, step: step, owners: cells.owners[kind.index][0], phases: cells[.phase], cells: cells,
            x: cells[.x], y: cells[.y], z: cells[.z], kind: kind, layout: layout, voxelVolume: layout.grid.voxelVolume * Double(ways),
            voxels: pad.room(ways * rows), places: places)
        CountingSort(pool: pool, pad: pad).sort(placing, ways * rows, keys: pad.room(ways * rows), of: layout.rows, starts: starts)
    }

    /// The cells of a type, first where they are and then where they were, as they are sorted by row of the grid.
    private struct Placing: CountingSort.Things {
        let rows: Int
        let step: Double
        let owners, phases: UnsafePointer<Int32>
        let cells: Cells
        let x, y, z: UnsafePointer<Double>
        let kind: CellKind
        let layout: Layout
        let voxelVolume: Double
        let voxels: UnsafeMutablePointer<Int32>
        let places: UnsafeMutablePointer<Place>

        @inline(__always)
        func key(_ n: Int) -> Int {
            let cell = Int(owners[n < rows ? n : n - rows])
            guard kind.isExchanging(Int(phases[cell])) else { return -1 }
            var p = SIMD3(x[cell], y[cell], z[cell])
            if n >= rows { p -= cells.walk(cell) * step }
            let voxel = layout.grid.voxel(at: p)
            voxels[n] = Int32(truncatingIfNeeded: voxel)
            return layout.row(of: voxel)
        }

        @inline(__always)
        func put(_ n: Int, at place: Int) {
            let row = n < rows ? n : n - rows
            places[place] = Place(
                row: Int32(truncatingIfNeeded: row), voxel: voxels[n], slot: Int32(truncatingIfNeeded: layout.slot(of: Int(voxels[n]))),
                share: cells.exchangeVolume(Int(owners[row])) / voxelVolume)
        }
    }
}
