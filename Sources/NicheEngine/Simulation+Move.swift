import NicheMath
import NicheModel

/// Move: walks with turns at exponential times, then pushes in sub-steps.
extension Simulation {
    func move() throws {
        guard !model.space.isWell else { return try measureAll() }
        try measureAll()
        for kind in kinds { try walk(kind) }
        let cells = state.cells
        let isCarrying = vesselKinds.contains { $0.type.isCarried }
        if isCarrying { displacement.note(cells, space) }
        try checkGap()
        let (x, y, z) = membranes.drawnApart(cells)
        substeps +=
            mechanics.advance(
                Bodies(
                    count: cells.count, x: x, y: y, z: z, radius: cells[.radius], repulsion: cells[.repulsion],
                    adhesion: cells[.adhesion], walkX: cells[.walkX], walkY: cells[.walkY], walkZ: cells[.walkZ], pressure: cells[.pressure]
                ),
                duration: dt
            ).substeps
        membranes.bringBack(cells)
        if isCarrying { carryVessels(displacement) }
        try leaveThroughEdges()
        for kind in kinds { copyGeometry(kind) }
    }

    /// Volume, radius, repulsion and adhesion of all cells, from their states after the acts.
    func measureAll() throws {
        for kind in kinds {
            try forEachBlock(of: kind) { rows, count, bench in
                let cells = state.cells
                let owners = cells.owners[kind.index][0]
                let table = cells.tables[kind.index]
                kind.volume.evaluate(rows: rows, count: count, columns: table, globals: state.globals, bench: bench)
                for lane in 0..<count {
                    let cell = Int(owners[Int(rows[lane])])
                    let volume = bench.outputs[0][lane]
                    guard volume.isFinite, volume > 0 else {
                        throw RunFault(
                            "the volume of \(kind.type.name) \(cells.id(cell)) is \(volume) um^3; it must be above 0",
                            place: kind.type.place,
                            time: state.time)
                    }
                    setVolume(cell, volume)
                }
                kind.mechanics.evaluate(rows: rows, count: count, columns: table, globals: state.globals, bench: bench)
                for lane in 0..<count {
                    let cell = Int(owners[Int(rows[lane])])
                    cells[.repulsion][cell] = try strength(bench.outputs[0][lane], "repulsion", kind.type.repulsion, of: cell, kind)
                    cells[.adhesion][cell] = try strength(bench.outputs[1][lane], "adhesion", kind.type.adhesion, of: cell, kind)
                }
            }
        }
    }

    /// A strength of pushing or holding, if it is one: pairs take its root.
    @inline(__always)
    private func strength(_ value: Double, _ name: String, _ formula: Formula?, of cell: Int, _ kind: CellKind) throws -> Double {
        if value >= 0 && value.isFinite { return value }
        throw RunFault(
            "the \(name) of \(kind.type.name) \(state.cells.id(cell)) is \(value) um/min; it must be 0 or more",
            place: formula?.place ?? kind.type.place, time: state.time)
    }

    private func setVolume(_ cell: Int, _ volume: Double) {
        let cells = state.cells
        let radius = Elementary.cubeRoot(volume * (3 / (4 * Double.pi)))
        cells[.volume][cell] = volume
        cells[.radius][cell] = radius
        // In a slice a cell counts as a disc as thick as the slice, or the slice would hold too few cells for its volume.
        cells[.exchangeVolume][cell] = model.space.countsSpheres ? volume : thickness.map { .pi * radius * radius * $0 } ?? volume
    }

    /// Volume and radius of one cell that has just changed.
    func measureVolume(_ cell: Int) {
        let kind = kinds[state.cells.type(cell)]
        let volume = kind.volume.value(row: state.cells.row(cell), columns: table(of: cell), globals: state.globals)
        if volume.isFinite, volume > 0 { setVolume(cell, volume) }
    }

