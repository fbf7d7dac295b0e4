import NicheMath
import NicheModel

/// Transport: cells and vessels feed and drain the substances, which diffuse and react; then what each cell got is booked.
extension Simulation {
    func exchange() throws {
        state.globals[GlobalMap.time] = Double(state.time) / 60
        transport.place(state.cells, kinds, backBy: model.time.exchange == .onTheWay ? dt : 0)
        try evaluateExchange()
        for (kind, vessels) in zip(vesselKinds, state.vessels) where kind.exchange != nil { sampleVessels(kind, vessels) }
        try benches.withItem { bench in
            try transport.placeTubes(state.vessels, globals: state.globals, time: state.time, bench: bench)
        }
        try particleEvents()
        react(over: dt / 2)
        clamps.apply(to: state.fields, grid: grid, globals: state.globals, model: model)
        // Cells book what they took from the field that the solve ends with: reactions come after it.
        if model.time.start == .asGiven, state.tick == 1 {
            // Substances that start as given are far from their answer: one long step would swing below it.
            for part in Self.firstParts { transport.solve(state.fields, clamps, state.cells, dt: part * dt) }
        } else {
            transport.solve(state.fields, clamps, state.cells, dt: dt)
        }
        try checkSubstances()
        react(over: dt / 2)
    }

    /// Parts of the first step, each not much longer than all before it.
    private static let firstParts = [0.01, 0.03, 0.06, 0.15, 0.25, 0.5]

    /// What every cell would take and give, from its state after the acts.
    private func evaluateExchange() throws {
        for kind in kinds {
            guard let exchange = kind.exchange else { continue }
            let table = state.cells.tables[kind.index]
            let owners = state.cells.owners[kind.index][0]
            try forEachBlock(of: kind) { rows, count, bench in
                exchange.evaluate(rows: rows, count: count, columns: table, globals: state.globals, bench: bench)
                if let (formula, lane) = exchange.firstFailure(count: count, bench: bench) {
                    let cell = Int(owners[Int(rows[lane])])
                    throw fault(formula, type: kind.type.name, id: state.cells.id(cell), position: state.cells.position(cell))
                }
                for i in 0..<kind.exchangeEntries.count {
                    let (target, output) = (table[kind.exchangeEntries[i].column], bench.outputs[i])
                    for lane in 0..<count { target[Int(rows[lane])] = output[lane] }
                }
                try evaluateDeadExchange(kind, rows, count, bench)
            }
        }
    }

    /// Does it again for the dead cells of a block that exchange still.
    private func evaluateDeadExchange(_ kind: CellKind, _ rows: UnsafePointer<Int32>, _ count: Int, _ bench: Bench) throws {
        let owners = state.cells.owners[kind.index][0]
        let table = state.cells.tables[kind.index]
        for (phase, program) in kind.deadExchange.enumerated() {
            guard let program else { continue }
            let dead = (0..<count).map { rows[$0] }.filter { state.cells.phase(Int(owners[Int($0)])) == phase }
            if dead.isEmpty { continue }
            program.evaluate(rows: dead, count: dead.count, columns: table, globals: state.globals, bench: bench)
            if let (formula, lane) = program.firstFailure(count: dead.count, bench: bench) {
                let cell = Int(owners[Int(dead[lane])])
                throw fault(formula, type: kind.type.name, id: state.cells.id(cell), position: state.cells.position(cell))
            }
            for (i, entry) in kind.exchangeEntries.enumerated() {
                for (lane, row) in dead.enumerated() { table[entry.column][Int(row)] = bench.outputs[i][lane] }
            }
        }
    }

    private func checkSubstances() throws {
        for substance in transport.substances where !substance.outcome.hasConverged || !substance.outcome.error.isFinite {
            let outcome = substance.outcome
            throw RunFault(
                outcome.error.isFinite
                    ? "\(substance.name) has no steady state: nothing removes it, or it cannot leave (error \(outcome.error) after \(outcome.cycles) cycles)"
                    : "the field of \(substance.name) is not a number\(badVoxel(of: substance))", time: state.time)
        }
    }

    /// Where a field is no number, if that shows.
    private func badVoxel(of substance: SubstanceKind) -> String {
        let values = state.fields.substances[substance.index]
        guard let voxel = (0..<grid.count).first(where: { !values[$0].isFinite }) else { return "" }
        let middle = grid.centre(of: voxel)
        return " in voxel \(voxel), around (\(middle.x), \(middle.y), \(middle.z)) um"
    }

    private func react(over time: Double) {
        for reaction in 0..<transport.chemistry.count {
            pool.forEachTile(of: grid.count, size: 8192) { voxels in
                transport.chemistry[reaction].react(state.fields, voxels, over: time)
            }
        }
    }
}
