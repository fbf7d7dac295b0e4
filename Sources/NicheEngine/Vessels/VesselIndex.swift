/// Finds the segments near a point: lists of segments by the voxel of their middle.
///
/// Most points of a tissue are farther than a voxel from any. One byte tells that.
final class VesselIndex {
    /// What is known of a segment here, so that nobody has to ask the vessels, whose references threads would count against each other.
    struct Entry {
        var type: Int32
        var row: Int32
        /// [µm]
        var radius: Double
        var middle: SIMD3<Double>
    }

    private let grid: Grid
    private let starts: UnsafeMutablePointer<Int32>
    private var entries = Buffer<Entry>()
    private var count = 0
    /// By voxel: whether the middle of a segment lies in it or in one beside it.
    private let isBeside: UnsafeMutablePointer<Bool>
    private let narrowest: Double
    /// The largest radius of a segment [µm].
    private(set) var widest = 0.0

    init(_ grid: Grid) {
        self.grid = grid
        starts = .allocate(capacity: grid.count + 2)
        starts.initialize(repeating: 0, count: grid.count + 2)
        isBeside = .allocate(capacity: grid.count)
        isBeside.initialize(repeating: false, count: grid.count)
        narrowest = grid.spacing.min()
    }

    deinit {
        starts.deallocate()
        isBeside.deallocate()
        entries.free()
    }

    func rebuild(_ vessels: [Vessels]) {
        let before = count
        count = vessels.reduce(0) { $0 + $1.count }
        if before == 0, count == 0 { return }
        entries.reserve(count)
        starts.update(repeating: 0, count: grid.count + 2)
        isBeside.update(repeating: false, count: grid.count)
        widest = 0
        // Two places ahead: counting leaves the starts one ahead, and filling moves them to where they belong.
        for list in vessels { for row in 0..<list.count { starts[grid.voxel(at: list.middle(row)) + 2] += 1 } }
        for voxel in 0..<grid.count { starts[voxel + 2] += starts[voxel + 1] }
        for (type, list) in vessels.enumerated() {
            for row in 0..<list.count {
                let middle = list.middle(row)
                let voxel = grid.voxel(at: middle)
                entries.start[Int(starts[voxel + 1])] = Entry(
                    type: Int32(type), row: Int32(row), radius: list[.radius][row], middle: middle)
                starts[voxel + 1] += 1
                widest = max(widest, list[.radius][row])
                mark(around: grid.place(of: middle))
            }
        }
    }

    private func mark(around place: SIMD3<Int>) {
        for k in max(place.z - 1, 0)...min(place.z + 1, grid.nz - 1) {
            for j in max(place.y - 1, 0)...min(place.y + 1, grid.ny - 1) {
                for i in max(place.x - 1, 0)...min(place.x + 1, grid.nx - 1) { isBeside[grid.index(i, j, k)] = true }
            }
        }
    }

    /// Calls `body` with every segment whose middle lies within `distance`, in order of voxel, type and row.
    @inline(__always)
    func forEach(near p: SIMD3<Double>, within distance: Double, _ body: (_ segment: Entry, _ distance: Double) -> Void) {
        if count == 0 || distance <= narrowest && !isBeside[grid.voxel(at: p)] { return }
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
                    if length <= distance { body(entries[e], length) }
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
