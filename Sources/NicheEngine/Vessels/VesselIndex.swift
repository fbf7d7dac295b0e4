/// Finds the segments near a point: lists of segments by the voxel of their middle.
final class VesselIndex {
    private struct Entry {
        var type: Int32
        var row: Int32
        var middle: SIMD3<Double>
    }

    private let grid: Grid
    private let starts: UnsafeMutablePointer<Int32>
    private var entries = Buffer<Entry>()
    private var count = 0

    init(_ grid: Grid) {
        self.grid = grid
        starts = .allocate(capacity: grid.count + 2)
        starts.initialize(repeating: 0, count: grid.count + 2)
    }

    deinit {
        starts.deallocate()
        entries.free()
    }

    func rebuild(_ vessels: [Vessels]) {
        let before = count
        count = vessels.reduce(0) { $0 + $1.count }
        if before == 0, count == 0 { return }
        entries.reserve(count)
        starts.update(repeating: 0, count: grid.count + 2)
        // Two places ahead: counting leaves the starts one ahead, and filling moves them to where they belong.
        for list in vessels { for row in 0..<list.count { starts[grid.voxel(at: list.middle(row)) + 2] += 1 } }
        for voxel in 0..<grid.count { starts[voxel + 2] += starts[voxel + 1] }
        for (type, list) in vessels.enumerated() {
            for row in 0..<list.count {
                let middle = list.middle(row)
                let voxel = grid.voxel(at: middle)
                entries.start[Int(starts[voxel + 1])] = Entry(type: Int32(type), row: Int32(row), middle: middle)
                starts[voxel + 1] += 1
            }
        }
    }

    /// Calls `body` with every segment whose middle lies within `distance`, in order of voxel, type and row.
    @inline(__always)
    func forEach(near p: SIMD3<Double>, within distance: Double, _ body: (_ type: Int, _ row: Int, _ distance: Double) -> Void) {
        if count == 0 { return }
        let (grid, starts, entries) = (grid, starts, entries.start)
        let low = grid.place(of: p - distance), high = grid.place(of: p + distance)
        for k in low.z...high.z {
            for j in low.y...high.y {
                // Voxels along x lie in a row, and so do their lists.
                let row = grid.index(0, j, k)
                for e in Int(starts[row + low.x])..<Int(starts[row + high.x + 1]) {
                    var d = entries[e].middle - p
                    if grid.isSlice { d.z = 0 }
                    let length = (d * d).sum().squareRoot()
                    if length <= distance { body(Int(entries[e].type), Int(entries[e].row), length) }
                }
            }
        }
    }
}

extension Grid {
    /// Indices of the voxel that holds a point, or of the nearest one.
    @inline(__always)
    fileprivate func place(of p: SIMD3<Double>) -> SIMD3<Int> {
        func index(_ axis: Int, _ count: Int) -> Int { min(max(Int((p[axis] / spacing[axis]).rounded(.down)), 0), count - 1) }
        return SIMD3(index(0, nx), index(1, ny), index(2, nz))
    }
}
