import NicheModel

/// `become TYPE`: the cell changes its type; states of the same name are kept, others start.
enum Become: CellVerb {
    static let entry = VerbEntry("become", subjects: [.cell], object: .type)

    static func rank(of event: Model.Event, isDeath: Bool) -> Int? { 5 }

    static func carryOut(_ firing: Firing, _ event: Model.Event, in simulation: Simulation) {
        convert(Int(firing.cell), to: event.object!, in: simulation)
    }

    /// Makes another type of a cell, in the first phase of its life.
    static func convert(_ cell: Int, to type: Int, in simulation: Simulation) {
        let cells = simulation.state.cells
        let (old, new) = (simulation.kinds[cells.type(cell)], simulation.kinds[type])
        let (oldTable, oldRow) = (cells.tables[old.index], cells.row(cell))
        cells.changeType(cell, to: new.index)
        let (table, row) = (cells.tables[new.index], cells.row(cell))
        for (column, key) in new.map.keys.enumerated() {
            if let source = source(of: key, in: old, for: new) { table[column][row] = oldTable[source][oldRow] }
        }
        for (i, state) in new.type.states.enumerated()
        where state.becoming == .anew || !old.type.states.contains(where: { $0.name == state.name }) {
            table[new.map.index(.state(i))][row] = simulation.drawStart(new, i, row: row, key: cells[.key][cell])
        }
        if new.walk == nil { cells.standStill(cell) }
        cells[.phase][cell] = Int32(new.type.firstPhase)
        cells[.entered][cell] = UInt64(bitPattern: simulation.state.time + simulation.model.time.step)
        simulation.measureVolume(cell)
    }

    /// The old type's column that means the same.
    private static func source(of key: ColumnKey, in old: CellKind, for new: CellKind) -> Int? {
        switch key {
        case .state(let i) where new.type.states[i].becoming == .anew: return nil
        case .state(let i):
            return old.type.states.firstIndex { $0.name == new.type.states[i].name }.flatMap { old.map.existing(.state($0)) }
        case .memory(let i):
            return old.type.memories.firstIndex(of: new.type.memories[i]).flatMap { old.map.existing(.memory($0)) }
        case .contact(let i):
            return old.type.contacts.firstIndex(of: new.type.contacts[i]).flatMap { old.map.existing(.contact($0)) }
        case .stage, .exchange, .held: return nil
        default: return old.map.existing(key)
        }
    }
}
