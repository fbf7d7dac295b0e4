import NicheMath

/// A step of one substance.
extension SubstanceKind {
    /// Part of the largest concentration that an error may be.
    private static let tolerance = 1e-3

    /// Brings `values` over the step. The solver must be in a room.
    func solve(
        _ values: UnsafeMutablePointer<Double>, dt: Double, _ cells: [Table<Double>], _ occupants: [Occupants], _ tubes: [Tubes]
    ) {
        outcome = Multigrid.Outcome(cycles: 0, error: 0, hasConverged: true)
        if isQuiet(values, cells, occupants, tubes) {
            values.update(repeating: 0, count: solver.grid.count)
            return
        }
        let rate = isStepped ? 1 / dt : 0
        let isBalanced = isStepped && isClosed
        let level = solver.levels[0]
        level.isCurved = hasCapacity
        level.saturation = half
        outcome = solver.iterate(
            Tolerance(absolute: 1e-15, relative: Self.tolerance), isClamped: true, uniformLoss: isUniform ? decay + rate : nil
        ) { layer, part in
            let rows = level.rows(part, of: layer)
            let input = gather(values, rate: rate, rows, cells, occupants, tubes)
            if isBalanced { balance.addSource(level, rows, of: layer, isFirst: part.lowerBound == 0) }
            return input
        } finish: { layer, part in
            if isBalanced { balance.addHeld(level, level.rows(part, of: layer), of: layer, isFirst: part.lowerBound == 0) }
        }
        let factor = isBalanced && outcome.hasConverged ? balance.factor(solver) : 1
        if !solver.store(values, times: factor) { outcome.error = .nan }
    }
}
