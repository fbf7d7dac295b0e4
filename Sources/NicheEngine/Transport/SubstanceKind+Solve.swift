import NicheMath

/// A step of one substance.
extension SubstanceKind {
    /// Part of a field that may be cut off for being below zero.
    private static let most = 1e-3

    /// Brings `values` over the step and books what each cell got. The solver must be in a room.
    func solve(
        _ values: UnsafeMutablePointer<Double>, dt: Double, _ cells: [Table<Double>], _ occupants: [Occupants], _ tubes: [Tubes]
    ) {
        outcome = Multigrid.Outcome(cycles: 0, error: 0, hasConverged: true)
        if isQuiet(values, cells, occupants, tubes) {
            values.update(repeating: 0, count: solver.grid.count)
        } else if isStepped {
            // A field so rough that much of it would end below zero is made smooth by a step of Euler's, which never does that.
            if step(values, Stages(decay: decay * dt), dt, cells, occupants, tubes) { return }
            _ = step(values, .euler, dt, cells, occupants, tubes)
            return
        } else {
            outcome = balance(rate: 0) { gather(values, rate: 0, $0, cells, occupants, tubes) }
            if !solver.store(values) { outcome.error = .nan }
        }
        book(values, cells, occupants)
    }

    /// - Returns: false where the field would have to be cut off too much; nothing is changed then.
    private func step(
        _ values: UnsafeMutablePointer<Double>, _ stages: Stages, _ dt: Double, _ cells: [Table<Double>], _ occupants: [Occupants],
        _ tubes: [Tubes]
    ) -> Bool {
        let rate = 1 / (stages.implicit * dt)
        outcome = balance(rate: rate) { gather(values, rate: rate, $0, cells, occupants, tubes) }
        var factor = closingFactor
        if !stages.isSingle, outcome.hasConverged {
            // What the first stage left open may be cut off too.
            let (first, open) = (outcome, tolerance * books.total)
            bookStage(cells, occupants, times: factor, weight: stages.firstWeight)
            outcome = balance(rate: rate, isAgain: true) { carry(values, stages, rate: rate, times: factor, $0) }
            let isSmooth = books.cut <= max(Self.most * books.total, open) && (books.came >= 0 || !isClosed)
            guard outcome.hasConverged, isSmooth else { return false }
            outcome.cycles += first.cycles
            outcome.error = max(outcome.error, first.error)
            factor = closingFactor
        }
        if !solver.store(values, times: factor, isCut: !stages.isSingle) { outcome.error = .nan }
        book(values, cells, occupants, weight: stages.implicit)
        return true
    }

    /// Solves the balance of a stage, or of the steady state where `rate` is 0, and keeps the books of a stepped substance.
    private func balance(rate: Double, isAgain: Bool = false, fill: (_ rows: Range<Int>) -> Multigrid.Input) -> Multigrid.Outcome {
        let level = solver.levels[0]
        level.isCurved = hasCapacity
        level.saturation = half
        return solver.iterate(
            Tolerance(absolute: 1e-15, relative: tolerance), isClamped: true, uniformLoss: isUniform ? decay + rate : nil,
            isAgain: isAgain
        ) { layer, part in
            let rows = level.rows(part, of: layer)
            let input = fill(rows)
            if isStepped { books.addSource(level, rows, of: layer, isFirst: part.lowerBound == 0) }
            return input
        } finish: { layer, part in
            if isStepped { books.addHeld(level, level.rows(part, of: layer), of: layer, isFirst: part.lowerBound == 0) }
        }
    }

    /// What the values must be multiplied with for nothing to appear or vanish; through open sides anything may.
    private var closingFactor: Double { isClosed && outcome.hasConverged ? books.factor(solver) : 1 }
}
