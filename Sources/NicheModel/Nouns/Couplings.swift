extension Assembly {
    /// `M18: NRF2 represses the inflammatory programme | 0.5`.
    func readCouplings() {
        for entry in definitions("couplings") {
            let coupling = problems.attempt { try Self.coupling(entry, units) }
            guard var coupling else {
                constants.poison(entry.name, entry.place)
                continue
            }
            if let setting = setting(entry.name) {
                coupling.gain = problems.attempt { try constant(setting.value, .one, "the gain of \(entry.name)", .notNegative) } ?? 1
            }
            define(
                entry.name,
                Meaning(
                    term: .parameter(entry.name, coupling.gain), dimension: .one, place: entry.place, kind: "coupling",
                    constant: coupling.gain),
                in: constants)
            model.couplings.append(coupling)
        }
    }

    static func coupling(_ entry: Entry, _ units: Units) throws -> Model.Coupling {
        let columns = try Passage(entry.value).columns()
        guard columns.count <= 2, !columns[0].isEmpty else {
            throw ModelFault(entry.place, "a coupling is \"ID: what it means | gain\"; the gain is 1 if it is left out")
        }
        var gain = 1.0
        if columns.count == 2 {
            let phrase = try Phrase(columns[1], units)
            guard phrase.tokens.count == 1, case .number(let value, let dimension, _, _)? = phrase.tokens.first?.kind, dimension.isOne
            else {
                throw ModelFault(columns[1].place, "the gain of a coupling is a number without unit, found \"\(columns[1].text)\"")
            }
            gain = value
        }
        return Model.Coupling(name: entry.name, about: columns[0].text, gain: gain, module: entry.module, place: entry.place)
    }

    /// A coupling that no expression uses would be ablated without any effect.
    func checkCouplings() {
        guard problems.errors.isEmpty else { return }
        for coupling in model.couplings where !usedCouplings.contains(coupling.name) {
            problems.add(
                coupling.place,
                "no expression uses the coupling \(coupling.name); if only a part under \"with:\" does, declare it in that part")
        }
    }
}
