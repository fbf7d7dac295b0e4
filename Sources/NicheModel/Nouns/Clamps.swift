extension Assembly {
    /// `oxygen: 40 mmHg`, `macrophage.N: if(time < 72 h, 0.05, 0.9)`, `monocytes: [[0 h, 1], [24 h, 0.2]]`, `oxygen: {file: air.csv, …}`.
    func readClamps() {
        let scope = Scope("a clamp", in: world, senses: [.position])
        var seen: [String: Place] = [:]
        let laid = entries("clamp", of: chapters.filter(\.isLayer))
        let last = Dictionary(laid.map { ($0.name, $0.place) }) { $1 }
        for entry in entries("clamp") {
            // A layer replaces.
            if let place = last[entry.name], place != entry.place { continue }
            if let other = seen[entry.name] { problems.add(entry.place, "\(entry.name) is already clamped at \(other)") }
            seen[entry.name] = entry.place
            problems.attempt { try readClamp(entry, scope) }
        }
    }

    private func readClamp(_ entry: Entry, _ scope: Scope) throws {
        let what = "the clamp of \(entry.name)"
        let names = entry.name.split(separator: ".").map(String.init)
        if names.count == 2 {
            guard let types = types(names[0]) else { throw unknownCells([names[0]], entry.place) }
            let owners = types.filter { cellTypes[$0].state(names[1]) != nil }
            guard !owners.isEmpty else {
                let known = types.flatMap { cellTypes[$0].states.map(\.name) }
                throw ModelFault(
                    entry.place,
                    "no state \"\(names[1])\" in \(names[0]); only states, substances and the body can be clamped"
                        + "\(didYouMean(names[1], among: known))"
                )
            }
            for owner in owners {
                let state = cellTypes[owner].state(names[1])!
                let dimension = cellTypes[owner].states[state].dimension
                let value = try clampValue(entry.value, own(cellTypes[owner], in: scope), dimension, what, .any)
                model.clamps.append(Model.Clamp(target: .state(type: owner, state: state), value: value, place: entry.value.place))
            }
            return
        }
        if let substance = substanceIndex[entry.name] {
            let value = try clampValue(entry.value, scope, model.substances[substance].dimension, what, .notNegative)
            model.clamps.append(Model.Clamp(target: .substance(substance), value: value, place: entry.value.place))
        } else if let state = model.body.states.firstIndex(where: { $0.name == entry.name }) {
            let value = try clampValue(entry.value, scope, model.body.states[state].dimension, what, .any)
            model.clamps.append(Model.Clamp(target: .bodyState(state), value: value, place: entry.value.place))
        } else {
            let known = Array(substanceIndex.keys) + model.body.states.map(\.name)
            throw ModelFault(
                entry.place,
                "nothing is called \"\(entry.name)\" that could be clamped; a substance, a state of the body, or TYPE.state can"
                    + "\(didYouMean(entry.name, among: known))"
            )
        }
    }
    /// A state is held at what time, place and parameters say, not at what the cell itself becomes.
    private func own(_ type: AssembledType, in scope: Scope) -> Scope {
        let own = Scope("a clamp of \(type.name)", in: scope)
        for (name, meaning) in type.scope.meanings where meaning.kind == "parameter" { own.define(name, meaning) }
        return own
    }

    private func clampValue(_ tree: Tree, _ scope: Scope, _ dimension: Dimension, _ what: String, _ bound: Bound) throws
        -> Model.Clamp.Value
    {
        if let course = try course(tree, dimension, what, bound) { return .course(course) }
        let phrase = try phrase(tree)
        let (formula, checked) = try checkedFormula(phrase, scope, dimension, what)
        try check(checked, phrase, what, bound)
        return .formula(formula)
    }
}
