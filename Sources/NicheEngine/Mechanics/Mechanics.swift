/// Moves bodies that push and hold one another: overdamped, so that the velocity follows from the places.
///
/// The velocity of a body is its own walk, held over the step, plus the pushes of its neighbours (see ``Pushes``). A step is cut
/// into sub-steps of the forward Euler method (first order). Their length follows from the state at hand alone:
///
///     dt = min(what remains, farthest / greatest push, 1 / (2 S))
///
/// `S` is the greatest stiffness Σ_j 2 √(rep_i rep_j) (1 - d/R) / R of a body. By Gershgorin's theorem no mode relaxes faster than
/// 2 S, so every mode dies out without ringing. What remains is cut evenly. Bodies that nothing pushes need no sub-steps. Nothing
/// is remembered between steps: a run that is resumed gives the same bits.
///
/// Where one body in twenty has just split in two (radius 8.5 µm, halves 4.6 µm apart), six minutes take 25 sub-steps and end within
/// 0.12 µm of the exact places, 0.012 µm in the mean; steps of 0.1 min take 60 and end within 0.08 µm.
///
/// - Source: Ghaffarizadeh et al. (2018) PLoS Comput Biol 14:e1005991 (the model; there second order Adams-Bashforth, 0.1 min).
public final class Mechanics {
    public struct Outcome: Sendable, Equatable {
        public var substeps: Int
        /// How far the pushes moved a body in one sub-step, at most [µm].
        public var largestPush: Double
    }

    public let space: Space
    /// How far adhesion reaches, in sums of two radii.
    public let reach: Double
    /// How far the pushes may move a body in one sub-step [µm].
    public static let farthest = 0.5

    let pool: Pool
    let bins: Bins
    let contactList: ContactList
    var columns = Packed()
    var scratch = Buffer<SearchScratch>()
    private var scratches = 0
    private var maxima = Buffer<SIMD2<Double>>()
    let period: SIMD3<Double>
    private let wraps: Bool

    static let tile = 512
    /// Bins are wider than they must be by this part, and bodies may move by half of it before they are sorted anew.
    private static let skin = 0.04

    public init(space: Space, pool: Pool, reach: Double = 1.25) {
        precondition(reach >= 1)
        self.space = space
        self.pool = pool
        self.reach = reach
        bins = Bins(pool: pool)
        contactList = ContactList(space: space, pool: pool)
        period = space.period
        wraps = space.isPeriodic(0) || space.isPeriodic(1) || space.isPeriodic(2)
    }

    deinit {
        columns.free()
        for k in 0..<scratches { scratch.start[k].free() }
        scratch.free()
        maxima.free()
    }

    /// One evaluation: the velocities that the pushes give [µm/min], without own walks, and the pressures. Nothing moves.
    public func evaluate(
        _ bodies: Bodies, _ vx: UnsafeMutablePointer<Double>, _ vy: UnsafeMutablePointer<Double>, _ vz: UnsafeMutablePointer<Double>
    ) {
        sort(bodies, withWalks: false)
        _ = push(bodies.count)
        let (pushes, order) = (columns.pushes.start, bins.order)
        pool.forEachTile(ofBodies: bodies.count, size: Self.tile) { _, range in
            for k in range {
                let i = Int(order[k])
                let push = pushes[k]
                vx[i] = push.x
                vy[i] = push.y
                vz[i] = push.z
                bodies.pressure[i] = push.w
            }
        }
    }

    /// All pairs whose centres are nearer than `reach` × (sum of the two radii). Every list ascends by `id`, or by the caller's order
    /// where there is none.
    public func contacts(
        x: UnsafePointer<Double>, y: UnsafePointer<Double>, z: UnsafePointer<Double>, radius: UnsafePointer<Double>, count: Int,
        reach: Double, id: UnsafePointer<UInt64>? = nil
    ) -> Contacts {
        contactList.rebuild(x: x, y: y, z: z, radius: radius, count: count, reach: reach, id: id)
        return contactList.contacts
    }

