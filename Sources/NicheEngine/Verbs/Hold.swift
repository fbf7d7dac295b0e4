import NicheModel

/// `hold`: the cell takes hold of a neighbour, one at a time, until it lets go.
///
/// Holds begin and end within the step, before cells decide: see `Simulation+Grip.swift`.
enum Hold: CellVerb {
    static let entry = VerbEntry("hold", subjects: [.cell], needsPair: true, keys: [.at, .each], isWithinStep: true)
    static func rank(of event: Model.Event, isDeath: Bool) -> Int? { nil }
    static func carryOut(_ firing: Firing, _ event: Model.Event, in simulation: Simulation) {}
}
