import NicheMath
import NicheModel

/// Whether and when an event happens to each cell of a block.
extension Simulation {
    /// An event of cells of one type in one phase.
    struct Chance {
        var kind: CellKind
        var phase: Int
        var number: Int
        var event: CompiledEvent
        /// Step [min].
        var dt: Double
    }

    func fire(_ chance: Chance, _ rows: UnsafePointer<Int32>, _ count: Int, _ bench: IntegrationBench, _ list: FiringList) {
        let event = chance.event
        switch event.trigger {
        case .hazard: fireHazard(chance, rows, count, bench, list)
        case .condition:
            let isTrue = bench.bench.outputs[event.rate!]
            for lane in 0..<count where isTrue[lane] != 0 { propose(chance, rows, lane, 0, bench, list) }
        case .signal(let signal):
            if therapies.isGiven(signal) { for lane in 0..<count { propose(chance, rows, lane, 0, bench, list) } }
        case .period(let period):
            if isDue(every: period) { for lane in 0..<count { propose(chance, rows, lane, 0, bench, list) } }
        case .delay:
            for lane in 0..<count {
                if let time = delay(chance, Int(rows[lane])) { propose(chance, rows, lane, time, bench, list) }
            }
        }
    }

    /// A hazard: its rate decides for most lanes that nothing happens, some of them without a draw.
    private func fireHazard(
        _ chance: Chance, _ rows: UnsafePointer<Int32>, _ count: Int, _ bench: IntegrationBench, _ list: FiringList
    ) {
        let (rates, uniform, keys) = (bench.bench.outputs[chance.event.rate!], bench.draws, bench.keys)
        let (stages, dt) = (chance.event.stages, chance.dt)
        let draws = DrawRows(seed: state.seed, tick: state.tick, event: chance.event.purpose)
        for first in stride(from: 0, to: count, by: 16) {
            let end = min(first + 16, count)
            var most = 0.0
            for lane in first..<end { most = rates[lane] > most ? rates[lane] : most }
            guard most > 0 else { continue }
            draws.uniform(keys + first, count: 16, into: uniform + first)
            for lane in first..<end where uniform[lane] >= 1 - rates[lane] * stages * dt {
                var one = Draws(seed: state.seed, key: keys[lane], tick: state.tick, event: chance.event.purpose)
                if let time = waitingTime(rates[lane] * stages, &one) { propose(chance, rows, lane, time, bench, list) }
            }
        }
    }

    /// The event happens to a lane's cell, unless its chance or a stage to pass keeps it from that.
    private func propose(
        _ chance: Chance, _ rows: UnsafePointer<Int32>, _ lane: Int, _ time: Double, _ bench: IntegrationBench, _ list: FiringList
    ) {
        let (kind, event, row) = (chance.kind, chance.event, Int(rows[lane]))
        if let share = event.chance {
            var draws = Draws(seed: state.seed, key: bench.keys[lane], tick: state.tick, event: event.purpose)
            if event.drawsTime { _ = draws.uniform() }
            if draws.uniform() >= bench.bench.outputs[share][lane] { return }
        }
        let table = state.cells.tables[kind.index]
        if let column = event.stageColumn {
            let passed = table[column][row] + 1
            if passed < event.stages {
                table[column][row] = passed
                return
            }
        }
        list.append(
            Firing(
                cell: state.cells.owners[kind.index][0][row], kind: Int32(kind.index), phase: Int32(chance.phase),
                event: Int32(chance.number), time: min(time, chance.dt)))
    }

    /// When within the step the time since a cell entered its phase is up; nil if it is not.
    private func delay(_ chance: Chance, _ row: Int) -> Double? {
        let cells = state.cells
        let (kind, event) = (chance.kind, chance.event)
        let cell = Int(cells.owners[kind.index][0][row])
        let entered = Int64(bitPattern: cells[.entered][cell])
        var draws = Draws(seed: state.seed, key: cells[.key][cell], tick: entered, event: event.purpose)
        let wait = event.delay!.draw(row: row, columns: cells.tables[kind.index], globals: state.globals, &draws)
        let due = Double(entered) / 60 + wait
        return due <= Double(state.time + model.time.step) / 60 ? max(0, due - Double(state.time) / 60) : nil
    }

    /// Whether a whole multiple of the period, but not time 0, lies in this step.
    func isDue(every period: Int64) -> Bool {
        let multiple = (state.time + period - 1) / period
        return multiple > 0 && multiple * period < state.time + model.time.step
    }

    /// A waiting time at `rate`, if it is shorter than the step.
    ///
    /// - Parameter law: nil for that of the model, which holds for what cells do alone.
    @inline(__always)
    func waitingTime(_ rate: Double, _ draws: inout Draws, law: Model.HazardLaw? = nil) -> Double? {
        guard rate > 0 else { return nil }
        let u = draws.uniform()
        // -ln u is never below 1 - u, which spares most logarithms.
        if 1 - u >= rate * dt { return nil }
        let time = ((law ?? model.time.hazards) == .linear ? 1 - u : -Elementary.log(u)) / rate
        return time < dt ? time : nil
    }
}
