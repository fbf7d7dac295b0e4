/// From the first stage of a step to the second.
extension SubstanceKind {
    /// Brings the source of some rows from the first stage to the second, and extrapolates to the end of the step for a first guess.
    ///
    /// The first stage was c1 = c0 + γ dt f(c1), so its change says what f is: f need not be evaluated again.
    /// - Parameters:
    ///   - values: the field at the head of the step, c0.
    ///   - rate: 1 / (γ dt).
    ///   - factor: closes the books of the first stage.
    func carry(
        _ values: UnsafePointer<Double>, _ stages: Stages, rate: Double, times factor: Double, _ rows: Range<Int>
    ) -> Multigrid.Input {
        let level = solver.levels[0]
        let (nx, ny) = (solver.grid.nx, solver.grid.ny)
        var least = Lanes()
        for row in rows {
            let source = level.source + row * level.pitch
            carryRow(
                values + row * nx, count: nx, half: level.half, level.row(row % ny, row / ny), source, times: factor,
                by: rate * stages.carry, reach: 1 / stages.implicit, &least)
        }
        return Multigrid.Input(leastSource: least.min(), leastLoss: decay + rate)
    }

    /// Books what each cell got in the first stage, from where the solver keeps it.
    func bookStage(_ cells: [Table<Double>], _ occupants: [Occupants], times factor: Double, weight: Double) {
        let level = solver.levels[0]
        let (pitch, ny) = (level.pitch, solver.grid.ny)
        clearTaken(cells)
        book(cells, occupants, weight: weight) { place in
            let row = Int(place.slot) / pitch
            return factor * level.row(row % ny, row / ny)[Int(place.slot) - row * pitch]
        }
    }
}

/// A row in halves becomes the guess for the second stage, and its source that of the second stage; `least` sinks to the least of it.
@inline(never)
private func carryRow(
    _ old: UnsafePointer<Double>, count: Int, half: Int, _ line: UnsafeMutablePointer<Double>, _ source: UnsafeMutablePointer<Double>,
    times factor: Double, by gain: Double, reach: Double, _ least: inout Lanes
) {
    let (factors, gains, reaches) = (Lanes(repeating: factor), Lanes(repeating: gain), Lanes(repeating: reach))
    var low = least
    @inline(__always)
    func carry(_ before: Lanes, _ slot: Int) {
        let change = line.lanes(slot) * factors - before
        let flow = source.lanes(slot) + gains * change
        let guess = before + reaches * change
        line.store(guess.replacing(with: 0, where: guess .< 0), slot)
        source.store(flow, slot)
        low.replace(with: flow, where: flow .< low)
    }
    var m = 0
    while 2 * m + 16 <= count {
        let both = UnsafeRawPointer(old + 2 * m).loadUnaligned(as: SIMD16<Double>.self)
        carry(both.evenHalf, m)
        carry(both.oddHalf, m + half)
        m += 8
    }
    for i in 2 * m..<max(count, 2 * m) {
        let slot = (i & 1) * half + i / 2
        let change = line[slot] * factor - old[i]
        source[slot] += gain * change
        line[slot] = max(0, old[i] + reach * change)
        low[0] = min(low[0], source[slot])
    }
    least = low
}
