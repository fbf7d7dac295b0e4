/// How much the next cycle smooths and how far it trusts the coarse correction, from how the last ones went.
struct Plan {
    /// Sweeps after the correction of the finest level.
    private(set) var after = 1
    /// Sweeps after the correction of the others, and how often the first of them are corrected within a cycle.
    private(set) var coarse = 2
    private(set) var rounds = 1
    private(set) var weight = 1.0
    /// Whether there are such sinks as `noteSinks` speaks of.
    private(set) var hasSinks = false
    /// What a cycle leaves of an error before any was measured, and what the first one does.
    private var usualRate: Double
    private var firstRate: Double
    /// - Parameters:
    ///   - isTiny: a handful of voxels costs nothing to smooth.
    ///   - isCurved: with saturable uptake the first cycle's slopes are those of the guess.
    init(isTiny: Bool, isCurved: Bool) {
        if isTiny { after = 4 }
        usualRate = isCurved ? 0.15 : 0.08
        firstRate = usualRate
    }

    /// Whether no cycle was planned yet.
    var isFresh: Bool { cycles == 0 }
    /// Whether the values run away, there being no answer.
    private(set) var isLost = false
    /// The estimates of the error at the start of the solve and of the last cycle.
    private var first = 0.0
    private var last = 0.0
    private var rate = 0.0
    private var cycles = 0
    private var slowCycles = 0
    private var effort = 0

    /// Next to single sinks that draw more than the grid resolves, corrections come out too large on each level, and more so on
    /// the next: rounds keep that from adding up, and another sweep mends what interpolation does to the sinks.
    /// - Parameters:
    ///   - areDealt: whether they are dealt to all coarse voxels around them, so that the first cycle leaves a sixth.
    ///   - isFlat: in a plane a second round would take back what the first did next to a sheet of strong loss, unseen.
    mutating func noteSinks(areDealt: Bool, isFlat: Bool) {
        hasSinks = true
        after = max(after, 2)
        rounds = areDealt && isFlat ? 1 : 2
        usualRate = 0.35
        firstRate = areDealt && !isFlat ? 0.2 : usualRate
    }

    /// Takes note of how far the values were from the answer at the start of a cycle, as far as its coarse levels and its smoother saw.
    /// - Returns: an estimate of the largest error, and of what the rest of the cycle will leave of it.
    mutating func errors(_ distance: Double) -> (before: Double, after: Double) {
        cycles += 1
        defer { last = distance }
        guard cycles > 1 else {
            first = distance
            defer { after = max(after, 2) }
            return (distance / (1 - firstRate), distance * firstRate / (1 - firstRate))
        }
        let now = last > 0 ? distance / last : 0
        isLost = distance > 1e6 * first && now > 1
        // The slower of the last two cycles, since the first removes more than the ones that follow.
        let slow = min(max(now, rate, 0.15, usualRate), 0.999)
        rate = now
        adapt(to: now)
        return (distance / (1 - slow), distance * slow / (1 - slow))
    }

    /// After two slow cycles in a row, smooths more and trusts the correction less.
    ///
    /// What is slow is as a rule a correction that is too large, next to a sheet of strong loss.
    private mutating func adapt(to rate: Double) {
        guard cycles > 2 else { return }
        // A rate of about 1 - weight is the weight's own doing: what was slow is over.
        if weight < 1, abs(rate - (1 - weight)) < 0.1 { weight = 1 }
        slowCycles = rate > 0.4 ? slowCycles + 1 : 0
        guard slowCycles >= 2 else { return }
        slowCycles = 0
        effort = min(effort + 1, 3)
        after = max(after, [2, 3, 7, 16][effort])
        coarse = [2, 3, 7, 16][effort]
        weight = [1, 0.75, 0.5, 0.25][effort]
    }
}
