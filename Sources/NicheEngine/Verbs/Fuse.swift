import NicheModel

/// `fuse`: the neighbour is taken up whole, and the cell goes to the centre of both volumes.
enum Fuse: CellVerb {
    static let entry = VerbEntry("fuse", subjects: [.cell], needsPair: true, keys: VerbEntry.Key.common.union(VerbEntry.Key.pairs))

    static func rank(of event: Model.Event, isDeath: Bool) -> Int? { 2 }

    static func carryOut(_ firing: Firing, _ event: Model.Event, in simulation: Simulation) {
        let cells = simulation.state.cells
        let (cell, other) = (Int(firing.cell), Int(firing.other))
        // Both volumes as they were before the states of this one took the other's up.
        let share = cells[.volume][other] / (cells[.volume][cell] + cells[.volume][other])
        let place = cells.position(cell)
        cells.setPosition(
            cell, simulation.inside(place + share * simulation.space.way(from: place, to: cells.position(other)), beside: place))
        simulation.measureVolume(cell)
        simulation.remove(other)
    }
}
