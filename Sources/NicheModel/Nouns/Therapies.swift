extension Assembly {
    private static let therapyKeys = ["give", "hold", "signal", "from", "every", "times", "until", "about"]

    func readTherapies() {
        for entry in definitions("therapies", isValue: false) {
            if var therapy = problems.attempt({ try therapy(entry) }) {
                therapy.text = entry.value.line
                model.therapies.append(therapy)
            }
        }
        for chapter in chapters {
            guard let tree = chapter["therapy"], let names = problems.attempt({ try tree.names("therapy") }) else { continue }
            for name in names { activate(name.text ?? "", name.place) }
        }
        for name in options.therapies { activate(name, Place(file: "therapy \(name)", line: 0, column: 0)) }
    }

    private func activate(_ name: String, _ place: Place) {
        guard let index = model.therapies.firstIndex(where: { $0.name == name }) else {
            problems.add(place, "unknown therapy \"\(name)\"\(didYouMean(name, among: model.therapies.map(\.name)))")
            return
        }
        model.therapies[index].isActive = true
    }

    private func therapy(_ entry: Entry) throws -> Model.Therapy {
        let payloads = model.signals.map(\.payload)
        let fields = Fields(entry.value, "a therapy", known: Self.therapyKeys + payloads, problems)
        var kinds: [Model.Therapy.Kind] = []
        if let tree = fields["give"] { kinds.append(.give(bodyValues(tree, "give"))) }
        if let tree = fields["hold"] { kinds.append(.hold(bodyValues(tree, "hold"))) }
        if let tree = fields["signal"] { kinds.append(try signal(tree, fields, entry)) }
        guard !kinds.isEmpty else {
            throw ModelFault(
                entry.place, "\(entry.name) does nothing; a therapy gives ({give: {drug: 1}}), holds ({hold: {drug: 1}}) or signals")
        }
        var therapy = Model.Therapy(name: entry.name, kinds: kinds, from: .at(0), place: entry.place)
        if let tree = fields["from"] {
            let phrase = try phrase(tree)
            if phrase.tokens.first?.word == "when" {
                let rest = phrase[phrase.tokens.startIndex + 1..<phrase.tokens.endIndex]
                therapy.from = .when(try condition(rest, conditions ?? world))
            } else {
                therapy.from = .at(try seconds(phrase, "the start of \(entry.name)", .notNegative, wholeSteps: true))
            }
        }
        if let tree = fields["every"] {
            therapy.every = try seconds(phrase(tree), "the period of \(entry.name)", .positive, wholeSteps: true)
        }
        if let tree = fields["until"] { therapy.until = try seconds(phrase(tree), "the end of \(entry.name)", .positive, wholeSteps: true) }
        if let tree = fields["times"] {
            let times = try constant(tree, .one, "times", .positive)
            guard times == times.rounded(), times < 1e6 else { throw ModelFault(tree.place, "times is a whole number, found \(tree.line)") }
            therapy.times = Int(times)
        }
        if therapy.times ?? 1 > 1, therapy.every == nil {
            throw ModelFault(entry.place, "\(entry.name) is given \(therapy.times!) times; write how often: every: 3 d")
        }
        if case .at(let from) = therapy.from, let until = therapy.until, until <= from {
            throw ModelFault(fields["until"]!.place, "\(entry.name) ends before it begins")
        }
        return therapy
    }

    private func bodyValues(_ tree: Tree, _ what: String) -> [(state: Int, formula: Formula)] {
        distinct(Chapter.entries(tree, what, module: "", problems), isValue: false).compactMap { entry in
            problems.attempt {
                guard let state = model.body.states.firstIndex(where: { $0.name == entry.name }) else {
                    throw ModelFault(
                        entry.place,
                        "no state \"\(entry.name)\" in the body, which therapies act on"
                            + "\(didYouMean(entry.name, among: model.body.states.map(\.name)))"
                    )
                }
                return (state, try formula(phrase(entry.value), world, model.body.states[state].dimension, entry.name))
            }
        }
    }

    private func signal(_ tree: Tree, _ fields: Fields, _ entry: Entry) throws -> Model.Therapy.Kind {
        let names = model.signals.map(\.name)
        guard let index = names.firstIndex(of: tree.text ?? "") else {
            throw ModelFault(tree.place, "unknown signal \"\(tree.line)\"\(didYouMean(tree.line, among: names))")
        }
        let signal = model.signals[index]
        guard let dose = fields[signal.payload] else {
            throw ModelFault(entry.place, "\(entry.name) gives \(signal.name) without its \(signal.payload)")
        }
        return .signal(index, dose: try formula(phrase(dose), world, signal.dimension, signal.payload))
    }
}
