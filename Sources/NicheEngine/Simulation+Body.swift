import NicheModel

/// The animal: doses at the head of the step, its states in the body phase.
extension Simulation {
    /// Before time 0 states settle with events and therapies off.
    var isSettling: Bool { state.time < 0 }

    func treat() throws {
        state.globals[GlobalMap.time] = Double(state.time) / 60
        guard !isSettling else { return }
        if therapies.needsConditions(state.begins) { try aggregates.evaluate(self, into: state.globals) }
        therapies.apply(state.globals, &state.begins, time: state.time, step: model.time.step)
        clamps.applyToBody(state.globals)
        if let formula = body.updateQuantities(state.globals) { throw bodyFault(formula) }
    }

    func advanceBody() throws {
        if let formula = body.advance(state.globals) ?? body.updateQuantities(state.globals) { throw bodyFault(formula) }
    }

    private func bodyFault(_ formula: Formula) -> RunFault {
        RunFault("\"\(formula.text)\" is not a number in the body", place: formula.place, time: state.time)
    }
}
