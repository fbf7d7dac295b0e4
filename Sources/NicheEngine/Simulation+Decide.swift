import NicheMath
import NicheModel

/// Decide: states change, hazards fire, verbs are proposed. Each cell on its own, from the frozen world.
extension Simulation {
    /// Rows of a tile: a few blocks of one type.
    private static let tile = 2 * Program.blockSize

    func decide() throws {
        firings.removeAll(keepingCapacity: true)
        for kind in kinds {
            let rows = state.cells.tables[kind.index].count
            let tiles = (rows + Self.tile - 1) / Self.tile
            while firingLists.count < tiles { firingLists.append(FiringList()) }
            let lists = firingLists
            pool.run(tiles) { tile in
                lists[tile].removeAll()
                let end = min((tile + 1) * Self.tile, rows)
                benches.withItem { bench in
                    do throws(RunFault) {
                        for first in stride(from: tile * Self.tile, to: end, by: Program.blockSize) {
                            try decide(kind, first: first, count: min(Program.blockSize, end - first), bench, lists[tile])
                        }
                    } catch {
                        firstFault.note(error, in: tile)
                    }
                }
            }
            try firstFault.check()
            for tile in 0..<tiles { firings.append(contentsOf: lists[tile].all) }
        }
    }

    /// One block of rows, phase by phase: mostly there is only one.
    private func decide(_ kind: CellKind, first: Int, count: Int, _ bench: IntegrationBench, _ list: FiringList) throws(RunFault) {
        let owners = state.cells.owners[kind.index][0] + first
        let phases = state.cells[.phase]
        let isHeld = clamps.hold(kind)
        var present: UInt64 = 0
        for lane in 0..<count { present |= 1 &<< UInt64(phases[Int(owners[lane])] & 63) }
        while present != 0 {
            let bit = present.trailingZeroBitCount
            present &= present - 1
            for phase in stride(from: bit, to: kind.deadPhases.count, by: 64) where isHeld || kind.isActive[phase] {
                var lanes = 0
                for lane in 0..<count where Int(phases[Int(owners[lane])]) == phase {
                    bench.rows[lanes] = Int32(first + lane)
                    lanes += 1
                }
                if lanes > 0 { try decide(kind, phase, bench.rows, lanes, bench, list) }
            }
        }
    }

    /// Rows of one phase: change, then events.
    private func decide(
        _ kind: CellKind, _ phase: Int, _ rows: UnsafePointer<Int32>, _ count: Int, _ bench: IntegrationBench, _ list: FiringList
    ) throws(RunFault) {
        let cells = state.cells
        let owners = cells.owners[kind.index][0], keys = cells[.key]
        for lane in 0..<count { bench.keys[lane] = keys[Int(owners[Int(rows[lane])])] }
        // Euler's law takes rates from the head of the step, and conditions from its end.
        let isEuler = model.time.changes == .euler
        clamps.apply(to: kind, rows: rows, count: count, cells: cells, globals: state.globals)
        if isEuler, !isSettling { try fire(kind, phase, rows, count, bench, list) { $0 == .hazard } }
        if let change = kind.changes[phase] {
            let actors = ChangeSet.Actors(columns: cells.tables[kind.index], globals: state.globals, seed: state.seed, tick: state.tick)
            if let (formula, row) = change.advance(rows, count: count, actors: actors, bench: bench) {
                throw fault(formula, kind, cell: Int(owners[row]))
            }
        }
        if !isSettling { try fire(kind, phase, rows, count, bench, list) { !isEuler || $0 != .hazard } }
    }

    private func fire(
        _ kind: CellKind, _ phase: Int, _ rows: UnsafePointer<Int32>, _ count: Int, _ bench: IntegrationBench, _ list: FiringList,
        where isWanted: (CompiledEvent.Trigger) -> Bool
    ) throws(RunFault) {
        let set = kind.events[phase]
        guard !set.events.isEmpty else { return }
        if let program = set.program {
            let table = state.cells.tables[kind.index]
            program.evaluate(rows: rows, count: count, columns: table, globals: state.globals, bench: bench.bench)
            if let (formula, lane) = program.firstFailure(count: count, bench: bench.bench) {
                throw fault(formula, kind, cell: Int(state.cells.owners[kind.index][0][Int(rows[lane])]))
            }
        }
        for e in set.events.indices where set.events[e].isAlone && isWanted(set.events[e].trigger) {
            fire(Chance(kind: kind, phase: phase, number: e, event: set.events[e], dt: dt), rows, count, bench, list)
        }
        // Pairs evaluate programs of their own, which takes the bench; what the shared program gave is used up by now.
        guard !model.space.isWell else { return }
        for e in set.events.indices where !set.events[e].isAlone && isWanted(set.events[e].trigger) {
            try firePairs(kind, phase, e, set.events[e], rows, count, bench, list)
        }
    }

    func fault(_ formula: Formula, _ kind: CellKind, cell: Int) -> RunFault {
        fault(formula, type: kind.type.name, id: state.cells.id(cell), position: state.cells.position(cell))
    }
}
