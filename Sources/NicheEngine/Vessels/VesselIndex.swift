/// Finds the segments near a point: lists of segments by the voxel of their middle.
final class VesselIndex {
    private let grid: Grid
    private var starts: [Int32]
    private var entries: [(type: Int32, row: Int32)] = []
    private var vessels: [Vessels] = []

    init(_ grid: Grid) {
        self.grid = grid
        starts = Array(repeating: 0, count: grid.count + 1)
    }

    func rebuild(_ vessels: [Vessels]) {
        self.vessels = vessels
        for i in starts.indices { starts[i] = 0 }
        var voxels: [(Int, Int32, Int32)] = []
        for (type, list) in vessels.enumerated() {
            for row in 0..<list.count { voxels.append((grid.voxel(at: list.middle(row)), Int32(type), Int32(row))) }
        }
        for (voxel, _, _) in voxels { starts[voxel + 1] += 1 }
        for i in 1..<starts.count { starts[i] += starts[i - 1] }
        entries = Array(repeating: (0, 0), count: voxels.count)
        var next = starts
        for (voxel, type, row) in voxels {
            entries[Int(next[voxel])] = (type, row)
            next[voxel] += 1
        }
    }

    /// Calls `body` with every segment whose middle lies within `distance`, in order of voxel, type and row.
    func forEach(near p: SIMD3<Double>, within distance: Double, _ body: (_ type: Int, _ row: Int, _ distance: Double) -> Void) {
        func range(_ axis: Int, _ count: Int) -> ClosedRange<Int> {
            let low = Int(((p[axis] - distance) / grid.spacing[axis]).rounded(.down))
            let high = Int(((p[axis] + distance) / grid.spacing[axis]).rounded(.down))
            return min(max(low, 0), count - 1)...min(max(high, 0), count - 1)
        }
        for k in range(2, grid.nz) {
            for j in range(1, grid.ny) {
                for i in range(0, grid.nx) {
                    let voxel = grid.index(i, j, k)
                    for entry in entries[Int(starts[voxel])..<Int(starts[voxel + 1])] {
                        var d = vessels[Int(entry.type)].middle(Int(entry.row)) - p
                        if grid.isSlice { d.z = 0 }
                        let length = (d * d).sum().squareRoot()
                        if length <= distance { body(Int(entry.type), Int(entry.row), length) }
                    }
                }
            }
        }
    }
}
