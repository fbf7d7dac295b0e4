extension Assembly {
    /// `x: 0 | copy | inflammatory programme`.
    func readStates(_ type: AssembledType) {
        let scope = type.kind == .cell ? parameterScope(type) : constants
        for entry in distinct(type.entries("state")) {
            guard let state = problems.attempt({ try readState(entry, type, scope) }) else {
                type.scope.poison(entry.name, entry.place)
                continue
            }
            let index = type.states.count
            define(
                entry.name,
                Meaning(
                    term: .reference(type.kind == .body ? .bodyState(index) : .state(index)), dimension: state.dimension,
                    place: entry.place, kind: "state",
                    unit: state.unit, unitFactor: state.unitFactor),
                in: type.scope)
            type.states.append(state)
        }
    }

    private func readState(_ entry: Entry, _ type: AssembledType, _ scope: Scope) throws -> Model.State {
        let columns = try Passage(entry.value).columns()
        let phrase = try Phrase(columns[0], units)
        let start = try sampler(phrase, scope, nil, "the start of \(entry.name)")
        let dimension = start.arguments[0].dimension
        var inheritance: Model.State.Inheritance?
        var becoming: Model.State.Becoming?
        var rest = columns.dropFirst()
        if type.kind == .cell, var word = rest.first?.text {
            if word.hasSuffix(" anew") { (word, becoming) = (String(word.dropLast(5)), .anew) }
            inheritance = Model.State.Inheritance(rawValue: word)
            if inheritance != nil {
                rest.removeFirst()
            } else if rest.count > 1 {
                let known = ["copy", "split", "redraw"]
                throw ModelFault(
                    rest.first!.place, "what daughters get is copy, split or redraw, found \"\(word)\"\(didYouMean(word, among: known))")
            }
        }
        guard rest.count <= 1 else {
            throw ModelFault(rest.last!.place, "too many columns: \"\(entry.name): start | \(type.kind == .cell ? "copy | " : "")about\"")
        }
        let isCounted = units.counted.contains { units[$0]!.dimension == dimension }
        if type.kind == .cell, inheritance == nil, isCounted || dimension == .volume || dimension == .amount {
            throw ModelFault(
                entry.place,
                "\(entry.name) is \(isCounted ? "a count" : "a " + units.words(dimension)); say whether "
                    + "daughters copy, split or redraw it: \"\(phrase.text) | split\""
            )
        }
        let display = displayUnit(phrase, scope, dimension)
        var state = Model.State(
            name: entry.name, start: start, inheritance: inheritance ?? .copy, dimension: dimension, unit: display.unit,
            unitFactor: display.factor,
            isCounted: isCounted, about: rest.first?.text ?? "", module: entry.module, place: entry.place)
        state.becoming = becoming
        return state
    }

    /// Parameters of a type and of the model, for what is settled before the run.
    func parameterScope(_ type: AssembledType) -> Scope {
        let scope = Scope("the start of a state", in: constants)
        for (name, meaning) in type.scope.meanings where meaning.kind == "parameter" { scope.define(name, meaning) }
        return scope
    }

    /// `x: toward A over T with noise S above B`, or a rate.
    func changes(_ entries: [Entry], _ type: AssembledType) -> [(state: Int, change: Model.Change)] {
        var changes: [(state: Int, change: Model.Change)] = []
        for entry in distinct(entries) {
            guard let state = type.state(entry.name) else {
                if type.scope.own(entry.name)?.isPoisoned == true { continue }
                let isLet = type.scope.own(entry.name)?.kind == "let"
                problems.add(
                    entry.place,
                    isLet
                        ? "\(entry.name) is a let, which is computed; only states change"
                        : "no state \"\(entry.name)\" in \(type.name)\(didYouMean(entry.name, among: type.states.map(\.name)))")
                continue
            }
            if let change = problems.attempt({ try change(entry, type.states[state], type.scope) }) { changes.append((state, change)) }
        }
        return changes
    }

    private func change(_ entry: Entry, _ state: Model.State, _ scope: Scope) throws -> Model.Change {
        let columns = try Passage(entry.value).columns()
        let phrase = try Phrase(columns[0], units)
        guard phrase.tokens.first?.word == "toward" else {
            return .rate(try formula(phrase, scope, state.dimension / .time, "the rate of \(entry.name)"))
        }
        let (_, parts) = phrase.split(["toward", "over", "with", "above"])
        let usage = "\"toward TARGET over TIME with noise SIZE above BOUND\""
        let order = parts.map(\.word)
        guard order.starts(with: ["toward", "over"]), [[], ["with"], ["above"], ["with", "above"]].contains(Array(order.dropFirst(2)))
        else {
            throw ModelFault(
                parts.count > 1 ? parts[1].place : phrase.place,
                "a relaxation is \(usage); \(order.contains("over") ? "found its parts in another order" : "\"over TIME\" is missing")")
        }
        let target = try formula(parts[0].phrase, scope, state.dimension, "the target of \(entry.name)")
        let (over, checked) = try checkedFormula(parts[1].phrase, scope, .time, "the time of \(entry.name)")
        try check(checked, parts[1].phrase, "the time of \(entry.name)", .positive)
        var noise: Formula?
        var above: Formula?
        for part in parts.dropFirst(2) {
            if part.word == "above" {
                above = try formula(part.phrase, scope, state.dimension, "the bound of \(entry.name)")
                continue
            }
            guard part.phrase.tokens.first?.word == "noise" else { throw ModelFault(part.phrase.place, "expected \"with noise SIZE\"") }
            let size = part.phrase[part.phrase.tokens.startIndex + 1..<part.phrase.tokens.endIndex]
            let wanted = state.dimension / Dimension.time.raised(halves: 1)
            let (formula, checked) = try checkedFormula(size, scope, wanted, "the noise of \(entry.name)")
            try check(checked, size, "the noise of \(entry.name)", .notNegative)
            noise = formula
        }
        return .toward(target: target, over: over, noise: noise, above: above)
    }
}
