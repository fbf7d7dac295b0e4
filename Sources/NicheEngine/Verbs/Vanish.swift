import NicheModel

/// `vanish`: the cell is gone, as a corpse is once it has been cleared.
enum Vanish: CellVerb {
    static let entry = VerbEntry("vanish", subjects: [.cell, .particle], keys: VerbEntry.Key.common.union([.yield]))
    static func rank(of event: Model.Event, isDeath: Bool) -> Int? { 0 }
    static func carryOut(_ firing: Firing, _ event: Model.Event, in simulation: Simulation) { simulation.remove(Int(firing.cell)) }
}
