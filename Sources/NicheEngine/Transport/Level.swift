/// One level of the multigrid: concentrations (on the finest level) or their correction (on the others) and the coefficients.
///
/// Rows are stored in two halves, even places and then odd ones, each padded to a multiple of 8 with at least two spare places.
/// The spare places hold the neighbours across a periodic side: the last of the even half lies just before the odd half and serves
/// as x = -1, the first spare one of either half as x = nx. Values have one more row on each side along y for the same end, and one
/// more plane along z unless there is but one plane.
final class Level {
    let x: Axis
    let y: Axis
    let z: Axis
    /// Places of a half row, and of a row.
    let half: Int
    let pitch: Int
    /// Rows of the level, and how many of them are a layer: a plane, or where there is but one, 32 rows.
    let rows: Int
    let rowsPerLayer: Int
    let layers: Int
    /// Layers of one thread's tile: all of them on a small level.
    let tile: Int
    /// Rows of a layer that stay in a second-level cache while several stages of work go through the layers.
    let block: Int
    /// Whether there is but one plane, so that nothing couples along z but its sides.
    let isFlat: Bool

    private(set) var values: UnsafeMutablePointer<Double>
    private(set) var loss: UnsafeMutablePointer<Double>
    private(set) var source: UnsafeMutablePointer<Double>
    /// Of the finest level; `loss` on others, where it is not read.
    private(set) var capacity: UnsafeMutablePointer<Double>
    /// Whether `capacity` is in use, and the concentration of half uptake.
    var isCurved = false
    var saturation = 1.0
    /// What single sinks are in series with on the next level: where they go to one voxel, and where they are dealt to all around [1/min].
    private(set) var stiffnessLimit = 0.0
    private(set) var dealtLimit = 0.0
    /// Sum of the couplings of a voxel away from the sides [1/min].
    private(set) var coupling = 0.0
    /// Whether no two voxels of one colour are neighbours; not so across a periodic axis with an odd count.
    private(set) var isTwoColoured = true
    private(set) var isPeriodic = false

    /// Numbers of a block of a layer: some six layers of four arrays make 1.2 MB. Half as many would stay closer in the cache, but
    /// each block begins its rows anew, which costs more.
    private static let cachedRows = 6_000
    /// Levels below this many voxels are done by one thread: waking a second costs more than it saves.
    static let serialLimit = 16_384

    init(x: Axis, y: Axis, z: Axis) {
        self.x = x
        self.y = y
        self.z = z
        half = x.half
        pitch = 2 * x.half
        rows = y.count * z.count
        isFlat = z.count == 1
        rowsPerLayer = z.count == 1 ? 32 : y.count
        layers = (rows + rowsPerLayer - 1) / rowsPerLayer
        tile = rows * x.count < Level.serialLimit ? layers : max(1, 65_536 / (rowsPerLayer * x.count))
        block = isFlat ? rowsPerLayer : max(1, Level.cachedRows / pitch)
        // Nowhere, until a room is taken.
        (values, loss, source, capacity) = (x.low, x.low, x.low, x.low)
    }

    /// Works in this memory from now on.
    func take(_ share: Room.Share, capacity: UnsafeMutablePointer<Double>?) {
        values = share.values
        loss = share.loss
        source = share.source
        self.capacity = capacity ?? share.loss
    }

    var count: Int { rows * x.count }
    /// Numbers of the coefficients, and of the values with their spare rows.
    var places: Int { rows * pitch }
    var valuePlaces: Int { (y.count + 2) * (isFlat ? 1 : z.count + 2) * pitch }

    /// Places of a half row for `count` voxels in a row.
    static func halfRow(_ count: Int) -> Int { ((count + 1) / 2 + 2 + 7) / 8 * 8 }

    /// The rows of a layer, and some of them, counted from the first of the level.
    @inline(__always)
    func rows(of layer: Int) -> Range<Int> { rows(0..<rowsPerLayer, of: layer) }

    @inline(__always)
    func rows(_ part: Range<Int>, of layer: Int) -> Range<Int> {
        let first = layer * rowsPerLayer
        return min(first + part.lowerBound, rows)..<min(first + part.upperBound, rows)
    }

    @inline(__always)
    func row(_ j: Int, _ k: Int) -> UnsafeMutablePointer<Double> { values + ((isFlat ? k : k + 1) * (y.count + 2) + j + 1) * pitch }

    /// Sets the values of some rows of a layer to zero.
    func clear(_ rows: Range<Int>) {
        guard !rows.isEmpty else { return }
        let first = row(rows.lowerBound % y.count, rows.lowerBound / y.count)
        first.update(repeating: 0, count: rows.count * pitch)
    }

    /// Works out the couplings of the balance for this level.
    func prepare(diffusion: Double, edges: Edges, coarse: Level?) {
        x.prepare(diffusion: diffusion, low: edges.low[0], high: edges.high[0], coarse: coarse?.x)
        y.prepare(diffusion: diffusion, low: edges.low[1], high: edges.high[1], coarse: coarse?.y)
        z.prepare(diffusion: diffusion, low: edges.low[2], high: edges.high[2], coarse: coarse?.z)
        isTwoColoured = true
        isPeriodic = false
        coupling = 0
        var curvature = 0.0
        var coarsened = 0
        for axis in [x, y, z] {
            if axis.isPeriodic {
                isPeriodic = true
                if axis.count % 2 == 1 { isTwoColoured = false }
            }
            if axis.count > 1 { coupling += 2 * diffusion / (axis.widths[0] * axis.widths[0]) }
            if axis.isCoarsened {
                coarsened += 1
                curvature += diffusion / (axis.widths[0] * axis.widths[0])
            }
        }
        // The resistance between the well radii of the two voxel widths: ln 2 / 2πD for a line that meets a plane of voxels,
        // G (1 - 1/2) / D h for a point, where G = 0.2527 is the lattice's own potential. A plane has none.
        stiffnessLimit = coarsened == 3 ? 2.64 * curvature : coarsened == 2 ? 4.53 * curvature : 1e12 * (curvature + 1)
        // Between points, which would like 5.5 D/h², and lines, which would like 3.5, both by trial.
        dealtLimit = coarsened > 1 ? 4.5 * curvature / Double(coarsened) : 1e12 * (curvature + 1)
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
}
