import NicheModel

/// The events that an actor faces in one phase, compiled.
final class EventSet {
    let events: [CompiledEvent]
    /// Hazards, conditions and chances of all events that concern the actor alone.
    let program: BoundProgram?

    init(_ events: [Model.Event], compiler: Compiler, model: Model, phases: [Model.Phase] = []) {
        var formulas: [Formula] = []
        func output(_ formula: Formula) -> Int {
            formulas.append(formula)
            return formulas.count - 1
        }
        self.events = events.map { CompiledEvent($0, compiler: compiler, model: model, phases: phases, output: output) }
        program = formulas.isEmpty ? nil : compiler.compile(formulas)
    }
}
