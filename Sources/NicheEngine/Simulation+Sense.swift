import NicheMath
import NicheModel

/// Sense: what every cell feels of the others, on positions frozen at the head of the step.
extension Simulation {
    func sense() {
        let cells = state.cells
        state.globals[GlobalMap.time] = Double(state.time) / 60
        guard !model.space.isWell else { return }
        vesselIndex.rebuild(state.vessels)
        let (x, y, z) = membranes.drawnApart(cells)
        contactList.rebuild(
            x: x, y: y, z: z, radius: cells[.radius], count: cells.count, reach: model.space.reach, id: cells[.id])
        let farthest = (kinds.flatMap(\.type.contacts) + vesselKinds.flatMap(\.type.contacts)).compactMap(\.distance).max()
        if let farthest {
            surroundings.rebuild(count: cells.count, x: cells[.x], y: cells[.y], z: cells[.z], space: space, width: max(farthest, 20))
        }
        for kind in kinds { feel(kind) }
        for (kind, vessels) in zip(vesselKinds, state.vessels) { feel(kind, vessels) }
    }

    /// Fills the contact columns, pressure and the like of one type.
    private func feel(_ kind: CellKind) {
        let cells = state.cells
        let table = cells.tables[kind.index]
        let owners = cells.owners[kind.index][0]
        let contacts = kind.type.contacts.map { ContactSum($0, model, kinds, membranes) }
        let columns = kind.type.contacts.indices.map { kind.map.index(.contact($0)) }
        let list = contactList.contacts
        pool.forEachTile(of: table.count, size: 256) { rows in
            for row in rows {
                let cell = Int(owners[row])
                for (contact, column) in zip(contacts, columns) {
                    if let distance = contact.distance {
                        table[column][row] = contact.sum(around: cells.position(cell), within: distance, besides: cell, surroundings, cells)
                    } else {
                        var sum = 0.0
                        for k in Int(list.start[cell])..<Int(list.start[cell + 1]) { sum += contact.value(of: Int(list.other[k]), cells) }
                        table[column][row] = sum
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
        copy(.pressure, cells[.pressure])
        copy(.volume, cells[.volume])
        copy(.position(0), cells[.x])
        copy(.position(1), cells[.y])
        copy(.position(2), cells[.z])
    }

    private func feel(_ kind: VesselKind, _ vessels: Vessels) {
        for (i, contact) in kind.type.contacts.enumerated() {
            let sum = ContactSum(contact, model, kinds, membranes)
            let column = kind.map.index(.contact(i))
            for row in 0..<vessels.count {
                let reach = contact.distance ?? (vessels[.radius][row] + 10)
                vessels.table[column][row] = sum.sum(around: vessels.middle(row), within: reach, besides: -1, surroundings, state.cells)
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

/// The sum over some neighbours of what they publish, or their number.
struct ContactSum {
    let filter: Filter
    let distance: Double?
    let membranes: Membranes
    /// Column of the neighbour's quantity, by type; nil to count.
    private let columns: [Int]?

    init(_ contact: Contact, _ model: Model, _ kinds: [CellKind], _ membranes: Membranes) {
        self.membranes = membranes
        filter = Filter(contact.selector, model)
        distance = contact.distance
        columns = contact.their.map { name in kinds.map { $0.map.existing(.published(name)) ?? -1 } }
    }

    @inline(__always)
    func value(of cell: Int, _ cells: Cells) -> Double {
        let type = cells.type(cell)
        guard filter.contains(type: type, phase: cells.phase(cell)) else { return 0 }
        guard let columns else { return 1 }
        return columns[type] < 0 ? 0 : cells.tables[type][columns[type]][cells.row(cell)]
    }

    /// Over all cells whose centre lies within `distance`, in the order of the bins.
    func sum(around p: SIMD3<Double>, within distance: Double, besides: Int, _ bins: Bins, _ cells: Cells) -> Double {
        var sum = 0.0
        bins.forEachCandidate(near: p, within: distance) { other in
            guard other != besides else { return }
            let d = cells.position(other) - p
            if (d * d).sum() < distance * distance, !membranes.part(p, cells.position(other)) { sum += value(of: other, cells) }
        }
        return sum
    }
}
