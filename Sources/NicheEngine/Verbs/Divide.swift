import NicheMath
import NicheModel

/// `divide [into PHASE]`: two daughters, half a radius to either side along a random direction unless the model says otherwise.
///
/// The mother goes on as one of them, with her ID and key; the other gets a new ID, and a key hashed from the mother's and the ordinal of her
/// division, so that a lineage keeps its draws whatever else happens in the tissue.
enum Divide: CellVerb {
    static let entry = VerbEntry("divide", subjects: [.cell], object: .optionalPhase)

    static func rank(of event: Model.Event, isDeath: Bool) -> Int? { 6 }

    static func carryOut(_ firing: Firing, _ event: Model.Event, in simulation: Simulation) {
        let cells = simulation.state.cells
        let mother = Int(firing.cell)
        let kind = simulation.kinds[Int(firing.kind)]
        cells[.divisions][mother] += 1
        let key = Keys.child(of: cells[.key][mother], ordinal: cells[.divisions][mother])
        var draws = Draws(
            seed: simulation.state.seed, key: cells[.key][mother], tick: simulation.state.tick, event: Purpose.division.rawValue)
        let place = cells.position(mother)
        let (back, offset) = ways(of: cells[.radius][mother], simulation, &draws)

        let now = simulation.state.time + simulation.model.time.step
        let daughter = cells.append(
            type: kind.index, id: simulation.state.nextID, key: key, at: simulation.inside(place + offset, beside: place), entered: now,
            founder: cells[.founder][mother])
        simulation.state.nextID += 1
        cells.setPosition(mother, simulation.inside(place + back, beside: place))
        let table = cells.tables[kind.index]
        let (motherRow, daughterRow) = (cells.row(mother), cells.row(daughter))
        table.copyRow(from: motherRow, to: daughterRow)
        share(kind, table, motherRow, daughterRow, simulation, &draws, keys: (cells[.key][mother], key))
        for column in [Cells.Geometry.pressure, .repulsion, .adhesion] { cells[column][daughter] = cells[column][mother] }
        for cell in [mother, daughter] {
            cells[.phase][cell] = Int32(event.object ?? kind.type.firstPhase)
            cells[.entered][cell] = UInt64(bitPattern: now)
            simulation.measureVolume(cell)
        }
        if let type = drawnType(kind, motherRow, table, simulation, &draws), type != kind.index {
            Become.convert(daughter, to: type, in: simulation)
        }
    }

    /// How far the mother and the new cell go.
    private static func ways(
        of radius: Double, _ simulation: Simulation, _ draws: inout Draws
    ) -> (mother: SIMD3<Double>, daughter: SIMD3<Double>) {
        let isSlice = simulation.grid.isSlice
        guard simulation.model.space.daughters == .aside else {
            let offset = draws.direction(isFlat: isSlice) * (0.5 * radius)
            return (-offset, offset)
        }
        var way = draws.direction(isFlat: false) * radius
        if isSlice { way.z = 0 }
        return (way * -0.5, way)
    }

    /// The type that the second daughter is drawn to be of; nil for that of the mother.
    private static func drawnType(
        _ kind: CellKind, _ mother: Int, _ table: Table<Double>, _ simulation: Simulation, _ draws: inout Draws
    ) -> Int? {
        guard let chances = kind.daughters else { return nil }
        var left = draws.uniform()
        for (entry, chance) in zip(kind.type.daughters, chances.values(row: mother, columns: table, globals: simulation.state.globals)) {
            if left < chance { return entry.type }
            left -= chance
        }
        return nil
    }

    /// Shares the mother's states out as each one says; counted ones in whole numbers.
    private static func share(
        _ kind: CellKind, _ table: Table<Double>, _ mother: Int, _ daughter: Int, _ simulation: Simulation, _ draws: inout Draws,
        keys: (UInt64, UInt64)
    ) {
        for (i, state) in kind.type.states.enumerated() {
            let column = table[kind.map.index(.state(i))]
            switch state.inheritance {
            case .copy: break
            case .split:
                let whole = column[mother]
                let isWhole = state.isCounted && whole >= 0 && whole < 1e9 && whole.rounded() == whole
                let part = isWhole ? Double(draws.binomial(Int(whole), 0.5)) : whole / 2
                (column[mother], column[daughter]) = (whole - part, part)
            case .redraw:
                column[mother] = simulation.drawStart(kind, i, row: mother, key: keys.0)
                column[daughter] = simulation.drawStart(kind, i, row: daughter, key: keys.1)
            }
        }
        for (index, key) in kind.map.keys.enumerated() {
            switch key {
            case .stage: (table[index][mother], table[index][daughter]) = (0, 0)
            case .held: table[index][daughter] = 0
            default: break
            }
        }
    }
}
