/// Solves the balance of a substance on a grid by geometric multigrid.
///
/// The smoother is red-black Gauss-Seidel that solves each voxel's own equation exactly, uptake included. The smooth part of what is
/// left is corrected on coarser levels, on which the uptake is made linear at the present values (its slope), coefficients and
/// residuals are volume-weighted means and the geometry is the true one, also of odd counts. Corrections come back by linear
/// interpolation. The smoother converges alone, so where cycles get slow it does more and corrections count for less.
///
/// A cycle first asks the coarse levels how far the values are from the answer, and goes on only if that is too far.
///
/// All storage is set up once: a solve allocates nothing. The answer has the same bits for any number of threads.
public final class Multigrid {
    /// What came of a solve.
    public struct Outcome: Sendable, Equatable {
        /// Cycles done.
        public var cycles: Int
        /// Estimate of the largest error, in the unit of the concentration.
        public var error: Double
        /// Whether the estimate is within the tolerance.
        public var hasConverged: Bool

        public init(cycles: Int, error: Double, hasConverged: Bool) {
            self.cycles = cycles
            self.error = error
            self.hasConverged = hasConverged
        }
    }

    public let grid: Grid
    let pool: Pool
    let levels: [Level]
    let transfers: [Transfer]
    /// Whether single sinks are dealt to all the coarse voxels around them (see `Transfer.deal`).
    let isDealing: Bool
    /// Voxels of the largest grid that counts as small: its substances are solved side by side, and single sinks are not dealt.
    static let smallGrid = 60_000
    /// How many of the levels are in use: coarser ones would add nothing to what the smoother does.
    var depth = 1
    private var diffusion = -1.0
    private var edges = Edges.closed
    private var room: Room?
    /// False where nothing but closed sides and no loss at all leaves the level of the values open.
    var hasAnswer = true
    /// A number of each layer of the finest level.
    let marks: UnsafeMutablePointer<Double>
    let inputs: UnsafeMutablePointer<Input>

    /// - Parameter hasRoom: whether the solver owns its memory; if not, it must be given a room before each solve.
    public convenience init(grid: Grid, pool: Pool, hasRoom: Bool = true) {
        self.init(grid: grid, pool: pool, hasRoom: hasRoom, isDealing: grid.count > Self.smallGrid)
    }

    init(grid: Grid, pool: Pool, hasRoom: Bool = true, isDealing: Bool) {
        self.grid = grid
        self.isDealing = isDealing
        self.pool = pool
        var widths = [
            [Double](repeating: grid.spacing.x, count: grid.nx), [Double](repeating: grid.spacing.y, count: grid.ny),
            [Double](repeating: grid.spacing.z, count: grid.nz),
        ]
        var levels: [Level] = []
        while true {
            let open = widths.filter { $0.count > 1 }
            // Only axes that are coupled strongly are coarsened, since the smoother only smooths along those.
            let finest = open.map { $0[0] }.min() ?? 0
            let isCoarsened = widths.map { $0.count > 1 && $0[0] < 1.6 * finest }
            let axes = (0..<3).map {
                Axis(widths: widths[$0], half: $0 == 0 ? Level.halfRow(widths[0].count) : 0, isCoarsened: isCoarsened[$0])
            }
            levels.append(Level(x: axes[0], y: axes[1], z: axes[2]))
            if open.isEmpty { break }
            for axis in 0..<3 where isCoarsened[axis] { widths[axis] = axes[axis].coarseWidths }
        }
        self.levels = levels
        transfers = zip(levels, levels.dropFirst()).map { Transfer(fine: $0, coarse: $1, isDealing: isDealing) }
        marks = .zeroed(levels[0].layers)
        inputs = .allocate(capacity: levels[0].layers)
        inputs.initialize(repeating: Input(), count: levels[0].layers)
        if hasRoom { enter(makeRoom()) }
    }

    deinit {
        marks.deallocate()
        inputs.deallocate()
    }

    /// Memory that this solver and others of the same grid can work in.
    public func makeRoom() -> Room { Room(levels, isDealing: isDealing) }

    /// Works in `room` from now on.
    public func enter(_ room: Room) {
        self.room = room
        for (index, level) in levels.enumerated() { level.take(room.shares[index], capacity: index == 0 ? room.capacity : nil) }
        for transfer in transfers { transfer.dealt = room.dealt }
    }

    /// Works out the couplings of a substance, unless they are those of the last solve.
    func prepare(diffusion: Double, edges: Edges) {
        guard diffusion != self.diffusion || edges != self.edges else { return }
        self.diffusion = diffusion
        self.edges = edges
        for (index, level) in levels.enumerated() {
            level.prepare(diffusion: diffusion, edges: edges, coarse: index + 1 < levels.count ? levels[index + 1] : nil)
        }
    }

