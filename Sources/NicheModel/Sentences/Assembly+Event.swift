extension Assembly {
    func event(_ written: WrittenEvent, _ owner: EventOwner) throws -> Model.Event {
        let entry = written.entry
        let clauses = try Clauses(entry.value, units, problems)
        let action = try action(clauses.action, owner.subject)
        for (key, place) in clauses.places.sorted(by: { $0.value < $1.value }) where !action.verb.keys.contains(key) {
            throw ModelFault(
                place, "\"\(key.rawValue)\" does not stand beside \"\(action.verb.word)\"; that takes \(words(action.verb.keys))")
        }
        for key in action.verb.required.sorted(by: { $0.rawValue < $1.rawValue }) where clauses.places[key] == nil {
            throw ModelFault(entry.place, "\"\(action.verb.word)\" needs \"\(key.rawValue)\"")
        }
        if owner.subject == .particle, let other = clauses.phrases.keys.first(where: { $0 != .at }) {
            throw ModelFault(
                clauses.places[other] ?? entry.place, "events of particles happen \"at\" a rate; \"\(other.rawValue)\" has no place here")
        }
        let pair = try pair(clauses)
        if pair == nil, action.verb.needsPair {
            throw ModelFault(action.place, "\"\(action.verb.word)\" needs to know whom: \"each: touching …\" or \"one of: touching …\"")
        }
        if pair?.cells == nil, action.actsOnNeighbour {
            throw ModelFault(action.place, "\"they\" needs to know who: \"one of: touching …\" or \"each: touching …\"")
        }
        let scope = scope(pair, owner)
        var event = Model.Event(
            name: entry.name, verb: action.verb.word, trigger: .every(0), module: entry.module, place: entry.place)
        (event.actsOnNeighbour, event.pair, event.text) = (action.actsOnNeighbour, pair, clauses.text)
        try resolve(action, owner, pair?.cells, into: &event)
        (event.trigger, event.parts) = try trigger(written, clauses, scope, pair, isWithinStep: action.verb.isWithinStep)
        try readEffects(clauses, scope, owner, action, &event)
        return event
    }

    private func words(_ keys: Set<VerbEntry.Key>) -> String { keys.map(\.rawValue).sorted().joined(separator: ", ") }

    private func scope(_ pair: Model.Event.Pair?, _ owner: EventOwner) -> Scope {
        guard let pair else { return owner.scope }
        let scope = Scope(owner.scope.title, in: owner.scope)
        scope.neighbours = pair.cells
        if case .particle(let particle, _) = pair {
            let dimension = units[model.particles[particle].unit]!.dimension
            scope.define("eaten", Meaning(term: .reference(.eaten), dimension: dimension, kind: "number of particles"))
            scope.define("in_reach", Meaning(term: .reference(.inReach), dimension: dimension, kind: "number of particles"))
        }
        return scope
    }

    private typealias Parts = [(operation: String, text: String, module: String)]

    private func trigger(
        _ written: WrittenEvent, _ clauses: Clauses, _ scope: Scope, _ pair: Model.Event.Pair?, isWithinStep: Bool
    ) throws -> (Model.Event.Trigger, Parts) {
        let entry = written.entry
        let present = VerbEntry.Key.triggers.filter { clauses.phrases[$0] != nil }
        guard present.count == 1, let key = present.first, let phrase = clauses.phrases[key] else {
            throw ModelFault(
                entry.place,
                present.isEmpty
                    ? "nothing triggers \(entry.name); write at RATE, after TIME, when CONDITION, on SIGNAL or every PERIOD"
                    : "\(entry.name) has two triggers, \(words(present)); an event has one")
        }
        if key != .at, let term = written.terms.first {
            throw ModelFault(term.phrase.place, "\(entry.name) has no rate to add to: it happens \"\(key.rawValue) \(phrase.text)\"")
        }
        switch key {
        case .at:
            var dimension = Dimension.rate
            if case .particle(let particle, _)? = pair { dimension = units[model.particles[particle].unit]!.dimension / .time }
            let parts = [(Entry.Operation.define, phrase, entry.module)] + written.terms
            let (_, checked) = try checkedFormula(phrase, scope, dimension, "a hazard")
            try check(checked, phrase, "a hazard", .notNegative)
            // Added terms are rates themselves, factors plain numbers.
            let assembled = try assemble(parts, scope, dimension: dimension, what: "the hazard of \(entry.name)", place: phrase.place)
            // D4: one waiting time a step is drawn; a rate that fires in most steps is not resolved.
            if pair == nil, !isWithinStep, let rate = assembled.constant, rate * Double(model.time.step) / 60 > 0.5 {
                problems.warn(
                    phrase.place,
                    "\(entry.name) happens more than every other step of \(Numeral.duration(model.time.step)); take shorter steps")
            }
            return (.hazard(assembled.formula), parts.map { ($0.0.rawValue, $0.1.text, $0.2) })
        case .after: return (.after(try sampler(phrase, scope, .time, "the delay")), [])
        case .when: return (.when(try condition(phrase, scope)), [])
        case .on:
            let names = model.signals.map(\.name)
            guard let word = phrase.word, let signal = names.firstIndex(of: word) else {
                throw ModelFault(phrase.place, "unknown signal \"\(phrase.text)\"\(didYouMean(phrase.text, among: names))")
            }
            return (.on(signal: signal), [])
        default:
            return (.every(try seconds(phrase, "the period of \(entry.name)", .positive, wholeSteps: true)), [])
        }
    }

    private func readEffects(_ clauses: Clauses, _ scope: Scope, _ owner: EventOwner, _ action: Action, _ event: inout Model.Event) throws {
        if let phrase = clauses.phrases[.stages] { event.stages = try stages(phrase, event) }
        if let phrase = clauses.phrases[.chance] { event.chance = try chance(phrase, scope) }
        if let tree = clauses.maps[.set] { event.sets = sets(tree, owner.type, scope, "set") }
        if let tree = clauses.maps[.tally] {
            for entry in distinct(Chapter.entries(tree, "tally", module: event.module, problems), isValue: false) {
                problems.attempt { event.tallies.append(try tally(entry, scope)) }
            }
        }
        if let tree = clauses.maps[.yield] {
            let each = owner.particle.map { units[model.particles[$0].unit]!.dimension } ?? .one
            for entry in distinct(Chapter.entries(tree, "yield", module: event.module, problems), isValue: false) {
                problems.attempt { event.yields.append(try amount(entry, scope, each, "the yield of \(entry.name)")) }
            }
        }
        if let phrase = clauses.phrases[.amount] {
            let unit = event.object.flatMap { action.verb.object == .particle ? units[model.particles[$0].unit]!.dimension : nil }
            event.amount = try sampler(phrase, scope, unit, "the amount")
        }
        if let phrase = clauses.phrases[.within] { event.within = try constant(phrase, .length, "the distance", .positive) }
        if let phrase = clauses.phrases[.lasting] { event.lasting = try sampler(phrase, scope, .time, "the duration") }
    }

    /// A chance, from 0 to 1.
    func chance(_ phrase: Phrase, _ scope: Scope) throws -> Formula {
        let (formula, checked) = try checkedFormula(phrase, scope, .one, "a chance")
        if let value = checked.constant, !(0...1).contains(value) {
            throw ModelFault(phrase.place, "a chance is from 0 to 1, found \(phrase.text)")
        }
        return formula
    }

    private func stages(_ phrase: Phrase, _ event: Model.Event) throws -> Int {
        guard case .hazard = event.trigger else { throw ModelFault(phrase.place, "stages belong to a rate: \"at RATE in 4 stages\"") }
        guard phrase.tokens.count == 2, phrase.tokens.last?.word == "stages",
            case .number(let number, let dimension, _, _)? = phrase.tokens.first?.kind,
            dimension.isOne, number == number.rounded(), (1...100).contains(number)
        else { throw ModelFault(phrase.place, "expected \"in 4 stages\" (1 to 100), found \"in \(phrase.text)\"") }
        return Int(number)
    }

    private func tally(_ entry: Entry, _ scope: Scope) throws -> (tally: Int, formula: Formula, chance: Formula?) {
        let phrase = try phrase(entry.value)
        let expression = try Parser.parse(phrase, units)
        if Assembly.ownTallies.contains(entry.name) {
            throw ModelFault(entry.place, "\"\(entry.name)\" is counted by the engine; choose another name")
        }
        if case .call("chance", let arguments) = expression.kind {
            let checker = Checker(assembly: self, passage: phrase.passage, scope: scope)
            guard arguments.count == 1 else { throw ModelFault(phrase.place, "chance(p) takes one argument, found \(arguments.count)") }
            let checked = try checker.number(arguments[0], .one, "a chance")
            if let value = checked.constant, !(0...1).contains(value) {
                throw checker.fault(arguments[0], "a chance is from 0 to 1, found \(value)")
            }
            let chance = Formula(term: checked.term, dimension: .one, place: checker.place(arguments[0]), text: checker.text(arguments[0]))
            return (tally(entry.name), .constant(1), chance)
        }
        let formula = try formula(phrase, scope, nil, entry.name)
        let dimension = formula.dimension
        guard dimension.isOne || units.counted.contains(where: { units[$0]!.dimension == dimension }) else {
            throw ModelFault(phrase.place, "a tally counts; \(entry.name) must be a number or a count, found \(units.words(dimension))")
        }
        let index = tally(entry.name)
        if let other = tallyDimensions[index], other.dimension != dimension {
            throw ModelFault(
                phrase.place,
                "\(entry.name) must be in \(units.words(other.dimension)) as at \(other.place), found \(units.words(dimension))")
        }
        tallyDimensions[index] = (dimension, phrase.place)
        return (index, formula, nil)
    }

    /// `{x: 0, R: R + eaten}`.
    func sets(_ tree: Tree, _ type: AssembledType?, _ scope: Scope, _ what: String) -> [(state: Int, formula: Formula)] {
        var sets: [(state: Int, formula: Formula)] = []
        for entry in distinct(Chapter.entries(tree, what, module: "", problems), isValue: false) {
            problems.attempt {
                guard let type else { throw ModelFault(entry.place, "particles have no states to set") }
                let state = try state(entry, type)
                sets.append((state, try formula(phrase(entry.value), scope, type.states[state].dimension, entry.name)))
            }
        }
        return sets
    }

    func state(_ entry: Entry, _ type: AssembledType) throws -> Int {
        if let state = type.state(entry.name) { return state }
        if type.scope.own(entry.name)?.isPoisoned == true { throw Poisoned() }
        let kind = type.scope.own(entry.name).map { "; \(entry.name) is a \($0.kind), only states are set" }
        throw ModelFault(
            entry.place, "no state \"\(entry.name)\" in \(type.name)\(kind ?? didYouMean(entry.name, among: type.states.map(\.name)))")
    }

    /// An amount of a substance, or one for each of a counted thing.
    func amount(_ entry: Entry, _ scope: Scope, _ each: Dimension, _ what: String) throws -> (substance: Int, formula: Formula) {
        let substance = try substance(entry.name, entry.place)
        let wanted = model.substances[substance].dimension * .volume / each
        return (substance, try formula(phrase(entry.value), scope, wanted, what))
    }
}
