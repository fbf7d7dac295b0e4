import NicheMath
import NicheModel

/// Vessels: their states change, they sprout, regress, close, bleed, and let cells in. Few enough for one thread.
extension Simulation {
    func growVessels() throws {
        guard !isSettling else { return }
        for (kind, vessels) in zip(vesselKinds, state.vessels) {
            var gone: Set<Int> = []
            try benches.withItem { bench in
                try change(kind, vessels, bench)
                try fire(kind, vessels, &gone, bench)
                try admit(kind, vessels, bench)
            }
            try grow(kind, vessels, &gone)
            if !gone.isEmpty { vessels.keep((0..<vessels.count).filter { !gone.contains($0) }.map(Int32.init)) }
        }
    }

    /// Runs `body` over blocks of segments; the rows are in the bench.
    private func forEachBlock(of vessels: Vessels, _ bench: IntegrationBench, _ body: (Int, Int) throws -> Void) rethrows {
        for first in stride(from: 0, to: vessels.count, by: Program.blockSize) {
            let count = min(Program.blockSize, vessels.count - first)
            for lane in 0..<count {
                bench.rows[lane] = Int32(first + lane)
                bench.keys[lane] = vessels[.key][first + lane]
            }
            try body(first, count)
        }
    }

    private func change(_ kind: VesselKind, _ vessels: Vessels, _ bench: IntegrationBench) throws {
        guard let change = kind.changes else { return }
        let actors = ChangeSet.Actors(columns: vessels.table, globals: state.globals, seed: state.seed, tick: state.tick)
        try forEachBlock(of: vessels, bench) { _, count in
            if let (formula, row) = change.advance(bench.rows, count: count, actors: actors, bench: bench) {
                throw fault(formula, kind, vessels, row)
            }
        }
    }

    private func fault(_ formula: Formula, _ kind: VesselKind, _ vessels: Vessels, _ row: Int) -> RunFault {
        fault(formula, type: kind.type.name, id: vessels[.id][row], position: vessels.middle(row))
    }

    private func fire(_ kind: VesselKind, _ vessels: Vessels, _ gone: inout Set<Int>, _ bench: IntegrationBench) throws {
        let rows = vessels.count
        if let program = kind.events.program {
            // Copies: a segment's own events, and sprouts, change the columns that a result may be.
            let width = program.program.outputCount
            vesselRates.reserve(rows * width)
            forEachBlock(of: vessels, bench) { first, count in
                program.evaluate(rows: bench.rows, count: count, columns: vessels.table, globals: state.globals, bench: bench.bench)
                for i in 0..<width {
                    for lane in 0..<count { vesselRates.start[(first + lane) * width + i] = bench.bench.outputs[i][lane] }
                }
            }
            for row in 0..<rows { try fire(kind, vessels, row, vesselRates.start + row * width, &gone) }
        } else if !kind.events.events.isEmpty {
            for row in 0..<rows { try fire(kind, vessels, row, vesselRates.start, &gone) }
        }
    }

    private func fire(
        _ kind: VesselKind, _ vessels: Vessels, _ row: Int, _ values: UnsafePointer<Double>, _ gone: inout Set<Int>
    ) throws {
        for event in kind.events.events {
            guard !gone.contains(row) else { return }
            var draws = Draws(seed: state.seed, key: vessels[.key][row], tick: state.tick, event: event.purpose)
            switch event.trigger {
            case .hazard:
                let rate = values[event.rate!]
                guard rate.isFinite else { throw fault(kind.events.program!.sources[event.rate!], kind, vessels, row) }
                guard waitingTime(rate, &draws) != nil else { continue }
            case .condition: guard values[event.rate!] != 0 else { continue }
            case .period(let period): guard isDue(every: period) else { continue }
            case .signal(let signal): guard therapies.isGiven(signal) else { continue }
            case .delay: continue
            }
            if let chance = event.chance, draws.uniform() >= values[chance] { continue }
            try event.vesselVerb!.carryOut(VesselFiring(kind: kind, row: row, compiled: event), &draws, &gone, in: self)
            applyEffects(event, vessels, row)
        }
    }

    private func applyEffects(_ event: CompiledEvent, _ vessels: Vessels, _ row: Int) {
        if let memory = event.memoryColumn { vessels.table[memory][row] = Double(state.time) / 60 }
        guard let effects = event.effects else { return }
        effects.withValues(row: row, columns: vessels.table, globals: state.globals) { value in
            for (i, column) in event.setColumns.enumerated() { vessels.table[column][row] = value(i) }
            for (i, tally) in event.event.tallies.enumerated() { state.tallies[tally.tally] += value(event.setColumns.count + i) }
        }
    }

    /// Entry from the blood: at most one cell a segment, type and step, at a random angle on the wall.
    private func admit(_ kind: VesselKind, _ vessels: Vessels, _ bench: IntegrationBench) throws {
        guard let admits = kind.admits else { return }
        try forEachBlock(of: vessels, bench) { first, count in
            admits.evaluate(rows: bench.rows, count: count, columns: vessels.table, globals: state.globals, bench: bench.bench)
            for row in first..<first + count {
                for i in kind.admitted.indices {
                    let rate = bench.bench.outputs[i][row - first]
                    guard rate.isFinite else { throw fault(admits.sources[i], kind, vessels, row) }
                    guard rate > 0 else { continue }
                    let purpose = Purpose.entry.rawValue | UInt32(kind.admitted[i]) << 8
                    var draws = Draws(seed: state.seed, key: vessels[.key][row], tick: state.tick, event: purpose)
                    if waitingTime(rate, &draws) != nil { admit(kind.admitted[i], kind, vessels, row, purpose, &draws) }
                }
            }
        }
    }

    private func admit(_ type: Int, _ kind: VesselKind, _ vessels: Vessels, _ row: Int, _ purpose: UInt32, _ draws: inout Draws) {
        vessels[.admitted][row] += 1
        let key = Keys.child(of: vessels[.key][row] ^ UInt64(purpose), ordinal: vessels[.admitted][row])
        let along = vessels.start(row) + draws.uniform() * (vessels.end(row) - vessels.start(row))
        let at = inside(along + draws.direction(isFlat: grid.isSlice) * (vessels[.radius][row] + 5), beside: along)
        bear(type: type, key: key, at: at)
        tally("entered", 1)
    }
}
