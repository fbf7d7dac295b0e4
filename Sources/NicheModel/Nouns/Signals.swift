extension Assembly {
    /// `irradiation: {dose: 0 Gy}`.
    func readSignals() {
        for entry in definitions("signals", isValue: false) {
            guard let entries = entry.value.entries, entries.count == 1, let payload = entries[0].key.text else {
                problems.add(entry.value.place, "a signal has one payload: {dose: 0 Gy}, found \(entry.value.kind)")
                continue
            }
            let place = entries[0].key.place
            if let objection = Words.objection(to: payload, units) {
                problems.add(place, objection)
                continue
            }
            problems.attempt {
                let phrase = try phrase(entries[0].value)
                let formula = try formula(phrase, constants, nil, payload)
                let value = try constant(phrase, formula.dimension, payload)
                define(
                    payload,
                    Meaning(term: .reference(.payload(model.signals.count)), dimension: formula.dimension, place: place, kind: "payload"),
                    in: world)
                model.signals.append(Model.Signal(name: entry.name, payload: payload, value: value, dimension: formula.dimension))
            }
        }
    }
}
