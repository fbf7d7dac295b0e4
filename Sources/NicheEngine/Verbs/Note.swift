import NicheModel

/// `note`: nothing happens but the event's own effects; `since(event)` remembers when.
enum Note: CellVerb {
    static let entry = VerbEntry("note", subjects: [.cell, .vessel], keys: VerbEntry.Key.common.union(VerbEntry.Key.pairs))
    static func rank(of event: Model.Event, isDeath: Bool) -> Int? { nil }
    static func carryOut(_ firing: Firing, _ event: Model.Event, in simulation: Simulation) {}
}