    /// Sorts the bodies into bins as narrow as the largest pair allows, and copies them in that order.
    ///
    /// - Complexity: three passes of 24 to 100 bytes a body.
    func sort(_ bodies: Bodies, withWalks: Bool) {
        let count = bodies.count
        let width = 2 * reach * largest(bodies.radius, count) * (1 + Self.skin)
        bins.rebuild(count: count, x: bodies.x, y: bodies.y, z: bodies.z, space: space, width: width)
        columns.reserve(count)
        columns.reserveForces(count)
        let (columns, order, reach) = (columns, bins.order, reach)
        pool.forEachTile(ofBodies: count, size: Self.tile) { _, range in
            columns.fill(range, from: order, bodies.x, bodies.y, bodies.z, bodies.radius, reach: reach)
            columns.fill(range, from: order, strengthsOf: bodies)
            if withWalks { columns.fill(range, from: order, walksOf: bodies) }
        }
        columns.close(count)
        columns.closeForces(count)
    }

    /// How far bodies may move before they must be sorted anew [µm].
    func slack(_ bodies: Bodies) -> Double { reach * largest(bodies.radius, bodies.count) * Self.skin }

    private func largest(_ values: UnsafePointer<Double>, _ count: Int) -> Double {
        var most = SIMD8<Double>(repeating: 1e-9)
        var i = 0
        while i + 8 <= count {
            let v = UnsafeRawPointer(values + i).loadUnaligned(as: SIMD8<Double>.self)
            most = most.replacing(with: v, where: v .> most)
            i += 8
        }
        while i < count {
            most[0] = values[i] > most[0] ? values[i] : most[0]
            i += 1
        }
        return most.max()
    }

    /// Computes all pushes and pressures into the columns.
    ///
    /// - Returns: the square of the greatest push [µm²/min²] and the greatest stiffness [1/min].
    func push(_ count: Int) -> (square: Double, stiffness: Double) {
        let tiles = (count + Self.tile - 1) / Self.tile
        reserve(tiles)
        let maxima = maxima.start
        pool.forEachTile(ofBodies: count, size: Self.tile) { tile, range in
            maxima[tile] = wraps ? push(range, tile, Wrapped.self) : push(range, tile, Plain.self)
        }
        var most = SIMD2<Double>()
        for tile in 0..<tiles { most = most.replacing(with: maxima[tile], where: maxima[tile] .> most) }
        return (most.x, most.y)
    }

    /// Room for what tiles keep to themselves.
    func reserve(_ tiles: Int) {
        maxima.reserve(tiles)
        guard tiles > scratches else { return }
        let old = scratch
        scratch = Buffer(capacity: max(tiles, scratches + scratches / 2))
        scratch.start.update(from: old.start, count: scratches)
        old.free()
        for k in scratches..<scratch.capacity { scratch.start[k] = SearchScratch() }
        scratches = scratch.capacity
    }

    @inline(never)
    private func push<Rule: Topology>(_ range: Range<Int>, _ tile: Int, _ rule: Rule.Type) -> SIMD2<Double> {
        let vicinity = Vicinity<Rule>(columns, bins, period)
        var batch = Batch<Rule>(self, scratch.start + tile)
        vicinity.forEachBody(range, firstBin: bins.bin(holding: range.lowerBound), scratch.start + tile) { i, bin, near, n in
            batch.add(i, bin, near, n)
        }
        batch.finish()
        return batch.most
    }

    /// The greatest of what each tile returns.
    func greatest(_ count: Int, _ body: (Range<Int>) -> Double) -> Double {
        let tiles = (count + Self.tile - 1) / Self.tile
        reserve(tiles)
        let maxima = maxima.start
        pool.forEachTile(ofBodies: count, size: Self.tile) { tile, range in maxima[tile].x = body(range) }
        var most = 0.0
        for tile in 0..<tiles where maxima[tile].x > most { most = maxima[tile].x }
        return most
    }
}
