/// Moves bodies that push and hold one another: overdamped, so that the velocity follows from the places.
///
/// The velocity of a body is its own walk, held over the step, plus the pushes of its neighbours (see ``Pushes``). A step is cut
/// into equal sub-steps, each with one evaluation and one move. With the stiffness K = Σ_j 2 √(rep_i rep_j) (1 - d/R) / R n n of a body,
/// n the direction to its neighbour, no mode relaxes faster than twice the greatest eigenvalue of any body's K: a sub-step shorter than
/// its inverse is stable. The sub-steps are so many that 19 bodies in 20 are well within that, and stiffer ones are slowed.
/// How a push fades while a body gives way is part of the move (see `velocity`), which is what
/// lets new pairs part in a few sub-steps. Who walks far in a sub-step takes it in strides (see ``Strides``).
///
/// Nothing is remembered between steps, and the number of sub-steps follows from the state: a run that is resumed gives the same bits.
///
/// Where one body in fifty has just split in two (radius 8.4 µm, halves 6.7 µm apart), six minutes take 5 sub-steps and end within
/// 0.1 µm of the exact places, 0.01 µm in the mean; 60 steps of 0.1 min end within 0.014 µm.
///
/// - Source: Ghaffarizadeh et al. (2018) PLoS Comput Biol 14:e1005991 (the model; there second order Adams-Bashforth, 0.1 min).
public final class Mechanics {
    public struct Outcome: Sendable, Equatable {
        public var substeps: Int
        /// How far a body moved in one sub-step, at most [µm].
        public var largestMove: Double
    }

    public let space: Space
    /// How far adhesion reaches, in sums of two radii, where bodies are alike.
    public let reach: Double
    /// Where they are not, in this step.
    private(set) var adherence: Adherence?
    /// The longest sub-step where anything pushes [min], and as a part of the inverse stiffness.
    static let longest = 1.6
    static let stable = 0.75
    /// The most sub-steps of a step.
    static let mostParts = 64
    /// One body in so many may be stiffer than a sub-step is made for.
    static let fewest = 20

    /// How many times finer than usual a step is cut, for comparisons of cost and error.
    let refinement: Double
    let pool: Pool
    let bins: Bins
    let contactList: ContactList
    let lists: NearLists
    let drifters: Drifters
    let encounters = Encounters()
    var columns: Packed
    let desks = Shelf { SearchDesk() }
    private let pad: Scratchpad
    private var maxima = Buffer<Double>()
    /// How many bodies of a tile ask for 1, 2, 3... sub-steps.
    private(set) var needs = Buffer<Int32>()
    let period: SIMD3<Double>
    let wraps: Bool

    /// Raw pressure of a just confluent layer.
    var pressureScale: Double { space.isFlat ? Confluence.flat : Confluence.full }

    static let tile = 512
    /// How far a body may be pushed, off the middle of its walk and half its length, before the lists do not tell all of it [µm].
    private(set) var slack = 0.0
    /// Whether there are lists. A single evaluation searches and pushes in one pass, to the same bits.
    private(set) var isListed = true
    /// Whether the next evaluation is to find out how stiff the bodies are.
    private(set) var needsStiffness = false
    static let leastSlack = 0.5
    /// Half of the longest way that a list is ever made for [µm].
    static let longestWay = 8.0
    /// What a drifter costs in a step, in bodies sorted and listed.
    static let costOfDrifting = 25.0

    public init(space: Space, pool: Pool, reach: Double = 1.25, refinement: Double = 1, pad: Scratchpad = Scratchpad()) {
        precondition(reach >= 1 && refinement > 0)
        self.space = space
        self.refinement = refinement
        self.pool = pool
        self.reach = reach
        self.pad = pad
        columns = Packed(0, on: pad, hasForces: true)
        bins = Bins(pool: pool, pad: pad)
        contactList = ContactList(space: space, pool: pool)
        lists = NearLists(pad: pad)
        drifters = Drifters(pool: pool, pad: pad)
        period = space.period
        wraps = space.isPeriodic(0) || space.isPeriodic(1) || space.isPeriodic(2)
    }

