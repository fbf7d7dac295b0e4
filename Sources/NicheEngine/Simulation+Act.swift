import NicheMath
import NicheModel

/// Act: proposals are settled. One is carried out if it has the lowest (rank, proposer's ID) among all that involve either party.
extension Simulation {
    func act() throws {
        let cells = state.cells
        if !firings.isEmpty {
            let alone = firings.filter { event($0).rank == nil }
            let proposals = firings.filter { event($0).rank != nil }
            for firing in serveParticles(alone) { try carryOut(firing) }
            let winners = settlement.winners(of: proposals, ids: cells[.id]) { event($0).rank! }
            for winner in winners { try carryOut(proposals[Int(winner)]) }
        }
        cells.arrange(tick: state.tick, width: 40, size: grid.size)
    }

    func event(_ firing: Firing) -> CompiledEvent { kinds[Int(firing.kind)].events[Int(firing.phase)].events[Int(firing.event)] }

    /// Eaters are served in order of their ID until a voxel is empty.
    private func serveParticles(_ firings: [Firing]) -> [Firing] {
        let cells = state.cells
        func otherID(_ firing: Firing) -> UInt64 { firing.other < 0 ? 0 : cells.id(Int(firing.other)) }
        let ordered = firings.sorted { a, b in
            (cells.id(Int(a.cell)), a.event, otherID(a)) < (cells.id(Int(b.cell)), b.event, otherID(b))
        }
        return ordered.compactMap { firing in
            guard firing.particle >= 0 else { return firing }
            guard case .particle(let particle, let within) = event(firing).partner else { return nil }
            var firing = firing
            firing.amount = Int32(takeParticles(Int(particle), wanted: Int(firing.amount), for: Int(firing.cell), within: within))
            return firing.amount > 0 ? firing : nil
        }
    }

    private func takeParticles(_ particle: Int, wanted: Int, for cell: Int, within: Double) -> Int {
        let counts = state.fields.particles[particle]
        var voxels: [Int] = []
        forEachVoxel(near: state.cells.position(cell), within: state.cells[.radius][cell] + within) { voxel in
            if counts[voxel] > 0 { voxels.append(voxel) }
        }
        var draws = Draws(seed: state.seed, key: state.cells[.key][cell], tick: state.tick, event: Purpose.particle.rawValue)
        var got = 0
        for _ in 0..<wanted {
            let total = voxels.reduce(0) { $0 + Int(counts[$1]) }
            guard total > 0 else { break }
            var pick = draws.int(below: total)
            for voxel in voxels {
                pick -= Int(counts[voxel])
                if pick < 0 {
                    counts[voxel] -= 1
                    break
                }
            }
            got += 1
        }
        return got
    }

    private func carryOut(_ firing: Firing) throws {
        let compiled = event(firing)
        try applyEffects(compiled, firing)
        try compiled.verb!.carryOut(firing, compiled.event, in: self)
        if let column = compiled.stageColumn, state.cells.type(Int(firing.cell)) == Int(firing.kind) {
            table(of: Int(firing.cell))[column][state.cells.row(Int(firing.cell))] = 0
        }
    }

    /// Sets, tallies and yields of an event, all evaluated before any is written.
    private func applyEffects(_ compiled: CompiledEvent, _ firing: Firing) throws {
        let cell = Int(firing.cell)
        let table = table(of: cell), row = state.cells.row(cell)
        if let memory = compiled.memoryColumn { table[memory][row] = Double(state.time) / 60 }
        guard let effects = compiled.effects else { return }
        let values = effects.values(row: row, columns: table, globals: state.globals) { extra in
            switch extra {
            case .their(let name): self.their(name, Int(firing.other))
            case .eaten: Double(firing.amount)
            default: 0
            }
        }
        for (i, value) in values.enumerated() where !value.isFinite {
            throw fault(
                effects.sources[i], type: kinds[Int(firing.kind)].type.name, id: state.cells.id(cell), position: state.cells.position(cell))
        }
        var next = values.makeIterator()
        for column in compiled.setColumns { table[column][row] = next.next()! }
        let tallied = compiled.event.tallies.map { _ in next.next()! }
        var draws = Draws(
            seed: state.seed, key: state.cells[.key][cell], tick: state.tick, event: compiled.purpose ^ Purpose.share.rawValue << 16)
        for (tally, amount) in zip(compiled.event.tallies, tallied) {
            if tally.chance != nil, draws.uniform() >= next.next()! { continue }
            state.tallies[tally.tally] += amount
        }
        for entry in compiled.event.yields {
            state.fields.substances[entry.substance][grid.voxel(at: state.cells.position(cell))] += next.next()! / grid.voxelVolume
        }
    }

    /// Moves a cell into a phase: what it leaves behind, what is set on entry.
    func enter(_ phase: Int, _ cell: Int) {
        let kind = kinds[state.cells.type(cell)]
        let table = table(of: cell), row = state.cells.row(cell)
        if let leave = kind.leaveBehind[phase] {
            let values = leave.values(row: row, columns: table, globals: state.globals)
            let voxel = grid.voxel(at: state.cells.position(cell))
            for (entry, value) in zip(kind.type.phases[phase].leaveBehind, values) {
                state.fields.substances[entry.substance][voxel] += value / grid.voxelVolume
            }
        }
        if let enter = kind.enter[phase] {
            let values = enter.values(row: row, columns: table, globals: state.globals)
            for (entry, value) in zip(kind.type.phases[phase].enter, values) { table[kind.map.index(.state(entry.state))][row] = value }
        }
        state.cells[.phase][cell] = Int32(phase)
        for (column, isIn) in kind.phaseColumns { table[column][row] = isIn[phase] ? 1 : 0 }
        state.cells[.entered][cell] = UInt64(bitPattern: state.time + model.time.step)
    }

    /// Counts under a tally that every run keeps, if the model has it.
    func tally(_ name: String, _ amount: Double) {
        if let index = model.tallies.firstIndex(of: name) { state.tallies[index] += amount }
    }

    /// Takes a cell out of the world.
    func remove(_ cell: Int) { state.cells.remove(cell) }
}
