/// One level of the multigrid: concentrations (on the finest level) or their correction (on the others) and the coefficients.
///
/// Rows are stored in two halves, even places and then odd ones, each padded to a multiple of 8 with at least two spare places.
/// The spare places hold the neighbours across a periodic side: the last of the even half lies just before the odd half and serves
/// as x = -1, the first spare one of either half as x = nx. Values have one more row on each side along y and z for the same end.
final class Level {
    let x: Axis
    let y: Axis
    let z: Axis
    /// Places of a half row, and of a row.
    let half: Int
    let pitch: Int
    /// Rows of the level and how many of them are one thread's tile.
    let rows: Int
    let tile: Int
    var tiles: Int { (rows + tile - 1) / tile }

    let values: UnsafeMutablePointer<Double>
    let loss: UnsafeMutablePointer<Double>
    let source: UnsafeMutablePointer<Double>
    let capacity: UnsafeMutablePointer<Double>?
    /// What of `capacity` is in use.
    var uptake: UnsafeMutablePointer<Double>?
    var saturation = 1.0
    /// See `Stencil.addStiffness`.
    private(set) var stiffnessLimit = 0.0
    /// Whether no two voxels of one colour are neighbours; not so across a periodic axis with an odd count.
    private(set) var isTwoColoured = true
    private(set) var isPeriodic = false

    /// Levels below this many voxels are done by one thread: waking a second costs more than it saves.
    static let serialLimit = 16_384

    init(x: Axis, y: Axis, z: Axis, isFinest: Bool) {
        self.x = x
        self.y = y
        self.z = z
        half = x.half
        pitch = 2 * x.half
        rows = y.count * z.count
        tile = Level.tile(of: rows, width: x.count)
        values = .zeroed((y.count + 2) * (z.count + 2) * pitch)
        loss = .zeroed(rows * pitch)
        source = .zeroed(rows * pitch)
        capacity = isFinest ? .zeroed(rows * pitch) : nil
    }

    deinit {
        values.deallocate()
        loss.deallocate()
        source.deallocate()
        capacity?.deallocate()
    }

    var count: Int { rows * x.count }

    /// Places of a half row for `count` voxels in a row.
    static func halfRow(_ count: Int) -> Int { ((count + 1) / 2 + 2 + 7) / 8 * 8 }

    /// Rows of a tile: all of them on a small level, else some 8000 voxels.
    private static func tile(of rows: Int, width: Int) -> Int {
        rows * width < serialLimit ? rows : max(1, 8_192 / width)
    }

    @inline(__always)
    func row(_ j: Int, _ k: Int) -> UnsafeMutablePointer<Double> { values + ((k + 1) * (y.count + 2) + j + 1) * pitch }

    /// Works out the couplings of the balance for this level.
    func prepare(diffusion: Double, edges: Edges, coarse: Level?) {
        x.prepare(diffusion: diffusion, low: edges.low[0], high: edges.high[0], coarse: coarse?.x)
        y.prepare(diffusion: diffusion, low: edges.low[1], high: edges.high[1], coarse: coarse?.y)
        z.prepare(diffusion: diffusion, low: edges.low[2], high: edges.high[2], coarse: coarse?.z)
        isTwoColoured = true
        isPeriodic = false
        var curvature = 0.0
        var coarsened = 0
        for axis in [x, y, z] {
            if axis.isPeriodic {
                isPeriodic = true
                if axis.count % 2 == 1 { isTwoColoured = false }
            }
            if axis.isCoarsened {
                coarsened += 1
                curvature += diffusion / (axis.widths[0] * axis.widths[0])
            }
        }
        // The resistance between the well radii of the two voxel widths: ln 2 / 2πD for a line that meets a plane of voxels,
        // G (1 - 1/2) / D h for a point, where G = 0.2527 is the lattice's own potential. A plane has none.
        stiffnessLimit = coarsened == 3 ? 2.64 * curvature : coarsened == 2 ? 4.53 * curvature : 1e12 * (curvature + 1)
    }

    /// The half of row (j, k) with places of this parity.
    @inline(__always)
    func stencil(_ j: Int, _ k: Int, parity: Int) -> Stencil {
        let line = row(j, k)
        let plane = (y.count + 2) * pitch
        let own = parity * half
        let other = (1 - parity) * half
        let place = (k * y.count + j) * pitch + own
        return Stencil(
            count: ((x.count + 1 - parity) / 2 + 7) & ~7, centre: line + own, left: UnsafePointer(line + other - (1 - parity)),
            right: UnsafePointer(line + other + parity), south: UnsafePointer(line + own - pitch),
            north: UnsafePointer(line + own + pitch), below: UnsafePointer(line + own - plane),
            above: UnsafePointer(line + own + plane), low: UnsafePointer(x.low + own), high: UnsafePointer(x.high + own),
            diagonal: UnsafePointer(x.diagonal + own), toSouth: y.low[j], toNorth: y.high[j], toBelow: z.low[k], toAbove: z.high[k],
            across: y.diagonal[j] + z.diagonal[k], loss: UnsafePointer(loss + place), source: UnsafePointer(source + place),
            capacity: uptake.map { UnsafePointer($0 + place) }, half: saturation)
    }

    /// One half-sweep of the smoother over the voxels of one colour, 0 or 1.
    func relax(colour: Int, _ pool: Pool) {
        wrap()
        forEachTile(pool) { tile, rows in
            var j = rows.lowerBound % y.count
            var k = rows.lowerBound / y.count
            for _ in rows {
                stencil(j, k, parity: (colour + j + k) & 1).relax()
                j += 1
                if j == y.count {
                    j = 0
                    k += 1
                }
            }
        }
    }

    /// Copies the values across periodic sides to the spare places beyond the opposite side.
    func wrap() {
        guard isPeriodic else { return }
        if x.isPeriodic {
            let last = x.slot(x.count - 1)
            let beyond = x.slot(x.count)
            for k in 0..<z.count {
                for j in 0..<y.count {
                    let line = row(j, k)
                    line[half - 1] = line[last]
                    line[beyond] = line[0]
                }
            }
        }
        if y.isPeriodic {
            for k in 0..<z.count {
                row(-1, k).update(from: row(y.count - 1, k), count: pitch)
                row(y.count, k).update(from: row(0, k), count: pitch)
            }
        }
        if z.isPeriodic {
            let plane = (y.count + 2) * pitch
            row(-1, -1).update(from: row(-1, z.count - 1), count: plane)
            row(-1, z.count).update(from: row(-1, 0), count: plane)
        }
    }

    @inline(__always)
    func forEachTile(_ pool: Pool, _ body: (Int, Range<Int>) -> Void) {
        if tile >= rows {
            body(0, 0..<rows)
        } else {
            pool.run(tiles) { body($0, $0 * tile..<min(($0 + 1) * tile, rows)) }
        }
    }
}
