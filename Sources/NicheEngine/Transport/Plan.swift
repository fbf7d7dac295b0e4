/// How many sweeps the next cycle does and how far it trusts the coarse correction, from how the last ones went.
struct Plan {
    var before = 2
    var after = 1
    var weight = 1.0
    /// Whether the values run away, there being no answer.
    private(set) var isLost = false
    private var first = 0.0
    private var last = 0.0
    private var rate = 0.0
    private var cycles = 0
    private var slowCycles = 0
    private var effort = 0

    /// Takes note of the largest change of a cycle.
    /// - Returns: an estimate of the largest error that is left.
    mutating func error(after change: Double) -> Double {
        cycles += 1
        defer { last = change }
        guard cycles > 1 else {
            first = change
            return change
        }
        isLost = change > 1e6 * first && rate > 1
        let now = last > 0 ? change / last : 0
        // The slower of the last two cycles, since the first removes more than the ones that follow.
        let slow = min(max(now, rate, 0.2), 0.999)
        rate = now
        adapt(to: now)
        return change * slow / (1 - slow)
    }

    /// After two slow cycles in a row, smooths more and trusts the correction less.
    ///
    /// What is slow is as a rule a correction that is too large, next to a sheet of strong loss.
    private mutating func adapt(to rate: Double) {
        guard cycles > 2 else { return }
        // A rate of about 1 - weight is the weight's own doing: what was slow is over.
        if weight < 1, abs(rate - (1 - weight)) < 0.1 { weight = 1 }
        slowCycles = rate > 0.5 ? slowCycles + 1 : 0
        guard slowCycles >= 2 else { return }
        slowCycles = 0
        effort = min(effort + 1, 3)
        before = [2, 3, 4, 8][effort]
        after = [1, 2, 4, 8][effort]
        weight = [1, 0.75, 0.5, 0.25][effort]
    }
}
