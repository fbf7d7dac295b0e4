import NicheMath
import NicheModel

/// Transport: cells and vessels feed and drain the substances, which diffuse and react; then what each cell got is booked.
extension Simulation {
    func exchange() throws {
        state.globals[GlobalMap.time] = Double(state.time) / 60
        transport.place(state.cells)
        try evaluateExchange()
        gatherCells()
        try gatherVessels()
        try particleEvents()
        react(over: dt / 2)
        clamps.apply(to: state.fields, grid: grid, globals: state.globals, model: model)
        var failures = [String?](repeating: nil, count: model.substances.count)
        failures.withUnsafeMutableBufferPointer { failures in
            guard let base = failures.baseAddress else { return }
            let failures = UncheckedPointer(base)
            transport.forEachSubstance { substance, solver in failures[substance] = solve(substance, solver) }
        }
        if let failure = failures.lazy.compactMap({ $0 }).first { throw RunFault(failure, time: state.time) }
        // From the field that the solve ended with: reactions come after it.
        bookTaken()
        react(over: dt / 2)
    }

    /// What every live cell would take and give, from its state after the acts.
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
                for (i, entry) in kind.exchangeEntries.enumerated() {
                    let target = table[entry.column]
                    for lane in 0..<count { target[Int(rows[lane])] = bench.outputs[i][lane] }
                }
            }
        }
    }

    /// Coefficients of every substance from the cells in each voxel. Each voxel sums its own cells, in their order.
    private func gatherCells() {
        let coefficients = transport.coefficients
        for (substance, c) in zip(model.substances, coefficients) {
            for voxel in 0..<grid.count {
                c.loss[voxel] = substance.decay
                c.source[voxel] = 0
            }
            if let capacity = c.capacity { capacity.update(repeating: 0, count: grid.count) }
        }
        let cells = state.cells
        let voxelVolume = grid.voxelVolume
        pool.forEachTile(of: grid.count, size: 1024) { voxels in
            for voxel in voxels {
                for k in Int(transport.voxelStart[voxel])..<Int(transport.voxelStart[voxel + 1]) {
                    let cell = Int(transport.voxelCells[k])
                    let kind = kinds[cells.type(cell)]
                    guard !kind.exchangeEntries.isEmpty, !kind.isDead(cells.phase(cell)) else { continue }
                    let table = cells.tables[kind.index], row = cells.row(cell)
                    let share = cells[.exchangeVolume][cell] / voxelVolume
                    var rate = 0.0
                    for entry in kind.exchangeEntries {
                        let value = table[entry.column][row]
                        let c = coefficients[entry.substance]
                        switch entry.kind {
                        case .capacity: c.capacity![voxel] += value * share
                        case .loss: c.loss[voxel] += value * share
                        case .source:
                            let substance = model.substances[entry.substance]
                            let (level, density) = substance.level ?? (0, 1)
                            c.source[voxel] += value * substance.decay * level / (density * voxelVolume)
                        case .amount: c.source[voxel] += value / voxelVolume
                        case .towardRate:
                            rate = value * share
                            c.loss[voxel] += rate
                        case .towardTarget: c.source[voxel] += rate * value
                        }
                    }
                }
            }
        }
    }

    private func gatherVessels() throws {
        for (kind, vessels) in zip(vesselKinds, state.vessels) {
            guard let exchange = kind.exchange else { continue }
            sampleVessels(kind, vessels)
            for row in 0..<vessels.count {
                let values = exchange.values(row: row, columns: vessels.table, globals: state.globals)
                let voxel = grid.voxel(at: vessels.middle(row))
                for (i, entry) in kind.type.exchanges.enumerated() {
                    let (inside, permeability) = (values[2 * i], values[2 * i + 1])
                    guard inside.isFinite, permeability.isFinite, permeability >= 0 else {
                        throw RunFault(
                            "\"\(entry.permeability.text)\" or \"\(entry.inside.text)\" is not a number of a \(kind.type.name)",
                            place: entry.inside.place, time: state.time)
                    }
                    let length = grid.isSlice ? max(vessels.length(row), 1e-9) : vessels.length(row)
                    let g = Wells.conductance(
                        diffusion: model.substances[entry.substance].diffusion, permeability: permeability, radius: vessels[.radius][row],
                        length: length, spacing: grid.spacing)
                    transport.coefficients[entry.substance].loss[voxel] += g
                    transport.coefficients[entry.substance].source[voxel] += g * inside
                }
            }
        }
    }

    /// Solves one substance over the step; an answer only if it fails.
    private func solve(_ index: Int, _ solver: Multigrid) -> String? {
        let substance = model.substances[index]
        guard !clamps.isClamped(substance: index) else { return nil }
        let values = state.fields.substances[index]
        let c = transport.coefficients[index]
        let isStepped = !substance.isSteady
        var largest = 0.0
        for voxel in 0..<grid.count { largest = max(largest, values[voxel]) }
        for edge in transport.edges[index].low { if case .value(let value) = edge { largest = max(largest, value) } }
        if !isStepped { for voxel in 0..<grid.count where c.loss[voxel] > 0 { largest = max(largest, c.source[voxel] / c.loss[voxel]) } }
        var total = 0.0
        if isStepped {
            total = tileSum(count: grid.count) { values[$0] + dt * c.source[$0] }
            for voxel in 0..<grid.count {
                c.loss[voxel] += 1 / dt
                c.source[voxel] += values[voxel] / dt
            }
            for voxel in 0..<grid.count { largest = max(largest, c.source[voxel] / c.loss[voxel]) }
        }
        if total == 0, isStepped, transport.edges[index] == .closed {
            for voxel in 0..<grid.count { values[voxel] = 0 }
            return nil
        }
        let balance = Balance(
            diffusion: substance.diffusion, half: substance.uptakeHalf ?? 1, loss: c.loss, capacity: c.capacity.map { UnsafePointer($0) },
            source: c.source, edges: transport.edges[index])
        let outcome = solver.solve(values, balance, tolerance: 1e-3 * max(largest, 1e-12))
        guard outcome.error.isFinite, values[0].isFinite else { return "the field of \(substance.name) is not a number" }
        if !outcome.hasConverged {
            return
                "\(substance.name) has no steady state: nothing removes it, or it cannot leave (error \(outcome.error) after \(outcome.cycles) cycles)"
        }
        if isStepped, transport.edges[index] == .closed { balanceBooks(values, c, half: balance.half, total: total) }
        return nil
    }

    /// Scales a stepped field so that what it holds and what was removed make up exactly what there was and what came.
    private func balanceBooks(_ values: UnsafeMutablePointer<Double>, _ c: Transport.Coefficients, half: Double, total: Double) {
        // A few Newton steps on the factor: all but the saturable uptake is linear in it.
        for _ in 0..<4 {
            let held = tileSum(count: grid.count) { voxel in
                let v = values[voxel]
                return dt * (c.loss[voxel] * v + (c.capacity.map { $0[voxel] * v / (half + v) } ?? 0))
            }
            guard held > 0 else { return }
            if abs(held - total) <= 1e-15 * total { return }
            let slope = tileSum(count: grid.count) { voxel in
                let v = values[voxel]
                return dt * (c.loss[voxel] * v + (c.capacity.map { $0[voxel] * v * half / ((half + v) * (half + v)) } ?? 0))
            }
            let factor = 1 + (total - held) / slope
            guard factor > 0 else { return }
            for voxel in 0..<grid.count { values[voxel] *= factor }
        }
    }

    private func react(over time: Double) {
        guard !model.reactions.isEmpty else { return }
        let fields = state.fields
        for reaction in model.reactions {
            let from = reaction.from.map { fields.substances[$0] }
            let to = reaction.to.map { fields.substances[$0] }
            pool.forEachTile(of: grid.count, size: 8192) { voxels in
                for voxel in voxels {
                    let extent: Double
                    if from.count == 2 {
                        extent = Reaction.bind(&from[0][voxel], &from[1][voxel], rate: reaction.rate, over: time)
                    } else {
                        extent = Reaction.convert(&from[0][voxel], rate: reaction.rate, over: time)
                    }
                    for product in to { product[voxel] += extent }
                }
            }
        }
    }

    /// What the step took for each cell, from the field that the step ended with.
    private func bookTaken() {
        let cells = state.cells
        let volume = grid.voxelVolume
        for kind in kinds {
            for (column, key) in kind.map.keys.enumerated() {
                if case .taken = key { cells.tables[kind.index][column].update(repeating: 0, count: cells.tables[kind.index].count) }
            }
        }
        pool.forEachTile(of: cells.count, size: 2048) { range in
            for cell in range {
                let kind = kinds[cells.type(cell)]
                guard !kind.isDead(cells.phase(cell)) else { continue }
                let table = cells.tables[kind.index], row = cells.row(cell)
                let voxel = grid.voxel(at: cells.position(cell))
                let share = cells[.exchangeVolume][cell] / volume
                for entry in kind.exchangeEntries {
                    guard let taken = entry.takenColumn else { continue }
                    let c = state.fields.substances[entry.substance][voxel]
                    let half = model.substances[entry.substance].uptakeHalf ?? 1
                    let rate = entry.kind == .capacity ? table[entry.column][row] * c / (half + c) : table[entry.column][row] * c
                    table[taken][row] += rate * share * volume
                }
            }
        }
    }
}
