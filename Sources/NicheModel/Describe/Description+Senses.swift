extension Description {
    /// What a cell feels, by its assembled expressions.
    func senses(_ type: Model.CellType) -> [String] {
        var references: Set<Reference> = []
        for (_, term) in terms(type) { term.visit { if case .reference(let reference) = $0 { references.insert(reference) } } }
        var senses = model.substances.indices.filter { references.contains(.substance($0)) }.map { substance($0) }
        senses += model.substances.indices.filter { references.contains(.gradient($0)) }.map { "how steep \(substance($0)) is" }
        if let walk = type.walk { senses += walk.weights.map { "the slope of \(substance($0.substance))" } }
        if references.contains(.pressure) { senses.append("pressure") }
        if references.contains(.time) { senses.append("time") }
        if (0..<3).contains(where: { references.contains(.position($0)) }) { senses.append("its position") }
        let body = model.body.states.enumerated().filter { references.contains(.bodyState($0.offset)) }.map(\.element.name.asCode)
        if !body.isEmpty { senses.append("\(body.joined(separator: ", ")) of the body") }
        senses += Set(type.contacts.map { "\(words($0.selector)) \(whereabouts($0))" }).sorted()
        return senses
    }

    private func whereabouts(_ contact: Contact) -> String {
        switch contact.grip {
        case .holder: "that hold it"
        case .held: "that it holds"
        case nil: contact.distance.map { "within \(length($0))" } ?? "touching"
        }
    }

    /// All expressions of a type, each with the name of what it stands in.
    func terms(_ type: Model.CellType) -> [(name: String, term: Term)] {
        var terms = type.quantities.map { ($0.name, $0.formula.term) }
        terms += self.terms(type.changes, type.states)
        terms += type.takes.flatMap { substance, take in take.formulas.map { ("uptake of \(model.substances[substance].name)", $0.term) } }
        terms += type.secretions.flatMap { substance, secretion in
            secretion.formulas.map { ("secretion of \(model.substances[substance].name)", $0.term) }
        }
        if let walk = type.walk {
            terms += ([walk.speed, walk.persistence, walk.bias].compactMap { $0 } + walk.weights.map(\.weight)).map { ("walk", $0.term) }
        }
        terms +=
            ([type.repulsion, type.adhesion, type.reach, type.attach, type.detach, type.attachments, type.bond].compactMap { $0 }
            + type.affinities.map(\.affinity)).map {
                ("mechanics", $0.term)
            }
        terms += type.daughters.map { ("daughters", $0.chance.term) }
        terms += type.events.flatMap { self.terms($0) }
        for phase in type.phases {
            terms += phase.takes.flatMap { substance, take in
                take.formulas.map { ("uptake of \(model.substances[substance].name)", $0.term) }
            }
            terms += phase.secretions.flatMap { substance, secretion in
                secretion.formulas.map { ("secretion of \(model.substances[substance].name)", $0.term) }
            }
            terms += self.terms(phase.changes, type.states) + phase.events.flatMap { self.terms($0) }
            terms += (phase.enter.map(\.formula) + phase.leaveBehind.map(\.formula)).map { (phase.name, $0.term) }
        }
        return terms
    }

    func terms(_ changes: [(state: Int, change: Model.Change)], _ states: [Model.State]) -> [(name: String, term: Term)] {
        changes.flatMap { state, change in change.formulas.map { (states[state].name, $0.term) } }
    }

    func terms(_ event: Model.Event) -> [(name: String, term: Term)] {
        var formulas = [event.chance].compactMap { $0 } + event.sets.map(\.formula) + event.yields.map(\.formula)
        formulas += event.tallies.flatMap { [$0.formula, $0.chance].compactMap { $0 } }
        formulas += [event.amount, event.lasting].compactMap { $0 }.flatMap(\.arguments)
        switch event.trigger {
        case .hazard(let formula), .when(let formula): formulas.append(formula)
        case .after(let sampler): formulas += sampler.arguments
        case .on, .every: break
        }
        return formulas.map { (event.name, $0.term) }
    }
}

extension Model.Change {
    var formulas: [Formula] {
        switch self {
        case .rate(let formula): [formula]
        case .toward(let target, let over, let noise, let above): [target, over] + [noise, above].compactMap { $0 }
        }
    }
}

extension Model.Take {
    var formulas: [Formula] {
        switch self {
        case .upTo(let formula), .at(let formula): [formula]
        }
    }
}

extension Model.Secretion {
    var formulas: [Formula] {
        switch self {
        case .scaled(let formula), .amount(let formula): [formula]
        case .toward(let rate, let target): [rate, target]
        }
    }
}

extension Term {
    /// Calls `body` with this term and all within, but not with what `isSkipped` and what that holds.
    func visit(unless isSkipped: (Term) -> Bool = { _ in false }, _ body: (Term) -> Void) {
        guard !isSkipped(self) else { return }
        body(self)
        switch self {
        case .number, .parameter, .reference: break
        case .negate(let a), .not(let a): a.visit(unless: isSkipped, body)
        case .binary(_, let a, let b):
            a.visit(unless: isSkipped, body)
            b.visit(unless: isSkipped, body)
        case .choice(let condition, let a, let b): for term in [condition, a, b] { term.visit(unless: isSkipped, body) }
        case .call(_, let arguments): for term in arguments { term.visit(unless: isSkipped, body) }
        }
    }
}