    deinit {
        maxima.free()
        needs.free()
    }

    /// One evaluation: the velocities that the pushes give [µm/min], without own walks, and the pressures. Nothing moves.
    public func evaluate(
        _ bodies: Bodies, _ vx: UnsafeMutablePointer<Double>, _ vy: UnsafeMutablePointer<Double>, _ vz: UnsafeMutablePointer<Double>
    ) {
        sort(bodies, over: 0)
        push(bodies.count)
        let (pushes, order) = (columns.pushes, bins.order)
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
        contactList.rebuild(x: x, y: y, z: z, limits: Limits(values: radius, factor: reach), count: count, id: id)
        return contactList.contacts
    }

    /// Sorts the bodies into bins as narrow as the largest pair allows, copies them in that order, and lists who is near whom.
    ///
    /// A body stands in its bin where it will be half way along its walk, and is listed for all its way: see ``Whereabouts``.
    ///
    /// - Complexity: three passes of 24 to 100 bytes a body, and the search.
    ///
    /// - Parameter duration: what is left of the step [min]; 0 if nobody is to move.
    func sort(_ bodies: Bodies, over duration: Double) {
        let count = bodies.count
        adherence = bodies.adherence
        // In a tissue that was just packed it is some 190 bytes a body.
        pad.clear(expecting: 256 * count)
        columns = Packed(count, on: pad, hasForces: true)
        slack = duration > 0 ? Self.leastSlack : 0
        // The room of the pushes is free until the first of them are known.
        let whereabouts = Whereabouts(
            bodies, space, reach: reach, slack: slack, over: duration, longest: duration > 0 ? longestWay(bodies, duration) : 0,
            in: columns.pushes)
        let width = 2 * greatest(count) { whereabouts.find($0) } * (1 + 1e-6)
        bins.rebuild(count: count, x: whereabouts.x, y: whereabouts.y, z: whereabouts.z, space: space, width: width)
        let (columns, order, reach) = (columns, bins.order, reach)
        pool.forEachTile(ofBodies: count, size: Self.tile) { _, range in
            columns.fill(
                range, from: order, whereabouts.x, whereabouts.y, whereabouts.z, limits: Limits(values: whereabouts.limits, factor: 1))
            columns.fill(range, from: order, strengthsOf: bodies, reach: reach)
        }
        columns.close(count)
        columns.closeForces(count)
        if duration > 0 { self.columns.greatestWalk = greatestWalk(bodies) }
        isListed = duration > 0
        if isListed { search(count) }
        needsStiffness = duration > 0
        drifters.begin(count)
        // Before anybody has moved the lists tell all.
        encounters.forget()
    }

    /// Half of the longest way that is worth listing [µm]. Long ways make bins wide, and the search takes as the bins' volume; who is not
    /// listed drifts, and costs as much as sorting and listing many a body. The cheapest of 17 lengths is taken.
    private func longestWay(_ bodies: Bodies, _ duration: Double) -> Double {
        let (counts, steps) = (histogram(bodies, duration), 16)
        let least = 2 * (farthest(bodies) + slack)
        var (best, cheapest, beyond) = (0.0, Double.infinity, 0.0)
        for step in stride(from: steps, through: 0, by: -1) {
            let longest = Self.longestWay * Double(step) / Double(steps)
            let wider = (least + 2 * longest) / least
            let cost = wider * wider * (space.isFlat ? 1 : wider) + Self.costOfDrifting * beyond / Double(bodies.count)
            if cost < cheapest { (best, cheapest) = (longest, cost) }
            beyond += Double(counts[step])
        }
        return best
    }