    /// Makes `values` the answer to `balance`; they hold a guess before, and a good guess saves cycles.
    ///
    /// A balance without an answer (no loss, no uptake and no held side, or a source beyond all capacity) does not converge, and
    /// input that is not finite is left alone; `hasConverged` is false for both.
    /// - Parameters:
    ///   - tolerance: absolute, for the largest error of any voxel.
    ///   - mostCycles: when to give up.
    public func solve(
        _ values: UnsafeMutablePointer<Double>, _ balance: Balance, tolerance: Double, mostCycles: Int = 60
    ) -> Outcome {
        precondition(balance.edges.isValid, "a periodic side needs a periodic side opposite")
        prepare(diffusion: balance.diffusion, edges: balance.edges)
        var isNonNegative = balance.diffusion.isFinite && balance.half.isFinite
        guard isNonNegative else { return Outcome(cycles: 0, error: .infinity, hasConverged: false) }
        for edge in 0..<3 {
            if case .value(let held) = balance.edges.low[edge], held < 0 { isNonNegative = false }
            if case .value(let held) = balance.edges.high[edge], held < 0 { isNonNegative = false }
        }
        levels[0].isCurved = balance.capacity != nil
        levels[0].saturation = balance.half
        var outcome = iterate(Tolerance(absolute: tolerance), isClamped: isNonNegative, mostCycles: mostCycles) {
            load(values, balance, levels[0].rows($1, of: $0))
        }
        if outcome.cycles > 0, !store(values) { outcome.hasConverged = false }
        return outcome
    }

    /// Brings the values of the finest level to the answer of the coefficients there.
    ///
    /// How far the values are from the answer is estimated at the start of a cycle, when the coarse levels have been asked: the
    /// largest correction they would make plus the furthest that the smoother would move a voxel, over 1 - ρ for a rate ρ of the
    /// cycles. What the cycle leaves of that is ρ times as much.
    /// - Parameters:
    ///   - isClamped: whether no concentration is negative as long as no source is.
    ///   - uniformLoss: the loss of all voxels, where it is the same and nothing saturates.
    ///   - isAgain: whether the losses are those of the solve before, so that the coarse levels have theirs.
    ///   - fill: writes the coefficients and the first guess of some rows of a layer of the finest level.
    ///   - finish: looks at some rows of a layer when a cycle is done with them.
    /// - Complexity: O(voxels) per cycle. In reads and writes of 8 bytes per voxel of the finest level (with uptake in brackets) a
    ///   cycle's half sweeps take 3 (3.5) each, its residual 2.5 (3), the stiffness 1 (3) and another 1 where sinks are dealt, and the
    ///   way up 1; all of them go over memory together, once. The coarser levels add a fifth.
    func iterate(
        _ tolerance: Tolerance, isClamped: Bool, uniformLoss: Double? = nil, isAgain: Bool = false, mostCycles: Int = 60,
        fill: (_ layer: Int, _ rows: Range<Int>) -> Input,
        finish: (_ layer: Int, _ rows: Range<Int>) -> Void = { _, _ in }
    ) -> Outcome {
        if diffusion == 0 || grid.count == 1 { return solveEach(fill, finish) }
        hasAnswer = true
        var plan = Plan(isTiny: grid.count < 64, isCurved: levels[0].isCurved)
        var outcome = Outcome(cycles: 0, error: .infinity, hasConverged: false)
        let inputs = inputs
        let isUniform = uniformLoss != nil
        let hasLosses = isUniform || isAgain
        if let uniformLoss, !isAgain {
            for level in levels.dropFirst() { level.loss.update(repeating: uniformLoss, count: level.places) }
        }
        var largest = pass(0, halfSweeps: 2, restricting: true, withStiffness: !hasLosses) { layer, rows in
            if rows.lowerBound == 0 { inputs[layer] = Input() }
            inputs[layer].add(fill(layer, rows))
        }
        var input = Input()
        for layer in 0..<levels[0].layers { input.add(inputs[layer]) }
        guard input.flaw == 0 else { return outcome }
        setDepth(input.leastLoss)
        let isClamped = isClamped && input.leastSource >= 0
        var isChanging = false
        var isRestricted = true
        while outcome.cycles < mostCycles {
            if !isRestricted { _ = pass(0, halfSweeps: 0, restricting: true, withStiffness: isChanging) { _, _ in } }
            if plan.isFresh, !isUniform, transfers[0].hasSinks { plan.noteSinks(areDealt: isDealing, isFlat: levels[0].isFlat) }
            let distance = transfers[0].furthest + correct(1, plan, withStiffness: isChanging || outcome.cycles == 0 && !hasLosses)
            guard distance.isFinite else { return Outcome(cycles: outcome.cycles, error: .infinity, hasConverged: false) }
            let error = plan.errors(distance)
            // A first guess is never good enough: what changes slowly would stand still.
            if outcome.cycles > 0, error.before <= tolerance.absolute(largest) {
                return Outcome(cycles: outcome.cycles, error: error.before, hasConverged: hasAnswer)
            }
            // Where little is missing, a single sweep will do, unless it is needed to mend what surrounds sinks.
            let sweeps = plan.after == 2 && !plan.hasSinks && error.before * 0.3 <= tolerance.absolute(largest) ? 1 : plan.after
            // The slope of the uptake is made again as long as the values move much.
            isChanging = levels[0].isCurved && distance > 0.02 * largest
            isRestricted = error.after > tolerance.absolute(largest) && outcome.cycles + 1 < mostCycles && hasAnswer
            largest = pass(
                0, halfSweeps: 2 * sweeps, restricting: isRestricted, withStiffness: isChanging
            ) {
                transfers[0].prolong($1, of: $0, times: plan.weight, isClamped: isClamped)
            } finish: {
                finish($0, $1)
            }
            outcome.cycles += 1
            outcome.error = error.after
            if error.after <= tolerance.absolute(largest) {
                outcome.hasConverged = hasAnswer
                return outcome
            }
            if !hasAnswer || plan.isLost { return outcome }
        }
        return outcome
    }
}
