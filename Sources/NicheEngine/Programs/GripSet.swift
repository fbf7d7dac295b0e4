import NicheModel

/// Whom the cells of one phase take hold of, and how soon they let go.
final class GripSet {
    let holds: [CompiledEvent]
    /// Rates of letting go, which add up.
    let releases: BoundProgram?

    /// Nil where cells hold nobody.
    init?(_ faced: [Model.Event], compiler: Compiler, model: Model) {
        let holds = faced.filter { $0.verb == Hold.entry.word }
        guard !holds.isEmpty else { return nil }
        self.holds = holds.map { CompiledEvent($0, compiler: compiler, model: model, phases: []) { _ in 0 } }
        let rates = faced.filter { $0.verb == Release.entry.word }.map { event in
            guard case .hazard(let rate) = event.trigger else { preconditionFailure("release happens at a rate") }
            return rate
        }
        releases = rates.isEmpty ? nil : compiler.compile(rates)
        _ = compiler.map!.index(.held)
    }

    /// Whether an event is settled here rather than proposed.
    static func concerns(_ event: Model.Event) -> Bool { event.verb == Hold.entry.word || event.verb == Release.entry.word }

    /// Whether a cell of this type and phase may be held.
    func mayHold(type: Int, phase: Int) -> Bool { holds.contains { $0.filter!.contains(type: type, phase: phase) } }
}