    /// How many bodies walk how far: by sixteenths of the longest way, rounded up, without who stays within the slack. What is beyond all
    /// drifts anyway and is left out.
    private func histogram(_ bodies: Bodies, _ duration: Double) -> UnsafePointer<Int32> {
        let tiles = (bodies.count + Self.tile - 1) / Self.tile
        reserve(tiles)
        let (counts, steps) = (needs.start, 16)
        let scale = Double(steps) / Self.longestWay * 0.5 * duration
        let least = scale * slack / duration
        pool.forEachTile(ofBodies: bodies.count, size: Self.tile) { tile, range in
            let mine = counts + tile * Self.mostParts
            mine.update(repeating: 0, count: steps + 1)
            for i in range {
                let (x, y, z) = (bodies.walkX[i], bodies.walkY[i], bodies.walkZ[i])
                let length = (x * x + y * y + z * z).squareRoot() * scale
                if length > least && length <= Double(steps) { mine[Int(length.rounded(.up))] += 1 }
            }
        }
        for tile in 1..<max(tiles, 1) {
            for step in 0...steps { counts[step] += counts[tile * Self.mostParts + step] }
        }
        return UnsafePointer(counts)
    }

    /// How far the adhesion of any body reaches from its centre [µm].
    private func farthest(_ bodies: Bodies) -> Double {
        bodies.adherence.map { $0.limits.factor * largest($0.limits.values, bodies.count) } ?? reach * largest(bodies.radius, bodies.count)
    }

    /// The speed of the fastest walk [µm/min].
    private func greatestWalk(_ bodies: Bodies) -> Double {
        greatest(bodies.count) { range in
            var most = 0.0
            for i in range {
                let walk = bodies.walk(i)
                let square = (walk * walk).sum()
                most = square > most ? square : most
            }
            return most
        }.squareRoot()
    }

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

    /// Computes all pushes and pressures into the columns, and stiffnesses where they are not known.
    func push(_ count: Int) {
        pool.forEachTile(ofBodies: count, size: Self.tile) { tile, range in
            desks.withItem { desk in
                if wraps {
                    Evaluation<Wrapped>(self, tile, desk.scratch).run(range)
                } else {
                    Evaluation<Plain>(self, tile, desk.scratch).run(range)
                }
            }
        }
        needsStiffness = false
    }

    /// Lists who is near whom. Where lists are kept this is not one pass with the first pushes: these read records where the search reads
    /// columns, and a core's own cache holds three layers of bins of one of them, not of both.
    private func search(_ count: Int) {
        lists.begin(count)
        pool.forEachTile(ofBodies: count, size: Self.tile) { tile, range in
            desks.withItem { desk in
                if wraps {
                    lists.find(tile, range, Vicinity<Wrapped>(columns, bins, period), bins, desk.scratch)
                } else {
                    lists.find(tile, range, Vicinity<Plain>(columns, bins, period), bins, desk.scratch)
                }
            }
        }
    }

    /// Finds out whom the drifters have met.
    func meet() {
        if wraps { encounters.find(self, Wrapped.self) } else { encounters.find(self, Plain.self) }
    }

    /// Lets those who walk far in a sub-step take it in strides.
    func walkOn(_ bodies: Bodies, _ dt: Double) {
        guard columns.greatestWalk * dt > Strides<Plain>.longest else { return }
        pool.forEachTile(ofBodies: bodies.count, size: Self.tile) { _, range in
            desks.withItem { desk in
                if wraps {
                    Strides<Wrapped>(self, bodies, desk.scratch).walk(range, dt)
                } else {
                    Strides<Plain>(self, bodies, desk.scratch).walk(range, dt)
                }
            }
        }
    }

    /// Room for what tiles keep to themselves.
    func reserve(_ tiles: Int) {
        maxima.reserve(tiles)
        needs.reserve(tiles * Self.mostParts)
    }

    /// The greatest of what each tile returns.
    func greatest(_ count: Int, _ body: (Range<Int>) -> Double) -> Double {
        let tiles = (count + Self.tile - 1) / Self.tile
        reserve(tiles)
        let maxima = maxima.start
        pool.forEachTile(ofBodies: count, size: Self.tile) { tile, range in maxima[tile] = body(range) }
        var most = 0.0
        for tile in 0..<tiles where maxima[tile] > most { most = maxima[tile] }
        return most
    }
}
