import NicheMath
import NicheModel

/// Decide: states change, hazards fire, verbs are proposed. Each cell on its own, from the frozen world.
extension Simulation {
    /// Rows of one type in one phase, a block at most.
    private struct Task {
        var kind: Int
        var phase: Int
        var rows: ArraySlice<Int32>
    }

    func decide() throws {
        let tasks = makeTasks()
        var results = [Result<[Firing], RunFault>](repeating: .success([]), count: tasks.count)
        results.withUnsafeMutableBufferPointer { results in
            let results = UncheckedPointer(results.baseAddress!)
            pool.run(tasks.count) { i in
                results[i] = benches.withItem { bench in
                    tasks[i].rows.withUnsafeBufferPointer { rows in
                        Result { () throws(RunFault) in try decide(tasks[i].kind, tasks[i].phase, rows.baseAddress!, rows.count, bench) }
                    }
                }
            }
        }
        firings.removeAll(keepingCapacity: true)
        for result in results { firings += try result.get() }
    }

    private func makeTasks() -> [Task] {
        var tasks: [Task] = []
        for kind in kinds {
            let owners = state.cells.owners[kind.index][0]
            let phases = state.cells[.phase]
            var byPhase = [[Int32]](repeating: [], count: kind.type.phases.count)
            for row in 0..<state.cells.tables[kind.index].count { byPhase[Int(phases[Int(owners[row])])].append(Int32(row)) }
            let isHeld = clamps.hold(kind)
            for (phase, rows) in byPhase.enumerated() where isHeld || kind.changes[phase] != nil || !kind.events[phase].events.isEmpty {
                for start in stride(from: 0, to: rows.count, by: Program.blockSize) {
                    tasks.append(Task(kind: kind.index, phase: phase, rows: rows[start..<min(start + Program.blockSize, rows.count)]))
                }
            }
        }
        return tasks
    }

    /// One block of rows: change, then events.
    private func decide(
        _ k: Int, _ phase: Int, _ rows: UnsafePointer<Int32>, _ count: Int, _ bench: IntegrationBench
    ) throws(RunFault) -> [Firing] {
        let kind = kinds[k]
        let cells = state.cells
        let table = cells.tables[k]
        let owners = cells.owners[k][0]
        clamps.apply(to: kind, rows: rows, count: count, cells: cells, globals: state.globals)
        if let change = kind.changes[phase] {
            let actors = ChangeSet.Actors(
                columns: table, globals: state.globals, seed: state.seed, tick: state.tick, key: { cells[.key][Int(owners[$0])] })
            if let (formula, row) = change.advance(rows, count: count, dt: dt, actors: actors, bench: bench) {
                let cell = Int(owners[row])
                throw fault(formula, type: kind.type.name, id: cells.id(cell), position: cells.position(cell))
            }
        }
        guard !isSettling else { return [] }
        return try fire(kind, phase, rows, count, bench.bench)
    }

    private func fire(
        _ kind: CellKind, _ phase: Int, _ rows: UnsafePointer<Int32>, _ count: Int, _ bench: Bench
    ) throws(RunFault) -> [Firing] {
        let set = kind.events[phase]
        guard !set.events.isEmpty else { return [] }
        let cells = state.cells
        let table = cells.tables[kind.index]
        let owners = cells.owners[kind.index][0]
        var fired: [Firing] = []
        if let program = set.program {
            program.evaluate(rows: rows, count: count, columns: table, globals: state.globals, bench: bench)
            if let (formula, lane) = program.firstFailure(count: count, bench: bench) {
                let cell = Int(owners[Int(rows[lane])])
                throw fault(formula, type: kind.type.name, id: cells.id(cell), position: cells.position(cell))
            }
        }
        for (e, compiled) in set.events.enumerated() where compiled.event.pair == nil {
            for lane in 0..<count {
                let cell = Int(owners[Int(rows[lane])])
                var draws = Draws(seed: state.seed, key: cells[.key][cell], tick: state.tick, event: compiled.purpose)
                guard var time = moment(of: compiled, cell, lane, bench, &draws) else { continue }
                if let chance = compiled.chance, draws.uniform() >= bench.outputs[chance][lane] { continue }
                if let column = compiled.stageColumn {
                    let passed = table[column][Int(rows[lane])] + 1
                    if passed < Double(compiled.event.stages) {
                        table[column][Int(rows[lane])] = passed
                        continue
                    }
                }
                time = min(time, dt)
                fired.append(Firing(cell: Int32(cell), kind: Int32(kind.index), phase: Int32(phase), event: Int32(e), time: time))
            }
        }
        // Pairs evaluate programs of their own, which takes the bench; what the shared program gave is used up by now.
        for (e, compiled) in set.events.enumerated() where compiled.event.pair != nil {
            try firePairs(kind, phase, e, compiled, rows, count, bench, &fired)
        }
        return fired
    }

