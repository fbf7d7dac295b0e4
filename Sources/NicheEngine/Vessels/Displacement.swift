/// Where the cells were before they moved, and how far they were pushed.
///
/// - Complexity: a step sorts 24 bytes a cell into bins, and reads 48 and writes 24 more for the pushes.
final class Displacement {
    /// How far the tissue that carries a segment reaches [µm].
    static let reach = 30.0

    /// By segment.
    var shifts = Buffer<SIMD4<Double>>()
    private let bins: Bins
    private let pool: Pool
    /// Places before, in the order of the bins.
    private var x = Buffer<Double>()
    private var y = Buffer<Double>()
    private var z = Buffer<Double>()
    /// Pushes since, in the same order.
    private var pushX = Buffer<Double>()
    private var pushY = Buffer<Double>()
    private var pushZ = Buffer<Double>()

    init(pool: Pool) {
        bins = Bins(pool: pool)
        self.pool = pool
    }

    deinit {
        for buffer in [x, y, z, pushX, pushY, pushZ] { buffer.free() }
        shifts.free()
    }

    /// Notes where cells are before they move.
    func note(_ cells: Cells, _ space: Space) {
        let count = cells.count
        bins.rebuild(count: count, x: cells[.x], y: cells[.y], z: cells[.z], space: space, width: Self.reach)
        x.reserve(count + 8)
        y.reserve(count + 8)
        z.reserve(count + 8)
        let (order, x, y, z) = (bins.order, x.start, y.start, z.start)
        let (fromX, fromY, fromZ) = (cells[.x], cells[.y], cells[.z])
        pool.forEachTile(of: count, size: 4096) { places in
            for k in places {
                let cell = Int(order[k])
                (x[k], y[k], z[k]) = (fromX[cell], fromY[cell], fromZ[cell])
            }
        }
        // Eight are read at a time, whoever is there.
        for k in count..<count + 8 { (x[k], y[k], z[k]) = (1e100, 1e100, 1e100) }
    }

    /// Measures how far the same cells were pushed in a step of `dt` [min]. What a cell walks by itself is not in it.
    func measure(_ cells: Cells, _ dt: Double) {
        pushX.reserve(bins.count)
        pushY.reserve(bins.count)
        pushZ.reserve(bins.count)
        let (order, x, y, z) = (bins.order, x.start, y.start, z.start)
        let (pushX, pushY, pushZ) = (pushX.start, pushY.start, pushZ.start)
        let (toX, toY, toZ, walkX, walkY, walkZ) = (cells[.x], cells[.y], cells[.z], cells[.walkX], cells[.walkY], cells[.walkZ])
        pool.forEachTile(of: bins.count, size: 4096) { places in
            for k in places {
                let cell = Int(order[k])
                pushX[k] = toX[cell] - x[k] - walkX[cell] * dt
                pushY[k] = toY[cell] - y[k] - walkY[cell] * dt
                pushZ[k] = toZ[cell] - z[k] - walkZ[cell] * dt
            }
        }
    }

    /// A view for the kernels: plain pointers, good until the next step.
    var view: View {
        View(
            grid: bins.grid, starts: bins.binStart, x: x.start, y: y.start, z: z.start, pushX: pushX.start, pushY: pushY.start,
            pushZ: pushZ.start)
    }

    struct View {
        let grid: BinGrid
        let starts: UnsafePointer<Int32>
        let x, y, z, pushX, pushY, pushZ: UnsafeMutablePointer<Double>

        /// Calls `body` with the place and the push of every cell that was within ``reach`` of a point, in the order of the bins.
        @inline(__always)
        func forEach(near p: SIMD3<Double>, isFlat: Bool, _ body: (_ place: SIMD3<Double>, _ push: SIMD3<Double>) -> Void) {
            let square = SIMD8(repeating: Displacement.reach * Displacement.reach)
            let depth: Double = isFlat ? 0 : 1
            grid.forEachRow(near: p, within: Displacement.reach) { first, last in
                var k = Int(starts[first])
                let end = Int(starts[last])
                while k < end {
                    let (dx, dy, dz) = (Eight.load(x + k) - p.x, Eight.load(y + k) - p.y, (Eight.load(z + k) - p.z) * depth)
                    var near = Eight.bits(dx * dx + dy * dy + dz * dz .< square)
                    if end - k < 8 { near &= (1 &<< (end - k)) &- 1 }
                    Eight.forEach(near) { lane in
                        let n = k &+ lane
                        body(SIMD3(x[n], y[n], z[n]), SIMD3(pushX[n], pushY[n], pushZ[n]))
                    }
                    k &+= 8
                }
            }
        }
    }
}
