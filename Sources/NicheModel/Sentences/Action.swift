/// The verb of an event with its object: "divide into G1", "they enter apoptotic", "spill red_cell".
struct Action {
    var verb: VerbEntry
    var actsOnNeighbour = false
    var object: String?
    var objectPlace: Place
    var place: Place
}

extension Assembly {
    func action(_ phrase: Phrase, _ subject: VerbEntry.Subject) throws -> Action {
        guard !phrase.isEmpty else {
            throw ModelFault(phrase.place, "a verb is missing; known: \(vocabulary.words(for: subject).joined(separator: ", "))")
        }
        var words: [(word: String, place: Place)] = []
        for i in phrase.tokens.indices {
            guard let word = phrase.tokens[i].word else {
                throw ModelFault(
                    phrase.place(i),
                    "a sentence is a verb, its object, then \"at\", \"after\", \"when\", \"on\" or \"every\"; "
                        + "unexpected \"\(phrase.passage.text(phrase.tokens[i].range))\""
                )
            }
            words.append((word, phrase.place(i)))
        }
        let acts = words[0].word == "they"
        if acts { words.removeFirst() }
        guard let first = words.first else { throw ModelFault(phrase.place, "a verb is missing after \"they\"") }
        guard let verb = vocabulary[first.word, subject] else { throw unknownVerb(first.word, first.place, subject) }
        if acts, !verb.mayActOnNeighbour {
            throw ModelFault(first.place, "\"they \(verb.word)\": a cell cannot make its neighbour \(verb.word)")
        }
        var action = Action(verb: verb, actsOnNeighbour: acts, object: nil, objectPlace: first.place, place: first.place)
        var rest = Array(words.dropFirst())
        if verb.object == .optionalPhase, rest.first?.word == "into" {
            rest.removeFirst()
            if rest.isEmpty { throw ModelFault(phrase.place(phrase.tokens.endIndex), "a phase is missing after \"into\"") }
        } else if verb.object == .optionalPhase, let extra = rest.first {
            throw ModelFault(extra.place, "unexpected \"\(extra.word)\"; write \"\(verb.word) into PHASE\" or \"\(verb.word)\" alone")
        }
        if verb.object != .none, verb.object != .optionalPhase || !rest.isEmpty {
            let kind = verb.object == .type ? "cell type" : verb.object == .particle ? "particle" : "phase"
            guard let object = rest.first else {
                throw ModelFault(phrase.place(phrase.tokens.endIndex), "\"\(verb.word)\" needs a \(kind) after it")
            }
            (action.object, action.objectPlace) = (object.word, object.place)
            rest.removeFirst()
        }
        if let extra = rest.first {
            throw ModelFault(
                extra.place,
                "unexpected \"\(extra.word)\" after \"\(([verb.word] + [action.object].compactMap { $0 }).joined(separator: " "))\"")
        }
        return action
    }

    private func unknownVerb(_ word: String, _ place: Place, _ subject: VerbEntry.Subject) -> ModelFault {
        let known = vocabulary.words(for: subject)
        let actor = "a \(subject.rawValue)"
        if let other = VerbEntry.Subject.allCases.first(where: { vocabulary[word, $0] != nil }) {
            return ModelFault(place, "\(actor) cannot \(word); \(other.rawValue)s can. \(actor) can: \(known.joined(separator: ", "))")
        }
        return ModelFault(place, "unknown verb \"\(word)\"\(suggestion(for: word, among: known, "\(actor) can"))")
    }

    /// The index that stands for the object of an action in the model.
    func resolve(_ action: Action, _ owner: EventOwner, _ neighbours: [Int]?, into event: inout Model.Event) throws {
        guard let name = action.object else { return }
        switch action.verb.object {
        case .none: break
        case .phase, .optionalPhase:
            guard action.actsOnNeighbour else {
                event.object = try phase(name, owner.type, action.objectPlace)
                return
            }
            event.objectByType = Array(repeating: -1, count: cellTypes.count)
            for type in neighbours ?? [] { event.objectByType[type] = try phase(name, cellTypes[type], action.objectPlace) }
        case .type:
            guard let index = cellTypes.firstIndex(where: { $0.name == name }) else {
                if types(name) != nil {
                    throw ModelFault(action.objectPlace, "\(name) is abstract; a cell can become only a concrete type")
                }
                throw unknownCells([name], action.objectPlace)
            }
            event.object = index
        case .particle: event.object = try particle(name, action.objectPlace)
        }
    }

    private func phase(_ name: String, _ type: AssembledType?, _ place: Place) throws -> Int {
        let known = type?.phaseNames ?? []
        guard let index = known.firstIndex(of: name) else {
            throw ModelFault(place, "\(type?.name ?? "this") has no phase \"\(name)\"\(suggestion(for: name, among: known, "known"))")
        }
        return index
    }
}
