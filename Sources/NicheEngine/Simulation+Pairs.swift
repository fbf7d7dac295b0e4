import NicheMath
import NicheModel

/// Events that involve a neighbour, a vessel or particles.
extension Simulation {
    func firePairs(
        _ kind: CellKind, _ phase: Int, _ e: Int, _ event: CompiledEvent, _ rows: UnsafePointer<Int32>, _ count: Int,
        _ bench: IntegrationBench, _ list: FiringList
    ) throws(RunFault) {
        // A copy of the list's head, so that adding to it takes no check for exclusive access.
        var pairs = bench.pairs
        pairs.removeAll()
        let contacts = (starts: contactList.starts, others: contactList.others)
        let owners = state.cells.owners[kind.index][0]
        for lane in 0..<count { gatherPairs(event, contacts, row: rows[lane], cell: owners[Int(rows[lane])], &pairs) }
        bench.pairs = pairs
        if pairs.count == 0 { return }
        let firing = Firing(cell: 0, kind: Int32(kind.index), phase: Int32(phase), event: Int32(e), time: 0)
        for start in stride(from: 0, to: pairs.count, by: Program.blockSize) {
            try fire(start, min(Program.blockSize, pairs.count - start), kind, event, firing, bench, list)
        }
    }

    @inline(__always)
    func gatherPairs(
        _ event: CompiledEvent, _ contacts: (starts: UnsafePointer<Int32>, others: UnsafePointer<Int32>), row: Int32, cell: Int32,
        _ pairs: inout PairList
    ) {
        let cells = state.cells
        switch event.partner {
        case .nobody: break
        case .each:
            gatherTouched(event.filter!, contacts, row, cell, &pairs)
        case .oneOf:
            let before = pairs.count
            gatherTouched(event.filter!, contacts, row, cell, &pairs)
            let touched = pairs.count - before
            guard touched > 0 else { return }
            var draws = Draws(
                seed: state.seed, key: cells[.key][Int(cell)], tick: state.tick, event: event.purpose ^ Purpose.choice.rawValue << 16)
            let chosen = pairs.start[before + draws.int(below: touched)]
            pairs.cut(to: before)
            pairs.append(chosen)
        case .segments:
            let (p, radius) = (cells.position(Int(cell)), cells[.radius][Int(cell)])
            let reach = model.space.reach
            var touched = 0.0
            vesselIndex.forEach(near: p, within: min(3 * radius, reach * (radius + vesselIndex.widest))) { segment, distance in
                guard event.isSegment[Int(segment.type)], distance <= reach * (radius + segment.radius) else { return }
                if !membranes.part(p, segment.middle) { touched += 1 }
            }
            if touched > 0 { pairs.append(CellPair(row: row, cell: cell, other: -1, number: touched)) }
        case .particle(let particle, let within):
            let reach = cells[.radius][Int(cell)] + within
            let counts = state.fields.particles[Int(particle)]
            var number = 0.0
            forEachVoxel(near: cells.position(Int(cell)), within: reach) { number += Double(counts[$0]) }
            if number > 0 { pairs.append(CellPair(row: row, cell: cell, other: -1, number: number)) }
        }
    }

    /// Neighbours, in ascending order of ID.
    @inline(__always)
    private func gatherTouched(
        _ filter: Filter, _ contacts: (starts: UnsafePointer<Int32>, others: UnsafePointer<Int32>), _ row: Int32, _ cell: Int32,
        _ pairs: inout PairList
    ) {
        let (types, phases) = (state.cells[.type], state.cells[.phase])
        for k in Int(contacts.starts[Int(cell)])..<Int(contacts.starts[Int(cell) + 1]) {
            let other = Int(contacts.others[k])
            if filter.contains(type: Int(types[other]), phase: Int(phases[other])) {
                pairs.append(CellPair(row: row, cell: cell, other: Int32(other), number: 1))
            }
        }
    }

