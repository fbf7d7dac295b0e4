/// Where a point lies between the centres of eight voxels, four in a slice.
struct Corner {
    /// Voxel of the lowest centre.
    var index: Int
    /// From there to the next along each axis, in voxels of the grid's order; 0 along an axis with one layer.
    var step: SIMD3<Int>
    /// How far the point is from the lowest centre to the next.
    var weight: SIMD3<Double>

    /// The corner of a point; beyond the outermost centres that of the nearest point between them.
    /// - Parameter isSharp: the voxel that holds the point, alone.
    @inline(__always)
    init(_ p: SIMD3<Double>, _ grid: Grid, isSharp: Bool = false) {
        if isSharp {
            self.init(voxelOf: p, grid)
            return
        }
        self.init(
            Interval(p.x, grid.spacing.x, grid.nx), Interval(p.y, grid.spacing.y, grid.ny), Interval(p.z, grid.spacing.z, grid.nz), grid)
    }

    @inline(__always)
    init(_ x: Interval, _ y: Interval, _ z: Interval, _ grid: Grid) {
        index = x.low + grid.nx * (y.low + grid.ny * z.low)
        step = SIMD3(grid.nx > 1 ? 1 : 0, grid.ny > 1 ? grid.nx : 0, grid.nz > 1 ? grid.nx * grid.ny : 0)
        weight = SIMD3(x.weight, y.weight, z.weight)
    }

    @inline(__always)
    private init(voxelOf p: SIMD3<Double>, _ grid: Grid) {
        (index, step, weight) = (grid.voxel(at: p), SIMD3(), SIMD3())
    }

    /// Two centres along an axis.
    struct Interval {
        var low: Int
        var weight: Double

        @inline(__always)
        init(_ value: Double, _ spacing: Double, _ count: Int) {
            if count == 1 {
                (low, weight) = (0, 0)
                return
            }
            let q = min(max(value / spacing - 0.5, 0), Double(count - 1))
            low = min(Int(q), count - 2)
            weight = q - Double(low)
        }
    }

    /// A field there, trilinear between the centres.
    @inline(__always)
    func sample(_ values: UnsafePointer<Double>) -> Double {
        let (i, w) = (index, weight)
        let (dx, dy, dz) = (step.x, step.y, step.z)
        let low =
            (values[i] * (1 - w.x) + values[i + dx] * w.x) * (1 - w.y) + (values[i + dy] * (1 - w.x) + values[i + dx + dy] * w.x) * w.y
        if dz == 0 { return low }
        let j = i + dz
        let high =
            (values[j] * (1 - w.x) + values[j + dx] * w.x) * (1 - w.y) + (values[j + dy] * (1 - w.x) + values[j + dx + dy] * w.x) * w.y
        return low * (1 - w.z) + high * w.z
    }
}
