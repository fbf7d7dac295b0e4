import NicheMath
import NicheModel

/// Vessels: their states change, they sprout, regress, close, bleed, and let cells in. Few enough to be taken one by one.
extension Simulation {
    func growVessels() throws {
        guard !isSettling else { return }
        for (kind, vessels) in zip(vesselKinds, state.vessels) {
            try change(kind, vessels)
            var gone: Set<Int> = []
            for row in 0..<vessels.count { try fire(kind, vessels, row, &gone) }
            try admit(kind, vessels)
            try grow(kind, vessels, &gone)
            if !gone.isEmpty { vessels.keep((0..<vessels.count).filter { !gone.contains($0) }.map(Int32.init)) }
        }
    }

    private func change(_ kind: VesselKind, _ vessels: Vessels) throws {
        guard let change = kind.changes, vessels.count > 0 else { return }
        let actors = ChangeSet.Actors(
            columns: vessels.table, globals: state.globals, seed: state.seed, tick: state.tick, key: { vessels[.key][$0] })
        let rows = (0..<vessels.count).map(Int32.init)
        try benches.withItem { bench in
            try rows.withUnsafeBufferPointer { rows in
                for start in stride(from: 0, to: rows.count, by: Program.blockSize) {
                    let count = min(Program.blockSize, rows.count - start)
                    if let (formula, row) = change.advance(rows.baseAddress! + start, count: count, dt: dt, actors: actors, bench: bench) {
                        throw fault(formula, type: kind.type.name, id: vessels[.id][row], position: vessels.middle(row))
                    }
                }
            }
        }
    }

    private func fire(_ kind: VesselKind, _ vessels: Vessels, _ row: Int, _ gone: inout Set<Int>) throws {
        let program = kind.events.program?.values(row: row, columns: vessels.table, globals: state.globals) ?? []
        for compiled in kind.events.events {
            guard !gone.contains(row) else { return }
            var draws = Draws(seed: state.seed, key: vessels[.key][row], tick: state.tick, event: compiled.purpose)
            switch compiled.event.trigger {
            case .hazard:
                let rate = program[compiled.rate!]
                guard rate.isFinite else {
                    throw fault(
                        kind.events.program!.sources[compiled.rate!], type: kind.type.name, id: vessels[.id][row],
                        position: vessels.middle(row))
                }
                guard waitingTime(rate, &draws) != nil else { continue }
            case .when: guard program[compiled.rate!] != 0 else { continue }
            case .every(let period): guard isDue(every: period) else { continue }
            case .on(let signal): guard therapies.isGiven(signal) else { continue }
            case .after: continue
            }
            if let chance = compiled.chance, draws.uniform() >= program[chance] { continue }
            try VesselVerbs.verb(compiled.event.verb)!.carryOut(
                VesselFiring(kind: kind, row: row, compiled: compiled), &draws, &gone, in: self)
            applyEffects(compiled, vessels, row)
        }
    }

    private func applyEffects(_ compiled: EventSet.Compiled, _ vessels: Vessels, _ row: Int) {
        if let memory = compiled.memoryColumn { vessels.table[memory][row] = Double(state.time) / 60 }
        guard let effects = compiled.effects else { return }
        let values = effects.values(row: row, columns: vessels.table, globals: state.globals)
        for (column, value) in zip(compiled.setColumns, values) { vessels.table[column][row] = value }
        for (tally, amount) in zip(compiled.event.tallies, values.dropFirst(compiled.setColumns.count)) {
            state.tallies[tally.tally] += amount
        }
    }

    /// Entry from the blood: at most one cell a segment, type and step, at a random angle on the wall.
    private func admit(_ kind: VesselKind, _ vessels: Vessels) throws {
        guard let admits = kind.admits else { return }
        for row in 0..<vessels.count {
            let rates = admits.values(row: row, columns: vessels.table, globals: state.globals)
            for (entry, rate) in zip(kind.type.admits, rates) {
                guard rate.isFinite else {
                    throw fault(entry.rate, type: kind.type.name, id: vessels[.id][row], position: vessels.middle(row))
                }
                let purpose = Purpose.entry.rawValue | UInt32(entry.type) << 8
                var draws = Draws(seed: state.seed, key: vessels[.key][row], tick: state.tick, event: purpose)
                guard waitingTime(rate, &draws) != nil else { continue }
                vessels[.admitted][row] += 1
                let key = Keys.child(of: vessels[.key][row] ^ UInt64(purpose), ordinal: vessels[.admitted][row])
                let along = vessels.start(row) + draws.uniform() * (vessels.end(row) - vessels.start(row))
                let at = inside(along + draws.direction(isFlat: grid.isSlice) * (vessels[.radius][row] + 5), beside: along)
                bear(type: entry.type, key: key, at: at)
                tally("entered", 1)
            }
        }
    }

