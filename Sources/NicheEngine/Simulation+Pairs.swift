import NicheMath
import NicheModel

/// Events that involve a neighbour, a vessel or particles.
extension Simulation {
    func firePairs(
        _ kind: CellKind, _ phase: Int, _ e: Int, _ compiled: EventSet.Compiled, _ rows: UnsafePointer<Int32>, _ count: Int, _ bench: Bench,
        _ fired: inout [Firing]
    ) throws(RunFault) {
        guard !model.space.isWell else { return }
        var pairs: [Pair] = []
        for lane in 0..<count { gatherPairs(kind, compiled, row: Int(rows[lane]), &pairs) }
        let firing = Firing(cell: 0, kind: Int32(kind.index), phase: Int32(phase), event: Int32(e), time: 0)
        for start in stride(from: 0, to: pairs.count, by: Program.blockSize) {
            let block = pairs[start..<min(start + Program.blockSize, pairs.count)]
            try fire(block, kind, compiled, firing, bench, &fired)
        }
    }

    private struct Pair {
        var row: Int32
        var cell: Int32
        var other: Int32
        /// Particles within reach, or segments touched.
        var number: Double
    }

    private func gatherPairs(_ kind: CellKind, _ compiled: EventSet.Compiled, row: Int, _ pairs: inout [Pair]) {
        let cells = state.cells
        let cell = Int(cells.owners[kind.index][0][row])
        func pair(_ other: Int, _ number: Double) -> Pair { Pair(row: Int32(row), cell: Int32(cell), other: Int32(other), number: number) }
        let list = contactList
        switch compiled.event.pair! {
        case .each:
            let filter = compiled.filter!
            list.forEach(cell) { other in
                if filter.contains(other, cells) { pairs.append(pair(other, 1)) }
            }
        case .oneOf:
            let filter = compiled.filter!
            var touched: [Int] = []
            list.forEach(cell) { other in
                if filter.contains(other, cells) { touched.append(other) }
            }
            guard !touched.isEmpty else { return }
            var draws = Draws(
                seed: state.seed, key: cells[.key][cell], tick: state.tick, event: compiled.purpose ^ Purpose.choice.rawValue << 16)
            pairs.append(pair(touched[draws.int(below: touched.count)], 1))
        case .eachSegment(let types):
            var touched = 0.0
            vesselIndex.forEach(near: cells.position(cell), within: 3 * cells[.radius][cell]) { type, row, distance in
                let reach = model.space.reach * (cells[.radius][cell] + state.vessels[type][.radius][row])
                guard types.contains(type), distance <= reach else { return }
                if !membranes.part(cells.position(cell), state.vessels[type].middle(row)) { touched += 1 }
            }
            if touched > 0 { pairs.append(pair(-1, touched)) }
        case .particle(let particle, let within):
            let reach = cells[.radius][cell] + within
            var number = 0.0
            forEachVoxel(near: cells.position(cell), within: reach) { number += Double(state.fields.particles[particle][$0]) }
            if number > 0 { pairs.append(pair(-1, number)) }
        }
    }

    private func fire(
        _ pairs: ArraySlice<Pair>, _ kind: CellKind, _ compiled: EventSet.Compiled, _ template: Firing, _ bench: Bench,
        _ fired: inout [Firing]
    ) throws(RunFault) {
        let cells = state.cells
        let rates = try pairRates(pairs, kind, compiled, bench)
        for (pair, rate) in zip(pairs, rates) {
            var firing = template
            firing.cell = pair.cell
            firing.other = pair.other
            let otherID = pair.other < 0 ? 0 : cells.id(Int(pair.other))
            let isEach = if case .each = compiled.event.pair! { true } else { false }
            let key = isEach ? Keys.child(of: cells[.key][Int(pair.cell)], ordinal: otherID) : cells[.key][Int(pair.cell)]
            var draws = Draws(seed: state.seed, key: key, tick: state.tick, event: compiled.purpose)
            if case .particle(let particle, _) = compiled.event.pair! {
                let wanted = draws.poisson(min(rate * dt, 1e6))
                guard wanted > 0 else { continue }
                firing.amount = Int32(wanted)
                firing.particle = Int32(particle)
            } else {
                let number = if case .eachSegment = compiled.event.pair! { pair.number } else { 1.0 }
                guard let time = waitingTime(rate * number, &draws) else { continue }
                firing.time = time
            }
            fired.append(firing)
        }
    }

    private func pairRates(
        _ pairs: ArraySlice<Pair>, _ kind: CellKind, _ compiled: EventSet.Compiled, _ bench: Bench
    ) throws(RunFault) -> [Double] {
        guard let program = compiled.pairRate else { return pairs.map { _ in .infinity } }
        let cells = state.cells
        let table = cells.tables[kind.index]
        var rates: [Double] = []
        for pair in pairs {
            let value = program.values(row: Int(pair.row), columns: table, globals: state.globals) { extra in
                switch extra {
                case .their(let name): their(name, Int(pair.other))
                case .inReach: pair.number
                default: 0
                }
            }[0]
            guard value.isFinite else {
                let cell = Int(pair.cell)
                throw fault(program.sources[0], type: kind.type.name, id: cells.id(cell), position: cells.position(cell))
            }
            rates.append(value)
        }
        return rates
    }

    /// What a neighbour published under a name.
    func their(_ name: String, _ other: Int) -> Double {
        guard other >= 0 else { return 0 }
        let type = state.cells.type(other)
        guard let column = kinds[type].map.existing(.published(name)) else { return 0 }
        return state.cells.tables[type][column][state.cells.row(other)]
    }

    /// Voxels whose centre lies within `reach` and on this side of membranes, in ascending order; always at least the one that holds the point.
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

extension ContactList {
    /// The neighbours of a body, in ascending order of ID.
    func forEach(_ body: Int, _ visit: (Int) -> Void) {
        let (starts, others) = (starts, others)
        for k in Int(starts[body])..<Int(starts[body + 1]) { visit(Int(others[k])) }
    }
}
