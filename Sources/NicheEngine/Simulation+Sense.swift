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
        let cells = state.cells
        let table = cells.tables[kind.index]
        let owners = cells.owners[kind.index][0]
        let (list, starts, membranes) = (contactList.others, contactList.starts, membranes)
        let (x, y, z) = (cells[.x], cells[.y], cells[.z])
        for (i, contact) in sensing.ofCells[kind.index].enumerated() where contact.grip == nil {
            let column = table[kind.map.index(.contact(i))]
            let (view, distance) = (contact.view(cells, sensing.selectors), contact.distance)
            let around = sensing.aroundCells[kind.index][i]?.view
            pool.forEachTile(of: table.count, size: 512) { rows in
                for row in rows {
                    let cell = Int(owners[row])
                    guard let around else {
                        column[row] = view.sum(list, Int(starts[cell])..<Int(starts[cell + 1]))
                        continue
                    }
                    let p = membranes.drawnApart(SIMD3(x[cell], y[cell], z[cell]))
                    column[row] =
                        if let distance {
                            view.sum(around: p, within: distance, besides: cell, around)
                        } else {
                            view.count(touching: cell, at: p, limit: limits[cell], around)
                        }
                }
            }
        }
        copyGeometry(kind)
    }

    /// Copies what programs read of the geometry into the type's own columns.
    func copyGeometry(_ kind: CellKind) {
        let cells = state.cells
        let table = cells.tables[kind.index]
        let owners = cells.owners[kind.index][0]
        func copy(_ key: ColumnKey, _ source: UnsafeMutablePointer<Double>) {
            guard let column = kind.map.existing(key) else { return }
            let target = table[column]
            for row in 0..<table.count { target[row] = source[Int(owners[row])] }
        }
        for (column, isIn) in kind.phaseColumns {
            let (phases, target) = (cells[.phase], table[column])
            for row in 0..<table.count { target[row] = isIn[Int(phases[Int(owners[row])])] ? 1 : 0 }
        }
        copy(.pressure, cells[.pressure])
        copy(.volume, cells[.volume])
        copy(.position(0), cells[.x])
        copy(.position(1), cells[.y])
        copy(.position(2), cells[.z])
    }

    private func feel(_ kind: VesselKind, _ vessels: Vessels) {
        for (i, contact) in sensing.ofVessels[kind.index].enumerated() {
            let column = kind.map.index(.contact(i))
            let view = contact.view(state.cells, sensing.selectors)
            guard let around = sensing.aroundVessels[kind.index][i]?.view else { continue }
            for row in 0..<vessels.count {
                let reach = contact.distance ?? (vessels[.radius][row] + 10)
                vessels.table[column][row] = view.sum(
                    around: membranes.drawnApart(vessels.middle(row)), within: reach, besides: -1, around)
            }
        }
        let time = Double(state.time) / 60
        if let column = kind.map.existing(.perfused) {
            for row in 0..<vessels.count { vessels.table[column][row] = vessels.isPerfused(row, at: time) ? 1 : 0 }
        }
        for (i, particle) in model.particles.indices.enumerated() {
            guard let column = kind.map.existing(.particle(i)) else { continue }
            let counts = state.fields.particles[particle]
            for row in 0..<vessels.count { vessels.table[column][row] = Double(counts[grid.voxel(at: vessels.middle(row))]) }
        }
    }
}
