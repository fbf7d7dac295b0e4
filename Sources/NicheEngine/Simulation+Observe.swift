import NicheMath
import NicheModel

/// What observers get. Nothing here changes the state.
extension Simulation {
    /// Everything there is to see now, cells in order of ID.
    public func frame() -> Frame {
        var frame = Frame(time: state.time, size: grid.size, isSlice: grid.isSlice)
        frame.cells = frameCells()
        frame.vessels = frameVessels()
        frame.fields = frameFields()
        frame.scalars = scalars()
        return frame
    }

    /// One row of the summary: time, live cells of each type, dead ones, the measures, tallies and the body.
    public func summaryRow() throws -> [(name: String, unit: String, value: Double)] {
        var row: [(String, String, Double)] = [("time", "d", Double(state.time) / 86_400)]
        for kind in kinds {
            var live = 0
            for r in 0..<state.cells.tables[kind.index].count {
                if !kind.isDead(state.cells.phase(Int(state.cells.owners[kind.index][0][r]))) { live += 1 }
            }
            row.append((kind.type.name, "cells", Double(live)))
        }
        let values = try aggregates.measure(self)
        for (measure, value) in zip(model.measures, values) where !row.contains(where: { $0.0 == measure.name }) {
            row.append((measure.name, measure.unit, value / measure.unitFactor))
        }
        return row + scalars().filter { scalar in !row.contains { $0.0 == scalar.name } }
    }

    private func scalars() -> [(name: String, unit: String, value: Double)] {
        let body = model.body.states.enumerated().map { i, s in (s.name, s.unit, state.globals[globals.state(i)] / s.unitFactor) }
        return body + model.tallies.enumerated().map { ($1, "", state.tallies[$0]) }
    }

    private func frameCells() -> Frame.Cells {
        let cells = state.cells
        let order = (0..<cells.count).sorted { cells.id($0) < cells.id($1) }
        var result = Frame.Cells()
        result.typeNames = kinds.map(\.type.label)
        result.typeColours = kinds.map { $0.type.colour ?? "#888888" }
        var phaseNames: [String] = []
        for kind in kinds { for phase in kind.type.phases where !phaseNames.contains(phase.name) { phaseNames.append(phase.name) } }
        result.phaseNames = phaseNames
        result.id = order.map { cells.id($0) }
        result.x = order.map { cells[.x][$0] }
        result.y = order.map { cells[.y][$0] }
        result.z = order.map { cells[.z][$0] }
        result.radius = order.map { cells[.radius][$0] }
        result.type = order.map { Int32(cells.type($0)) }
        result.phase = order.map { cell in
            Int32(phaseNames.firstIndex(of: kinds[cells.type(cell)].type.phases[cells.phase(cell)].name)!)
        }
        result.isAlive = order.map { !kinds[cells.type($0)].isDead(cells.phase($0)) }
        result.states = stateColumns(order)
        result.substances = model.substances.enumerated().map { i, substance in
            let values = state.fields.substances[i]
            return Frame.Column(
                name: substance.name, unit: substance.unit,
                values: order.map { state.fields.sample(values, at: state.fields.corner(at: cells.position($0))) / substance.unitFactor })
        }
        return result
    }

    private func stateColumns(_ order: [Int]) -> [Frame.Column] {
        var names: [(name: String, unit: String, factor: Double)] = []
        for kind in kinds {
            for s in kind.type.states where !names.contains(where: { $0.name == s.name }) { names.append((s.name, s.unit, s.unitFactor)) }
        }
        let cells = state.cells
        return names.map { name, unit, factor in
            let columns = kinds.map { kind in
                kind.type.states.firstIndex { $0.name == name }.map { kind.map.index(.state($0)) }
            }
            return Frame.Column(
                name: name, unit: unit,
                values: order.map { cell in
                    guard let column = columns[cells.type(cell)] else { return .nan }
                    return cells.tables[cells.type(cell)][column][cells.row(cell)] / factor
                })
        }
    }

    private func frameVessels() -> Frame.Vessels {
        var result = Frame.Vessels()
        result.typeNames = vesselKinds.map(\.type.label)
        let time = Double(state.time) / 60
        var names: [(name: String, unit: String, factor: Double)] = []
        for kind in vesselKinds {
            for s in kind.type.states where !names.contains(where: { $0.name == s.name }) { names.append((s.name, s.unit, s.unitFactor)) }
        }
        result.states = names.map { Frame.Column(name: $0.name, unit: $0.unit, values: []) }
        for (kind, vessels) in zip(vesselKinds, state.vessels) {
            for row in 0..<vessels.count {
                result.from.append(vessels.start(row))
                result.to.append(vessels.end(row))
                result.radius.append(vessels[.radius][row])
                result.isPerfused.append(vessels.isPerfused(row, at: time))
                result.type.append(Int32(kind.index))
                for (i, name) in names.enumerated() {
                    let column = kind.type.states.firstIndex { $0.name == name.name }.map { kind.map.index(.state($0)) }
                    result.states[i].values.append(column.map { vessels.table[$0][row] / name.factor } ?? .nan)
                }
            }
        }
        return result
    }

    private func frameFields() -> Frame.Fields {
        var fields = Frame.Fields()
        (fields.nx, fields.ny, fields.nz, fields.spacing) = (grid.nx, grid.ny, grid.nz, grid.spacing)
        for (i, substance) in model.substances.enumerated() {
            let values = state.fields.substances[i]
            fields.columns.append(
                Frame.Column(
                    name: substance.name, unit: substance.unit, values: (0..<grid.count).map { values[$0] / substance.unitFactor }))
        }
        for (i, particle) in model.particles.enumerated() {
            let counts = state.fields.particles[i]
            fields.columns.append(
                Frame.Column(name: particle.name, unit: particle.unit, values: (0..<grid.count).map { Double(counts[$0]) }))
        }
        return fields
    }
}
