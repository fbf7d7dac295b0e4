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
    private let transfers: [Transfer]
    /// How many of the levels are in use: coarser ones would add nothing to what the smoother does.
    private var depth = 1
    private var diffusion = -1.0
    private var edges = Edges.closed
    private var room: Room?
    /// False where nothing but closed sides and no loss at all leaves the level of the values open.
    private var hasAnswer = true
    /// A number of each layer of the finest level.
    let marks: UnsafeMutablePointer<Double>
    private let inputs: UnsafeMutablePointer<Input>

    /// - Parameter hasRoom: whether the solver owns its memory; if not, it must be given a room before each solve.
    public init(grid: Grid, pool: Pool, hasRoom: Bool = true) {
        self.grid = grid
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
        transfers = zip(levels, levels.dropFirst()).map { Transfer(fine: $0, coarse: $1) }
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
    public func makeRoom() -> Room { Room(levels) }

    /// Works in `room` from now on.
    public func enter(_ room: Room) {
        self.room = room
        for (index, level) in levels.enumerated() { level.take(room.shares[index], capacity: index == 0 ? room.capacity : nil) }
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
    ///   - fill: writes the coefficients and the first guess of some rows of a layer of the finest level.
    ///   - finish: looks at some rows of a layer when a cycle is done with them.
    /// - Complexity: O(voxels) per cycle. In reads and writes of 8 bytes per voxel of the finest level (with uptake in brackets) a
    ///   cycle's half sweeps take 3 (3.5) each, its residual 2.5 (3), the stiffness 1 (3), and the way up 1; all of them go over memory
    ///   together, once. The coarser levels add a fifth.
    func iterate(
        _ tolerance: Tolerance, isClamped: Bool, mostCycles: Int = 60, fill: (_ layer: Int, _ rows: Range<Int>) -> Input,
        finish: (_ layer: Int, _ rows: Range<Int>) -> Void = { _, _ in }
    ) -> Outcome {
        if diffusion == 0 || grid.count == 1 { return solveEach(fill, finish) }
        hasAnswer = true
        var plan = Plan(isTiny: grid.count < 64)
        var outcome = Outcome(cycles: 0, error: .infinity, hasConverged: false)
        let inputs = inputs
        var largest = pass(0, halfSweeps: 2, restricting: true, withStiffness: true) { layer, rows in
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
            if plan.isFresh, transfers[0].hasSinks { plan.noteSinks() }
            let distance = transfers[0].furthest + correct(1, plan, withStiffness: outcome.cycles == 0 || isChanging)
            guard distance.isFinite else { return Outcome(cycles: outcome.cycles, error: .infinity, hasConverged: false) }
            let error = plan.errors(distance)
            // A first guess is never good enough: what changes slowly would stand still.
            if outcome.cycles > 0, error.before <= tolerance.absolute(largest) {
                return Outcome(cycles: outcome.cycles, error: error.before, hasConverged: hasAnswer)
            }
            // The slope of the uptake is made again as long as the values move much.
            isChanging = levels[0].isCurved && distance > 0.02 * largest
            isRestricted = error.after > tolerance.absolute(largest) && outcome.cycles + 1 < mostCycles && hasAnswer
            largest = pass(
                0, halfSweeps: 2 * plan.after, restricting: isRestricted, withStiffness: isChanging
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

    /// Goes over a level once: `first` for each layer, then half-sweeps of which the last is over colour 0, then the residual for the
    /// next level.
    /// - Returns: the largest magnitude that the last two half-sweeps left.
    private func pass(
        _ index: Int, halfSweeps: Int, restricting: Bool, withStiffness: Bool, _ first: (_ layer: Int, _ rows: Range<Int>) -> Void,
        finish: (_ layer: Int, _ rows: Range<Int>) -> Void = { _, _ in }
    ) -> Double {
        let level = levels[index]
        let marks = marks
        let transfer = restricting ? transfers[index] : nil
        // A coarse layer needs the next fine layer but one, hence the idle stage.
        let stages = 1 + halfSweeps + (restricting ? 2 : 0)
        func body(_ stage: Int, _ layer: Int, _ rows: Range<Int>) {
            if stage == 0 {
                first(layer, rows)
            } else if stage <= halfSweeps {
                let largest = level.relax(colour: (halfSweeps - stage) & 1, level.rows(rows, of: layer))
                let isFirst = rows.lowerBound == 0 && stage < halfSweeps
                marks[layer] = isFirst ? largest : max(marks[layer], largest)
                if stage == halfSweeps { finish(layer, rows) }
            } else if stage == halfSweeps + 2 {
                transfer?.restrict(rows, of: layer, withStiffness: withStiffness)
            }
        }
        if halfSweeps == 1 { marks.update(repeating: 0, count: level.layers) }
        if level.isPeriodic {
            for stage in 0..<stages {
                level.wrap()
                if level.tile >= level.layers {
                    for layer in 0..<level.layers { body(stage, layer, 0..<level.rowsPerLayer) }
                } else {
                    pool.run(level.layers) { body(stage, $0, 0..<level.rowsPerLayer) }
                }
            }
        } else {
            Wave(layers: level.layers, rowsPerLayer: level.rowsPerLayer, stages: stages, tile: level.tile, block: level.block)
                .run(pool, body)
        }
        var largest = 0.0
        for layer in 0..<level.layers { largest = max(largest, marks[layer]) }
        return largest
    }

    /// Where losses outweigh the couplings, a sweep or two of the smoother is all it takes.
    private func setDepth(_ leastLoss: Double) {
        depth = 2
        while depth < levels.count, levels[depth - 1].coupling > 0.5 * leastLoss { depth += 1 }
        depth = min(depth, levels.count)
    }

    /// Solves for the correction on a coarse level, from zero.
    /// - Returns: the largest correction.
    private func correct(_ index: Int, _ plan: Plan, withStiffness: Bool) -> Double {
        let level = levels[index]
        if level.count == 1 { return correctLast(level) }
        let isLast = index + 1 == depth
        var largest = pass(index, halfSweeps: isLast ? 5 : 1, restricting: !isLast, withStiffness: withStiffness) {
            level.clear(level.rows($1, of: $0))
        }
        if isLast { return largest }
        let rounds = index < 3 ? plan.rounds : 1
        for round in 1...rounds {
            _ = correct(index + 1, plan, withStiffness: withStiffness && round == 1)
            largest = pass(index, halfSweeps: 2 * plan.coarse, restricting: round < rounds, withStiffness: false) {
                transfers[index].prolong($1, of: $0, times: 1, isClamped: false)
            }
        }
        return largest
    }

    private func correctLast(_ level: Level) -> Double {
        hasAnswer = level.x.diagonal[0] + level.y.diagonal[0] + level.z.diagonal[0] + level.loss[0] > 0
        guard hasAnswer else {
            level.values[level.pitch] = 0
            return 0
        }
        _ = level.relax(colour: 0, 0..<1)
        return level.values[level.pitch].magnitude
    }
}
