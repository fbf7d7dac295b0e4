import NicheModel

/// `leave`: the cell leaves the tissue, counted under the tallies of its event.
enum Leave: CellVerb {
    static let entry = VerbEntry("leave", subjects: [.cell], keys: VerbEntry.Key.common.union(VerbEntry.Key.pairs))
    static func rank(of event: Model.Event, isDeath: Bool) -> Int? { 0 }
    static func carryOut(_ firing: Firing, _ event: Model.Event, in simulation: Simulation) {
        simulation.remove(Int(firing.cell))
        simulation.tally("left", 1)
    }
}
