import NicheModel

/// `release`: the cell lets go of whom it holds.
///
/// Holds begin and end within the step, before cells decide: see `Simulation+Grip.swift`.
enum Release: CellVerb {
    static let entry = VerbEntry("release", subjects: [.cell], keys: [.at], isWithinStep: true)
    static func rank(of event: Model.Event, isDeath: Bool) -> Int? { nil }
    static func carryOut(_ firing: Firing, _ event: Model.Event, in simulation: Simulation) {}
}
