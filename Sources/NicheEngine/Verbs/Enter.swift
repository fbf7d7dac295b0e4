import NicheModel

/// `enter PHASE`, `they enter PHASE`: the cell, or the neighbour, moves into a phase of its life.
enum Enter: CellVerb {
    static let entry = VerbEntry(
        "enter", subjects: [.cell], object: .phase, mayActOnNeighbour: true, keys: VerbEntry.Key.common.union(VerbEntry.Key.pairs))

    static func rank(of event: Model.Event, isDeath: Bool) -> Int? { event.actsOnNeighbour ? 3 : isDeath ? 1 : 4 }

    static func carryOut(_ firing: Firing, _ event: Model.Event, in simulation: Simulation) {
        guard event.actsOnNeighbour else { return simulation.enter(event.object!, Int(firing.cell)) }
        let other = Int(firing.other)
        let phase = event.objectByType[simulation.state.cells.type(other)]
        if phase >= 0 { simulation.enter(phase, other) }
    }
}
