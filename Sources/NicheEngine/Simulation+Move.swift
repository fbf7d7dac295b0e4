import NicheMath
import NicheModel

/// Move: walks, then pushes in sub-steps.
extension Simulation {
    func move() throws {
        guard !model.space.isWell else { return try measureAll() }
        try measureAll()
        standStill()
        for kind in kinds { try walk(kind) }
        pullTogether()
        pullSprings()
        let cells = state.cells
        let isCarrying = isCarrying
        if isCarrying { displacement.note(cells, space) }
        try checkGap()
        // Walls would bring back who is nowhere, unseen.
        try checkPlaces()
        let (x, y, z) = membranes.drawnApart(cells)
        noteOrigins()
        substeps +=
            mechanics.advance(
                Bodies(
                    count: cells.count, x: x, y: y, z: z, radius: cells[.radius], repulsion: cells[.repulsion],
                    adhesion: cells[.adhesion], walkX: cells[.walkX], walkY: cells[.walkY], walkZ: cells[.walkZ],
                    pressure: cells[.pressure],
                    adherence: adherence()),
                duration: dt
            ).substeps
        membranes.bringBack(cells)
        try checkPlaces()
        if isCarrying { carryVessels() }
        noteWays()
        try leaveThroughEdges()
        for kind in kinds { copyGeometry(kind) }
    }

    // MARK: Ways

    /// Where cells that exchange on their way set out.
    private func noteOrigins() {
        guard model.time.exchange == .onTheWay else { return }
        origins.removeAll(keepingCapacity: true)
        for cell in 0..<state.cells.count { origins.append(state.cells.position(cell)) }
    }

    /// Puts the mean velocity of each such cell in place of its walk, which has been walked.
    private func noteWays() {
        guard model.time.exchange == .onTheWay else { return }
        let cells = state.cells
        for (cell, origin) in origins.enumerated() {
            // Around a periodic end, too, it leads back to where the cell set out.
            let velocity = (cells.position(cell) - origin) / dt
            (cells[.walkX][cell], cells[.walkY][cell], cells[.walkZ][cell]) = (velocity.x, velocity.y, velocity.z)
        }
    }

    // MARK: Measures

    /// Volume, radius, repulsion and adhesion of all cells, from their states after the acts.
    func measureAll() throws {
        reach.reserve(state.cells.count, kinds.count)
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
                    if reach.isOfConcern { try noteReach(cell, kind, bench, lane: lane) }
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
        cells[.volume][cell] = volume
        cells[.radius][cell] = Elementary.cubeRoot(volume * (3 / (4 * Double.pi)))
    }

    /// Volume and radius of one cell that has just changed.
    func measureVolume(_ cell: Int) {
        let kind = kinds[state.cells.type(cell)]
        let volume = kind.volume.value(row: state.cells.row(cell), columns: table(of: cell), globals: state.globals)
        if volume.isFinite, volume > 0 { setVolume(cell, volume) }
    }

    /// Everybody stands somewhere.
    ///
    /// - Complexity: 24 bytes a cell.
    private func checkPlaces() throws {
        let cells = state.cells
        let (x, y, z) = (cells[.x], cells[.y], cells[.z])
        var sum = 0.0
        // What is finite leaves nothing when multiplied by 0.
        for cell in 0..<cells.count { sum += (x[cell] + y[cell] + z[cell]) * 0 }
        guard sum != 0 else { return }
        let cell = (0..<cells.count).first { !(x[$0] + y[$0] + z[$0]).isFinite } ?? 0
        throw RunFault(
            "the place of \(kinds[cells.type(cell)].type.name) \(cells.id(cell)) is no place: (\(x[cell]), \(y[cell]), \(z[cell])) um",
            time: state.time)
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