    private func walk(_ kind: CellKind) throws {
        guard let walk = kind.walk else { return }
        let cells = state.cells
        let owners = cells.owners[kind.index][0]
        let table = cells.tables[kind.index]
        try forEachBlock(of: kind) { rows, count, bench in
            walk.evaluate(rows: rows, count: count, columns: table, globals: state.globals, bench: bench)
            if let (formula, lane) = walk.firstFailure(count: count, bench: bench) {
                let cell = Int(owners[Int(rows[lane])])
                throw fault(formula, type: kind.type.name, id: cells.id(cell), position: cells.position(cell))
            }
            for lane in 0..<count {
                let cell = Int(owners[Int(rows[lane])])
                var step = SIMD3<Double>(repeating: 0)
                let (speed, persistence) = (bench.outputs[0][lane], bench.outputs[1][lane])
                if !kind.isDead(cells.phase(cell)), speed > 0 {
                    let weights = kind.walkSubstances.indices.map { bench.outputs[2 + $0][lane] }
                    let pull = self.pull(kind, cell, row: Int(rows[lane]), weights)
                    step = brokenLine(cell, speed: speed, persistence: persistence, pull)
                }
                (cells[.walkX][cell], cells[.walkY][cell], cells[.walkZ][cell]) = (step.x / dt, step.y / dt, step.z / dt)
            }
        }
    }

    /// Where a cell is drawn to: direction of the weighted gradient, and how strongly.
    private func pull(_ kind: CellKind, _ cell: Int, row: Int, _ weights: [Double]) -> (direction: SIMD3<Double>, bias: Double)? {
        guard let bias = kind.bias else { return nil }
        let p = state.cells.position(cell)
        var gradient = SIMD3<Double>(repeating: 0)
        var level = 0.0
        let corner = state.fields.corner(at: p)
        for (substance, weight) in zip(kind.walkSubstances, weights) where weight != 0 {
            let values = state.fields.substances[substance]
            gradient += weight * state.fields.gradient(values, at: p)
            level += weight * state.fields.sample(values, at: corner)
        }
        let slope = (gradient * gradient).sum().squareRoot()
        guard slope > 0 else { return nil }
        let value = bias.value(row: row, columns: state.cells.tables[kind.index], globals: state.globals) { extra in
            switch extra {
            case .slope: slope
            case .level: level
            default: 0
            }
        }
        return (gradient / slope, min(max(value, 0), 1))
    }

    /// The displacement of a walk over one step: straight pieces, with turns at exponential times.
    ///
    /// The direction in hand at the head of the step is that of the cell's last turn.
    private func brokenLine(
        _ cell: Int, speed: Double, persistence: Double, _ pull: (direction: SIMD3<Double>, bias: Double)?
    ) -> SIMD3<Double> {
        let cells = state.cells
        var draws = Draws(seed: state.seed, key: cells[.key][cell], tick: state.tick, event: Purpose.walk.rawValue)
        func turn() -> SIMD3<Double> {
            let random = draws.direction(isFlat: grid.isSlice)
            guard let pull, pull.bias > 0 else { return random }
            let mixed = pull.bias * pull.direction + (1 - pull.bias) * random
            let length = (mixed * mixed).sum().squareRoot()
            return length > 1e-12 ? mixed / length : random
        }
        var heading = cells.heading(cell)
        if (heading * heading).sum() < 0.5 { heading = turn() }
        var displacement = SIMD3<Double>(repeating: 0)
        var left = dt
        while true {
            let straight = persistence > 0 ? min(persistence * draws.exponential(), left) : left
            displacement += heading * (speed * straight)
            left -= straight
            if left <= 0 { break }
            heading = turn()
        }
        cells.setHeading(cell, heading)
        return displacement
    }

    private func leaveThroughEdges() throws {
        guard model.space.edges.contains(.open) else { return }
        let cells = state.cells
        let size = grid.size
        var isAnyGone = false
        for cell in 0..<cells.count {
            let p = cells.position(cell)
            for axis in 0..<3 where model.space.edges[axis] == .open && (p[axis] < 0 || p[axis] > size[axis]) {
                remove(cell)
                tally("left", 1)
                isAnyGone = true
                break
            }
        }
        if isAnyGone { cells.dropGone() }
    }

    /// A point moved back into the space, in the plane of a slice.
    func inside(_ p: SIMD3<Double>) -> SIMD3<Double> {
        var p = p
        let size = grid.size
        for axis in 0..<3 where model.space.edges[axis] != .open {
            if model.space.edges[axis] == .periodic {
                p[axis] -= (p[axis] / size[axis]).rounded(.down) * size[axis]
            } else {
                p[axis] = min(max(p[axis], 0), size[axis])
            }
        }
        if grid.isSlice { p.z = size.z / 2 }
        return p
    }
}
