import NicheMath
import NicheModel

/// What observers get. Nothing here changes the state.
extension Simulation {
    /// Edges of the space along x, y, z [µm].
    public var size: SIMD3<Double> { grid.size }
    /// Whether the space is one voxel thick.
    public var isSlice: Bool { grid.isSlice }

    /// How full the space is: the volume of all cells over that of the space; in a slice, of discs as thick as the slice. Beyond 1 they lie
    /// on top of each other.
    public var fullness: Double {
        let cells = state.cells
        let space = size.x * size.y * size.z
        return tileSum(count: cells.count) { cells[.isGone][$0] == 0 ? cells.exchangeVolume($0) : 0 } / space
    }

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
        for (kind, live) in zip(kinds, liveCells()) { row.append((kind.type.name, "cells", Double(live))) }
        let values = try aggregates.measure(self)
        for (measure, value) in zip(model.measures, values) where !row.contains(where: { $0.0 == measure.name }) {
            row.append((measure.name, measure.unit, value / measure.unitFactor))
        }
        return row + scalars().filter { scalar in !row.contains { $0.0 == scalar.name } }
    }

    /// The cells that a measure reduces, each with the value that it brings: of `count(type, condition)`, 1; of `sum(type, value)`, the
    /// value in the measure's unit; in order of ID.
    ///
    /// - Returns: nil if no measure has this name, or if it is no plain reduction over cells.
    public func members(of measure: String) -> [(id: UInt64, position: SIMD3<Double>, value: Double)]? {
        guard let found = model.measures.first(where: { $0.name == measure }), case .reference(.aggregate(let index)) = found.formula.term,
            case .cells = model.aggregates[index].over
        else { return nil }
        let (x, y, z) = (state.cells[.x], state.cells[.y], state.cells[.z])
        return aggregates.members(of: index, self).map { member in
            (member.id, SIMD3(x[member.cell], y[member.cell], z[member.cell]), member.value / found.unitFactor)
        }
    }

    /// Live cells of each type.
    private func liveCells() -> [Int] {
        kinds.map { kind in
            let isDead = kind.type.phases.map(\.isDead)
            let (phases, owners) = (state.cells[.phase], state.cells.owners[kind.index][0])
            var live = 0
            for row in 0..<state.cells.tables[kind.index].count where !isDead[Int(phases[Int(owners[row])])] { live += 1 }
            return live
        }
    }

    private func scalars() -> [(name: String, unit: String, value: Double)] {
        let body = model.body.states.enumerated().map { i, s in (s.name, s.unit, state.globals[globals.state(i)] / s.unitFactor) }
        return body + model.tallies.enumerated().map { ($1, "", state.tallies[$0]) }
    }
}
