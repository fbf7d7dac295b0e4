import NicheMath
import NicheModel

/// Act: proposals are settled. One is carried out if it has the lowest (rank, proposer's ID) among all that involve either party.
extension Simulation {
    func act() throws {
        let alone = firings.filter { rank(of: $0) == nil }
        let proposals = settle(firings.filter { rank(of: $0) != nil })
        for firing in serveParticles(alone) { try carryOut(firing) }
        for firing in proposals { try carryOut(firing) }
        state.cells.sort(width: 40, size: grid.size)
    }

    func event(_ firing: Firing) -> EventSet.Compiled { kinds[Int(firing.kind)].events[Int(firing.phase)].events[Int(firing.event)] }

    private func rank(of firing: Firing) -> Int? {
        let event = event(firing).event
        return CellVerbs.verb(event.verb)!.rank(of: event, isDeath: entersDeath(firing))
    }

    private func entersDeath(_ firing: Firing) -> Bool {
        let event = event(firing).event
        guard event.verb == "enter", !event.actsOnNeighbour, let phase = event.object else { return false }
        return kinds[Int(firing.kind)].isDead(phase)
    }

    /// The proposals that win, in the order in which they are carried out.
    private func settle(_ firings: [Firing]) -> [Firing] {
        struct Claim: Comparable {
            var rank: Int
            var id: UInt64
            var time: Double
            static func < (a: Claim, b: Claim) -> Bool { (a.rank, a.id, a.time) < (b.rank, b.id, b.time) }
        }
        let cells = state.cells
        let claims = firings.map { Claim(rank: rank(of: $0)!, id: cells.id(Int($0.cell)), time: $0.time) }
        // Of a cell's own proposals only the first in time stands: it ends the cell's turn.
        var first: [Int32: Int] = [:]
        for (i, firing) in firings.enumerated() {
            if let known = first[firing.cell], (firings[known].time, claims[known].rank) <= (firing.time, claims[i].rank) { continue }
            first[firing.cell] = i
        }
        let standing = firings.indices.filter { first[firings[$0].cell] == $0 }
        var best: [Int32: Claim] = [:]
        for i in standing {
            for party in [firings[i].cell, firings[i].other] where party >= 0 { best[party] = min(best[party] ?? claims[i], claims[i]) }
        }
        let winners = standing.filter { i in
            best[firings[i].cell] == claims[i] && (firings[i].other < 0 || best[firings[i].other] == claims[i])
        }
        return winners.sorted { claims[$0] < claims[$1] }.map { firings[$0] }
    }

    /// Eaters are served in order of their ID until a voxel is empty.
    private func serveParticles(_ firings: [Firing]) -> [Firing] {
        let cells = state.cells
        let ordered = firings.sorted { (cells.id(Int($0.cell)), $0.event) < (cells.id(Int($1.cell)), $1.event) }
        return ordered.compactMap { firing in
            guard firing.particle >= 0 else { return firing }
            guard case .particle(let particle, let within) = event(firing).event.pair! else { return nil }
            var firing = firing
            firing.amount = Int32(takeParticles(particle, wanted: Int(firing.amount), for: Int(firing.cell), within: within))
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
        try CellVerbs.verb(compiled.event.verb)!.carryOut(firing, compiled.event, in: self)
        if let column = compiled.stageColumn, state.cells.type(Int(firing.cell)) == Int(firing.kind) {
            table(of: Int(firing.cell))[column][state.cells.row(Int(firing.cell))] = 0
        }
    }

    /// Sets, tallies and yields of an event, all evaluated before any is written.
    private func applyEffects(_ compiled: EventSet.Compiled, _ firing: Firing) throws {
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
        state.cells[.entered][cell] = UInt64(bitPattern: state.time + model.time.step)
    }

    /// Counts under a tally that every run keeps, if the model has it.
    func tally(_ name: String, _ amount: Double) {
        if let index = model.tallies.firstIndex(of: name) { state.tallies[index] += amount }
    }

    /// Takes a cell out of the world.
    func remove(_ cell: Int) { state.cells[.isGone][cell] = 1 }
}
