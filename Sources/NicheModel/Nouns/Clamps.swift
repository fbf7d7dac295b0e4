extension Assembly {
    /// `oxygen: 40 mmHg`, `monocytes: 0.2`, `macrophage.N: if(time < 72 h, 0.05, 0.9)`.
    func readClamps() {
        let scope = Scope("a clamp", in: world, senses: [.position])
        var seen: [String: Place] = [:]
        for entry in entries("clamp") {
            if let other = seen[entry.name] { problems.add(entry.place, "\(entry.name) is already clamped at \(other)") }
            seen[entry.name] = entry.place
            problems.attempt { try readClamp(entry, scope) }
        }
    }

    private func readClamp(_ entry: Entry, _ scope: Scope) throws {
        let what = "the clamp of \(entry.name)"
        let phrase = try phrase(entry.value)
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
                let formula = try formula(phrase, cellTypes[owner].scope, cellTypes[owner].states[state].dimension, what)
                model.clamps.append(Model.Clamp(target: .state(type: owner, state: state), formula: formula))
            }
            return
        }
        if let substance = substanceIndex[entry.name] {
            let (formula, checked) = try checkedFormula(phrase, scope, model.substances[substance].dimension, what)
            try check(checked, phrase, what, .notNegative)
            model.clamps.append(Model.Clamp(target: .substance(substance), formula: formula))
        } else if let state = model.body.states.firstIndex(where: { $0.name == entry.name }) {
            model.clamps.append(
                Model.Clamp(target: .bodyState(state), formula: try formula(phrase, scope, model.body.states[state].dimension, what)))
        } else {
            let known = Array(substanceIndex.keys) + model.body.states.map(\.name)
            throw ModelFault(
                entry.place,
                "nothing is called \"\(entry.name)\" that could be clamped; a substance, a state of the body, or TYPE.state can"
                    + "\(didYouMean(entry.name, among: known))"
            )
        }
    }
}
