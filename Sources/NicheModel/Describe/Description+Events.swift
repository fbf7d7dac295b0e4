extension Description {
    /// An event in words, for a list. `states` and `phases` are those of its owner.
    func words(_ event: Model.Event, _ states: [Model.State], _ phases: [Model.Phase] = []) -> String {
        var words = "**\(event.name)**: \(action(event, phases)) \(trigger(event))"
        if event.stages > 1 { words += ", in \(event.stages) stages" }
        switch event.pair {
        case .each(let selector): words += ", for each touching \(self.words(selector))"
        case .oneOf(let selector): words += ", with one of the touching \(self.words(selector)), drawn"
        case .eachSegment(let types): words += ", for each touching \(types.map { model.vesselTypes[$0].name }.joined(separator: " or "))"
        case .particle(let particle, let within): words += ", for each \(model.particles[particle].name.asCode) within \(length(within))"
        case nil: break
        }
        let effects = effects(event, states)
        return words + (effects.isEmpty ? "" : "; " + effects.joined(separator: "; ")) + (event.parts.count > 1 ? "" : source(event.module))
    }

    private func action(_ event: Model.Event, _ phases: [Model.Phase]) -> String {
        var object: String?
        switch event.verb {
        case "become": object = event.object.map { model.cellTypes[$0].name }
        case "spill": object = event.object.map { model.particles[$0].name }
        default: object = event.object.map { phases.indices.contains($0) ? phases[$0].name : "\($0)" }
        }
        if event.actsOnNeighbour, let type = event.objectByType.firstIndex(where: { $0 >= 0 }) {
            object = model.cellTypes[type].phases[event.objectByType[type]].name
        }
        let into = event.verb == "divide" && object != nil ? "into " : ""
        return (event.actsOnNeighbour ? "they " : "") + event.verb + (object.map { " \(into)\($0.asCode)" } ?? "")
    }

    private func trigger(_ event: Model.Event) -> String {
        switch event.trigger {
        case .hazard(let formula):
            guard event.parts.count > 1 else { return "at the rate \(words(formula))" }
            let parts = event.parts.map {
                ($0.operation == "" ? "" : $0.operation == "+" ? "plus " : "times ") + $0.text.asCode + source($0.module)
            }
            return "at the rate \(parts.joined(separator: ", "))"
        case .after(let sampler): return "after \(words(sampler))"
        case .when(let condition): return "when \(words(condition))"
        case .on(let signal): return "on the signal \(model.signals[signal].name.asCode)"
        case .every(let period): return "every \(Self.duration(period))"
        }
    }

    private func effects(_ event: Model.Event, _ states: [Model.State]) -> [String] {
        var effects: [String] = []
        if let chance = event.chance { effects.append("with the chance \(words(chance))") }
        if let amount = event.amount { effects.append("amount \(words(amount))") }
        if let within = event.within { effects.append("within \(length(within))") }
        if let lasting = event.lasting { effects.append("lasting \(words(lasting))") }
        effects += event.sets.map { "sets \(states[$0.state].name.asCode) to \(words($0.formula))" }
        effects += event.tallies.map { tally, formula, chance in
            "counts \(words(formula)) in \(model.tallies[tally].asCode)" + (chance.map { " with the chance \(words($0))" } ?? "")
        }
        effects += event.yields.map { "yields \(words($0.formula)) of \(substance($0.substance))" }
        if event.memory != nil { effects.append("the time since is remembered") }
        return effects
    }

    /// What a phase says, an item each, behind its name.
    func words(_ phase: Model.Phase, _ type: Model.CellType) -> [(phase: String, item: String)] {
        var items = phase.enter.map { "on entering, \(type.states[$0.state].name.asCode) becomes \(words($0.formula))" }
        items += equations(phase.changes, type.states).map { equation in
            "\(equation.left) = \(equation.parts[0].text)".asCode + source(equation.parts[0].module)
        }
        items += exchange(phase.takes, phase.secretions)
        items += phase.leaveBehind.map { "leaves \(words($0.formula)) of \(substance($0.substance)) in its voxel" }
        items += phase.events.map { words($0, type.states, type.phases) }
        return items.map { (phase.name.asCode + (phase.isDead ? " (dead)" : ""), $0) }
    }
}
