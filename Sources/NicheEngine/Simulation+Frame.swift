import NicheModel

/// The parts of a frame. A frame of a million cells is hundreds of megabytes, so each column is written once, into its place.
extension Simulation {
    func frameCells() -> Frame.Cells {
        let cells = state.cells
        let order = cellsByID()
        var result = Frame.Cells()
        result.typeNames = kinds.map(\.type.label)
        result.typeColours = kinds.map { $0.type.colour ?? "#888888" }
        for kind in kinds {
            for phase in kind.type.phases where !result.phaseNames.contains(phase.name) { result.phaseNames.append(phase.name) }
        }
        result.id = picked(order, cells[.id])
        result.clone = picked(order, cells[.founder])
        result.contacts = frameContacts(order)
        result.x = picked(order, cells[.x])
        result.y = picked(order, cells[.y])
        result.z = picked(order, cells[.z])
        result.radius = picked(order, cells[.radius])
        result.type = picked(order, cells[.type])
        // What a phase means depends on the type, so both are looked up in one list.
        let most = kinds.map(\.type.phases.count).max() ?? 0
        var meanings: [(name: Int32, isAlive: Bool)] = []
        for kind in kinds {
            for index in 0..<most {
                let phase = index < kind.type.phases.count ? kind.type.phases[index] : nil
                let name = phase.map { Int32(result.phaseNames.firstIndex(of: $0.name)!) } ?? -1
                meanings.append((name, phase.map { !$0.isDead } ?? false))
            }
        }
        let (types, phases) = (cells[.type], cells[.phase])
        result.phase = filled(order) { meanings[Int(types[$0]) * most + Int(phases[$0])].name }
        result.isAlive = filled(order) { meanings[Int(types[$0]) * most + Int(phases[$0])].isAlive }
        result.states = frameStates(order)
        result.substances = frameSubstances(order)
        return result
    }

    /// How many cells each touches, as the model's `touching` has it, where cells are now.
    private func frameContacts(_ order: [Int32]) -> [UInt64] {
        let cells = state.cells
        if model.space.isWell { return [UInt64](repeating: 0, count: cells.count) }
        // A list of its own: that of the steps stays as the last one left it, so that looking changes nothing.
        let list = ContactList(space: membranes.drawnApart(space), pool: pool)
        let (x, y, z) = membranes.drawnApart(cells)
        list.rebuild(x: x, y: y, z: z, limits: limits(), count: cells.count)
        return filled(order) { UInt64(list.starts[$0 + 1] - list.starts[$0]) }
    }

    /// Cells in order of ID.
    private func cellsByID() -> [Int32] {
        let ids = state.cells[.id]
        var order = (0..<Int32(state.cells.count)).map { $0 }
        order.sort { ids[Int($0)] < ids[Int($1)] }
        return order
    }

    private func picked<Value: BitwiseCopyable>(_ order: [Int32], _ column: UnsafeMutablePointer<Value>) -> [Value] {
        filled(order) { column[$0] }
    }

    @inline(__always)
    private func filled<Value: BitwiseCopyable>(_ order: [Int32], _ value: (Int) -> Value) -> [Value] {
        [Value](unsafeUninitializedCapacity: order.count) { buffer, count in
            let places = buffer
            order.withUnsafeBufferPointer { order in
                pool.forEachTile(of: order.count, size: 4096) { tile in
                    for place in tile { places.initializeElement(at: place, to: value(Int(order[place]))) }
                }
            }
            count = order.count
        }
    }

    /// Every state that any type has, NaN in cells of other types.
    private func frameStates(_ order: [Int32]) -> [Frame.Column] {
        let cells = state.cells
        let (types, rows) = (cells[.type], cells[.row])
        return stateNames(kinds.flatMap(\.type.states)).map { name, unit, factor in
            let columns = kinds.map { kind in
                kind.type.states.firstIndex { $0.name == name }.map { cells.tables[kind.index][kind.map.index(.state($0))] }
            }
            let values = filled(order) { cell in columns[Int(types[cell])].map { $0[Int(rows[cell])] / factor } ?? .nan }
            return Frame.Column(name: name, unit: unit, values: values)
        }
    }

    private func stateNames(_ states: [Model.State]) -> [(name: String, unit: String, factor: Double)] {
        var names: [(name: String, unit: String, factor: Double)] = []
        for state in states where !names.contains(where: { $0.name == state.name }) {
            names.append((state.name, state.unit, state.unitFactor))
        }
        return names
    }

    private func frameSubstances(_ order: [Int32]) -> [Frame.Column] {
        let fields = state.fields
        let (x, y, z) = (state.cells[.x], state.cells[.y], state.cells[.z])
        return model.substances.enumerated().map { index, substance in
            let values = UnsafePointer(fields.substances[index])
            let factor = substance.unitFactor
            return Frame.Column(
                name: substance.name, unit: substance.unit,
                values: filled(order) { corner(at: SIMD3(x[$0], y[$0], z[$0])).sample(values) / factor })
        }
    }

    func frameVessels() -> Frame.Vessels {
        var result = Frame.Vessels()
        result.typeNames = vesselKinds.map(\.type.label)
        let time = Double(state.time) / 60
        let names = stateNames(vesselKinds.flatMap(\.type.states))
        result.states = names.map { Frame.Column(name: $0.name, unit: $0.unit, values: []) }
        for (kind, vessels) in zip(vesselKinds, state.vessels) {
            for row in 0..<vessels.count {
                result.from.append(vessels.start(row))
                result.to.append(vessels.end(row))
                result.radius.append(vessels[.radius][row])
                result.isPerfused.append(vessels.isPerfused(row, at: time))
                result.type.append(Int32(kind.index))
            }
            for (i, name) in names.enumerated() {
                let column = kind.type.states.firstIndex { $0.name == name.name }.map { vessels.table[kind.map.index(.state($0))] }
                for row in 0..<vessels.count { result.states[i].values.append(column.map { $0[row] / name.factor } ?? .nan) }
            }
        }
        return result
    }

    func frameFields() -> Frame.Fields {
        var fields = Frame.Fields()
        (fields.nx, fields.ny, fields.nz, fields.spacing) = (grid.nx, grid.ny, grid.nz, grid.spacing)
        let count = grid.count
        func column(_ name: String, _ unit: String, _ value: (Int) -> Double) {
            let values = [Double](unsafeUninitializedCapacity: count) { buffer, filled in
                for voxel in 0..<count { buffer.initializeElement(at: voxel, to: value(voxel)) }
                filled = count
            }
            fields.columns.append(Frame.Column(name: name, unit: unit, values: values))
        }
        for (i, substance) in model.substances.enumerated() {
            let (values, factor) = (state.fields.substances[i], substance.unitFactor)
            column(substance.name, substance.unit) { values[$0] / factor }
        }
        for (i, particle) in model.particles.enumerated() {
            let counts = state.fields.particles[i]
            column(particle.name, particle.unit) { Double(counts[$0]) }
        }
        return fields
    }
}