    /// When within the step the event happens to a cell; nil if it does not.
    private func moment(of compiled: EventSet.Compiled, _ cell: Int, _ lane: Int, _ bench: Bench, _ draws: inout Draws) -> Double? {
        switch compiled.event.trigger {
        case .hazard:
            return waitingTime(bench.outputs[compiled.rate!][lane] * Double(compiled.event.stages), &draws)
        case .when:
            return bench.outputs[compiled.rate!][lane] != 0 ? 0 : nil
        case .on(let signal):
            return therapies.isGiven(signal) ? 0 : nil
        case .every(let period):
            return isDue(every: period) ? 0 : nil
        case .after:
            let entered = Int64(bitPattern: state.cells[.entered][cell])
            var draws = Draws(seed: state.seed, key: state.cells[.key][cell], tick: entered, event: compiled.purpose)
            let arguments = compiled.delay!.arguments.values(row: state.cells.row(cell), columns: table(of: cell), globals: state.globals)
            let due = Double(entered) / 60 + compiled.delay!.draw(arguments, &draws)
            return due <= Double(state.time + model.time.step) / 60 ? max(0, due - Double(state.time) / 60) : nil
        }
    }

    /// Whether a whole multiple of the period, but not time 0, lies in this step.
    func isDue(every period: Int64) -> Bool {
        let multiple = (state.time + period - 1) / period
        return multiple > 0 && multiple * period < state.time + model.time.step
    }

    /// A waiting time at `rate`, if it is shorter than the step.
    @inline(__always)
    func waitingTime(_ rate: Double, _ draws: inout Draws) -> Double? {
        guard rate > 0 else { return nil }
        let u = draws.uniform()
        // -ln u is never below 1 - u, which spares most logarithms.
        if 1 - u >= rate * dt { return nil }
        let time = (model.time.hazards == .linear ? 1 - u : -Elementary.log(u)) / rate
        return time < dt ? time : nil
    }

    func table(of cell: Int) -> Table<Double> { state.cells.tables[state.cells.type(cell)] }
}

/// A pointer that tiles of one loop write through, each to places of its own.
struct UncheckedPointer<Element>: @unchecked Sendable {
    let base: UnsafeMutablePointer<Element>
    init(_ base: UnsafeMutablePointer<Element>) { self.base = base }
    subscript(i: Int) -> Element {
        get { base[i] }
        nonmutating set { base[i] = newValue }
    }
}

extension BoundProgram {
    /// The results for one row, for what happens rarely.
    func values(
        row: Int, columns: Table<Double>?, globals: UnsafePointer<Double>, extras: (Slot.Extra) -> Double = { _ in 0 }
    ) -> [Double] {
        program.scalar(
            slots.map { slot in
                switch slot {
                case .uniform(let i): globals[i]
                case .column(let column): columns![column][row]
                case .extra(let extra): extras(extra)
                }
            } + Array(repeating: 0, count: program.inputCount - slots.count))
    }
}