    private func fire(
        _ start: Int, _ count: Int, _ kind: CellKind, _ event: CompiledEvent, _ template: Firing, _ bench: IntegrationBench,
        _ list: FiringList
    ) throws(RunFault) {
        let pairs = bench.pairs.start + start
        try pairRates(pairs, count, kind, event, bench)
        let rates = bench.bench.outputs[0]
        let keys = state.cells[.key], ids = state.cells[.id]
        for lane in 0..<count {
            let pair = pairs[lane]
            var rate = event.pairRate == nil ? .infinity : rates[lane]
            guard rate > 0 else { continue }
            var firing = template
            firing.cell = pair.cell
            firing.other = pair.other
            var key = keys[Int(pair.cell)]
            switch event.partner {
            case .each: key = Keys.child(of: key, ordinal: ids[Int(pair.other)])
            case .segments: rate *= pair.number
            default: break
            }
            var draws = Draws(seed: state.seed, key: key, tick: state.tick, event: event.purpose)
            if case .particle(let particle, _) = event.partner {
                let wanted = draws.poisson(min(rate * dt, 1e6))
                guard wanted > 0 else { continue }
                firing.amount = Int32(wanted)
                firing.particle = particle
            } else {
                guard let time = waitingTime(rate, &draws, law: .exponential) else { continue }
                firing.time = time
            }
            list.append(firing)
        }
    }

    /// The hazard of each pair of a block, as the first output of the bench.
    func pairRates(
        _ pairs: UnsafePointer<CellPair>, _ count: Int, _ kind: CellKind, _ event: CompiledEvent, _ bench: IntegrationBench
    ) throws(RunFault) {
        guard let program = event.pairRate else { return }
        for lane in 0..<count { bench.pending[lane] = pairs[lane].row }
        bench.bench.fit(program)
        for extra in event.pairExtras { fill(extra, pairs, count, bench.bench.gathered(extra.slot)) }
        program.evaluate(
            rows: bench.pending, count: count, columns: state.cells.tables[kind.index], globals: state.globals, bench: bench.bench
        ) { UnsafePointer(bench.bench.gathered($0)) }
        if let (formula, lane) = program.firstFailure(count: count, bench: bench.bench) {
            throw fault(formula, kind, cell: Int(pairs[lane].cell))
        }
    }

    private func fill(
        _ extra: CompiledEvent.PairExtra, _ pairs: UnsafePointer<CellPair>, _ count: Int, _ row: UnsafeMutablePointer<Double>
    ) {
        let cells = state.cells
        for lane in 0..<count {
            guard let columns = extra.columns else {
                row[lane] = pairs[lane].number
                continue
            }
            let other = Int(pairs[lane].other)
            let column = other < 0 ? -1 : columns[cells.type(other)]
            row[lane] = column < 0 ? 0 : cells.tables[cells.type(other)][column][cells.row(other)]
        }
    }

    /// What a neighbour published under a name.
    func their(_ name: String, _ other: Int) -> Double {
        guard other >= 0 else { return 0 }
        let type = state.cells.type(other)
        guard let column = kinds[type].map.existing(.published(name)) else { return 0 }
        return state.cells.tables[type][column][state.cells.row(other)]
    }

    /// Voxels whose centre lies within `reach` and on this side of membranes, in ascending order; always at least the one that holds the point.
    @inline(__always)
    func forEachVoxel(near p: SIMD3<Double>, within reach: Double, _ body: (Int) -> Void) {
        let home = grid.voxel(at: p)
        func range(_ axis: Int, _ count: Int) -> ClosedRange<Int> {
            let low = Int(((p[axis] - reach) / grid.spacing[axis]).rounded(.down))
            let high = Int(((p[axis] + reach) / grid.spacing[axis]).rounded(.down))
            return min(max(low, 0), count - 1)...min(max(high, 0), count - 1)
        }
        for k in range(2, grid.nz) {
            for j in range(1, grid.ny) {
                for i in range(0, grid.nx) {
                    let voxel = grid.index(i, j, k)
                    var d = grid.centre(of: voxel) - p
                    if grid.isSlice { d.z = 0 }
                    let isNear = voxel == home || (d * d).sum() <= reach * reach && !membranes.part(p, grid.centre(of: voxel))
                    if isNear { body(voxel) }
                }
            }
        }
    }
}
