/// Solves the balance of a substance on a grid by geometric multigrid.
///
/// The smoother is red-black Gauss-Seidel that solves each voxel's own equation exactly, uptake included. The smooth part of what is
/// left is corrected on coarser levels, on which the uptake is made linear at the present values (its slope), coefficients and
/// residuals are volume-weighted means and the geometry is the true one, also of odd counts. Corrections come back by linear
/// interpolation. The smoother converges alone, so where cycles get slow it does more and corrections count for less.
///
/// All storage is set up once: a solve allocates nothing on the levels. The answer has the same bits for any number of threads.
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
    /// A number of each tile of the finest level: largest change, or a mark of what is not finite.
    let largest: UnsafeMutablePointer<Double>
    let marks: UnsafeMutablePointer<Double>
    let lines: UnsafeMutablePointer<Double>

    public init(grid: Grid, pool: Pool) {
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
            levels.append(Level(x: axes[0], y: axes[1], z: axes[2], isFinest: levels.isEmpty))
            if open.isEmpty { break }
            for axis in 0..<3 where isCoarsened[axis] { widths[axis] = axes[axis].coarseWidths }
        }
        self.levels = levels
        transfers = zip(levels, levels.dropFirst()).map { Transfer(fine: $0, coarse: $1) }
        largest = .zeroed(levels[0].tiles)
        marks = .zeroed(levels[0].tiles * 2)
        lines = .zeroed(levels[0].tiles * (levels[0].pitch + 16))
    }

    deinit {
        largest.deallocate()
        marks.deallocate()
        lines.deallocate()
    }

    /// Makes `values` the answer to `balance`; they hold a guess before, and a good guess saves cycles.
    ///
    /// The error is estimated from the largest change ‖Δ‖ of a cycle and the rate ρ at which the changes shrink, as ρ / (1 - ρ) ‖Δ‖.
    /// A balance without an answer (no loss, no uptake and no held side, or a source beyond all capacity) does not converge, and
    /// input that is not finite is left alone; `hasConverged` is false for both.
    /// - Parameters:
    ///   - tolerance: absolute, for the largest error of any voxel.
    ///   - mostCycles: when to give up.
    /// - Complexity: O(voxels) per cycle. In passes over 8 bytes per voxel of the finest level (with uptake in brackets): 9 (12) to
    ///   set up, then a sweep of the smoother takes 5 (6), the way down 2 (3.5), the way up 1 and the comparison with the last cycle
    ///   3; with three sweeps that is 21 (25.5) a cycle, and the coarser levels add a seventh.
    public func solve(
        _ values: UnsafeMutablePointer<Double>, _ balance: Balance, tolerance: Double, mostCycles: Int = 60
    ) -> Outcome {
        precondition(balance.edges.isValid, "a periodic side needs a periodic side opposite")
        for (index, level) in levels.enumerated() {
            level.prepare(diffusion: balance.diffusion, edges: balance.edges, coarse: index + 1 < levels.count ? levels[index + 1] : nil)
        }
        if balance.diffusion == 0 || grid.count == 1 { return solveEach(values, balance) }
        let isLoaded = load(values, balance)
        guard isLoaded.isFinite else { return Outcome(cycles: 0, error: .infinity, hasConverged: false) }
        return iterate(values, tolerance: tolerance, mostCycles: mostCycles, isClamped: isLoaded.isNonNegative)
    }

    private func iterate(_ values: UnsafeMutablePointer<Double>, tolerance: Double, mostCycles: Int, isClamped: Bool) -> Outcome {
        var plan = Plan()
        var outcome = Outcome(cycles: 0, error: .infinity, hasConverged: false)
        while outcome.cycles < mostCycles {
            cycle(plan, isFirst: outcome.cycles == 0, isClamped: isClamped)
            outcome.cycles += 1
            let change = store(values)
            guard change.isFinite else { return Outcome(cycles: outcome.cycles, error: .infinity, hasConverged: false) }
            outcome.error = plan.error(after: change)
            if outcome.error <= tolerance {
                outcome.hasConverged = hasAnswer
                return outcome
            }
            if !hasAnswer || plan.isLost { return outcome }
        }
        return outcome
    }

    /// False where nothing but closed sides and no loss at all leaves the level of the values open.
    private var hasAnswer: Bool {
        guard levels.count > 1 else { return true }
        let last = levels[levels.count - 1]
        let a = last.x.diagonal[0] + last.y.diagonal[0] + last.z.diagonal[0] + last.loss[0]
        return a > 0
    }

    /// One V-cycle.
    private func cycle(_ plan: Plan, isFirst: Bool, isClamped: Bool) {
        let isCurved = levels[0].uptake != nil
        for (index, transfer) in transfers.enumerated() {
            smooth(levels[index], plan.before)
            transfer.restrict(withStiffness: isFirst || isCurved, pool)
        }
        guard let last = levels.last, hasAnswer else { return smooth(levels[0], plan.after) }
        last.relax(colour: 0, pool)
        for (index, transfer) in transfers.enumerated().reversed() {
            transfer.prolong(times: index == 0 ? plan.weight : 1, isClamped: index == 0 && isClamped, pool)
            smooth(levels[index], plan.after)
        }
    }

    private func smooth(_ level: Level, _ sweeps: Int) {
        for _ in 0..<sweeps {
            level.relax(colour: 0, pool)
            level.relax(colour: 1, pool)
        }
    }
}