    /// Tips of sprouts move on; they join, or end.
    private func grow(_ kind: VesselKind, _ vessels: Vessels, _ gone: inout Set<Int>) throws {
        guard let sprout = kind.type.sprout, let program = kind.sprout else { return }
        for row in 0..<vessels.count where vessels[.isTip][row] == 1 && !gone.contains(row) {
            let values = program.values(row: row, columns: vessels.table, globals: state.globals)
            var gradient = SIMD3<Double>(repeating: 0)
            let tip = vessels.end(row)
            for (i, weight) in sprout.weights.enumerated() {
                gradient += values[1 + i] * state.fields.gradient(state.fields.substances[weight.substance], at: tip)
            }
            var draws = Draws(seed: state.seed, key: vessels[.key][row], tick: state.tick, event: Purpose.vessel.rawValue)
            let slope = (gradient * gradient).sum().squareRoot()
            let along = slope > 1e-12 ? gradient / slope : draws.direction(isFlat: grid.isSlice)
            let end = inside(tip + along * (values[0] * dt), beside: tip)
            vessels.setEnds(row, vessels.start(row), end)
            if joins(end, sprout, kind, vessels, row) {
                openSprout(vessels, vessels[.sprout][row])
            } else if sproutLength(vessels, vessels[.sprout][row]) > sprout.most {
                let number = vessels[.sprout][row]
                for other in 0..<vessels.count where vessels[.sprout][other] == number && vessels[.isOpen][other] == 0 {
                    gone.insert(other)
                }
            } else if vessels.length(row) >= kind.type.segment {
                vessels[.isTip][row] = 0
                appendSegment(kind, vessels, sproutNumber: vessels[.sprout][row], from: end, parent: row, isTip: true)
            }
        }
    }

    private func joins(_ end: SIMD3<Double>, _ sprout: Model.Sprout, _ kind: VesselKind, _ vessels: Vessels, _ row: Int) -> Bool {
        let number = vessels[.sprout][row]
        for other in 0..<vessels.count where vessels[.isOpen][other] == 1 && vessels[.id][other] != number {
            guard !membranes.part(vessels.middle(other), end) else { continue }
            var d = vessels.middle(other) - end
            if grid.isSlice { d.z = 0 }
            if (d * d).sum().squareRoot() <= sprout.joins + vessels[.radius][other] { return true }
        }
        return false
    }

    private func openSprout(_ vessels: Vessels, _ number: UInt64) {
        for row in 0..<vessels.count where vessels[.sprout][row] == number {
            vessels[.isOpen][row] = 1
            vessels[.isTip][row] = 0
        }
    }

    private func sproutLength(_ vessels: Vessels, _ number: UInt64) -> Double {
        (0..<vessels.count).reduce(0) { $0 + (vessels[.sprout][$1] == number && vessels[.isOpen][$1] == 0 ? vessels.length($1) : 0) }
    }

    /// A new segment of a sprout: the type's start, then what `sprout: start` says. `sproutNumber` is the ID of the segment it sprang from.
    func appendSegment(
        _ kind: VesselKind, _ vessels: Vessels, sproutNumber: UInt64, from: SIMD3<Double>, parent: Int, isTip: Bool
    ) {
        let key = Keys.child(of: vessels[.key][parent], ordinal: UInt64(bitPattern: state.tick) &+ 1)
        let row = vessels.append(id: state.nextID, key: key, from: from, to: from, isOpen: false, time: state.time)
        state.nextID += 1
        vessels[.sprout][row] = sproutNumber
        vessels[.isTip][row] = isTip ? 1 : 0
        startSegment(kind, vessels, row)
        guard let sprout = kind.type.sprout, let start = kind.sproutStart else { return }
        let values = start.values(row: row, columns: vessels.table, globals: state.globals)
        for (entry, value) in zip(sprout.start, values) { vessels.table[kind.map.index(.state(entry.state))][row] = value }
    }

    func startSegment(_ kind: VesselKind, _ vessels: Vessels, _ row: Int) {
        for (column, key) in kind.map.keys.enumerated() { if case .memory = key { vessels.table[column][row] = -1e12 } }
        for (i, sampler) in kind.starts.enumerated() {
            var draws = Draws(seed: state.seed, key: vessels[.key][row], tick: 0, event: Purpose.start.rawValue | UInt32(i) << 8)
            let arguments = sampler.arguments.values(row: row, columns: vessels.table, globals: state.globals)
            vessels.table[kind.map.index(.state(i))][row] = sampler.draw(arguments, &draws)
        }
        for (column, key) in kind.map.keys.enumerated() {
            if case .sample(let substance) = key {
                vessels.table[column][row] = state.fields.sample(
                    state.fields.substances[substance], at: state.fields.corner(at: vessels.middle(row)))
            }
        }
    }
}
