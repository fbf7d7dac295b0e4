import NicheMath
import NicheModel

/// Sense: what every cell feels of the others, on positions frozen at the head of the step.
extension Simulation {
    func sense() {
        let cells = state.cells
        state.globals[GlobalMap.time] = Double(state.time) / 60
        guard !model.space.isWell else { return }
        vesselIndex.rebuild(state.vessels)
        // Between membranes the compartments stand apart, so that nothing is felt through one.
        let (x, y, z) = membranes.drawnApart(cells)
        let limits = limits()
        if sensing.anyNeedsContacts {
            contactList.rebuild(
                x: x, y: y, z: z, limits: limits, count: cells.count, id: cells[.id],
                asking: (UnsafePointer(cells[.type]), UnsafePointer(sensing.needsContacts)))
        }
        sensing.rebuild(x, y, z, cells, limits)
        sensing.refresh(cells)
        for kind in kinds { feel(kind, limits) }
        for (kind, vessels) in zip(vesselKinds, state.vessels) { feel(kind, vessels) }
    }

    /// Fills the contact columns, pressure and the like of one type.
    private func feel(_ kind: CellKind, _ limits: Limits) {
        for (i, contact) in sensing.ofCells[kind.index].enumerated() where contact.grip == nil {
            let column = state.cells.tables[kind.index][kind.map.index(.contact(i))]
            if let around = sensing.aroundCells[kind.index][i]?.view {
                look(contact, around, kind, limits, into: column)
            } else {
                addUpTouched(contact, kind, into: column)
            }
        }
        copyGeometry(kind)
    }

    /// A sum over those whom the cells of a type touch.
    private func addUpTouched(_ contact: ContactSum, _ kind: CellKind, into column: UnsafeMutablePointer<Double>) {
        let cells = state.cells
        let owners = cells.owners[kind.index][0]
        let (list, starts) = (contactList.others, contactList.starts)
        let view = contact.view(cells, sensing.selectors)
        pool.forEachTile(of: cells.tables[kind.index].count, size: 512) { rows in
            for row in rows {
                let cell = Int(owners[row])
                column[row] = view.sum(list, Int(starts[cell])..<Int(starts[cell + 1]))
            }
        }
    }

    /// A sum over those around the cells of a type. Cells that stand together look together.
    private func look(
        _ contact: ContactSum, _ around: Surroundings.View, _ kind: CellKind, _ limits: Limits, into column: UnsafeMutablePointer<Double>
    ) {
        let (cells, membranes) = (state.cells, membranes)
        let owners = cells.owners[kind.index][0]
        let (x, y, z) = (cells[.x], cells[.y], cells[.z])
        let (view, distance) = (contact.view(cells, sensing.selectors), contact.distance)
        @inline(__always) func place(_ cell: Int) -> SIMD3<Double> { membranes.drawnApart(SIMD3(x[cell], y[cell], z[cell])) }
        pool.forEachTile(of: cells.tables[kind.index].count, size: 512) { rows in
            gatherings.withItem { gathering in
                for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Gathering.run) {
                    let run = start..<min(start + Gathering.run, rows.upperBound)
                    var (low, high) = (SIMD3(repeating: Double.infinity), SIMD3(repeating: -Double.infinity))
                    var reach = 0.0
                    for row in run {
                        let cell = Int(owners[row])
                        let p = place(cell)
                        (low, high) = (pointwiseMin(low, p), pointwiseMax(high, p))
                        reach = max(reach, distance ?? (limits[cell] + around.widest))
                    }
                    let near = gathering.narrowed(around, from: low, to: high, within: reach)
                    for row in run {
                        let cell = Int(owners[row])
                        column[row] =
                            if let distance {
                                view.sum(around: place(cell), within: distance, besides: cell, near)
                            } else {
                                view.count(touching: cell, at: place(cell), limit: limits[cell], near)
                            }
                    }
                }
            }
        }
    }

    /// Copies what programs read of the geometry into the type's own columns.
    func copyGeometry(_ kind: CellKind) {
        let cells = state.cells
        let table = cells.tables[kind.index]
        let owners = cells.owners[kind.index][0]
        func copy(_ key: ColumnKey, _ source: UnsafeMutablePointer<Double>) {
            guard let column = kind.map.existing(key) else { return }
            let target = table[column]
            pool.forEachTile(of: table.count, size: 4096) { rows in
                for row in rows { target[row] = source[Int(owners[row])] }
            }
        }
        for (column, isIn) in kind.phaseColumns {
            let (phases, target) = (cells[.phase], table[column])
            pool.forEachTile(of: table.count, size: 4096) { rows in
                for row in rows { target[row] = isIn[Int(phases[Int(owners[row])])] ? 1 : 0 }
            }
        }
        copy(.pressure, cells[.pressure])
        copy(.volume, cells[.volume])
        copy(.position(0), cells[.x])
        copy(.position(1), cells[.y])
        copy(.position(2), cells[.z])
    }

    private func feel(_ kind: VesselKind, _ vessels: Vessels) {
        for (i, contact) in sensing.ofVessels[kind.index].enumerated() {
            let column = vessels.table[kind.map.index(.contact(i))]
            let view = contact.view(state.cells, sensing.selectors)
            guard let around = sensing.aroundVessels[kind.index][i]?.view else { continue }
            pool.forEachTile(of: vessels.count, size: 512) { rows in
                for row in rows {
                    let reach = contact.distance ?? (vessels[.radius][row] + 10)
                    column[row] = view.sum(around: membranes.drawnApart(vessels.middle(row)), within: reach, besides: nil, around)
                }
            }
        }
        if let column = kind.map.existing(.perfused) { notePerfusion(vessels, into: vessels.table[column]) }
        for (i, particle) in model.particles.indices.enumerated() {
            guard let column = kind.map.existing(.particle(i)) else { continue }
            let counts = state.fields.particles[particle]
            for row in 0..<vessels.count { vessels.table[column][row] = Double(counts[grid.voxel(at: vessels.middle(row))]) }
        }
    }

    /// Whether blood flows in each segment, as 0 or 1.
    func notePerfusion(_ vessels: Vessels, into column: UnsafeMutablePointer<Double>) {
        let time = Double(state.time) / 60
        for row in 0..<vessels.count { column[row] = vessels.isPerfused(row, at: time) ? 1 : 0 }
    }
}
