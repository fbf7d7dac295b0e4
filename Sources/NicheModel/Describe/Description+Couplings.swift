extension Description {
    func writeCouplings(_ page: inout Markdown) {
        let couplings = model.couplings.sorted { NaturalOrder.precedes($0.name, $1.name) }
        if !couplings.isEmpty {
            page.heading(3, "Mechanisms")
            page.paragraph("A gain of 1 is the mechanism as written, 0 a model without it.")
            let uses = uses()
            page.table(
                ["mechanism", "meaning", "gain", "acts in", "module"],
                couplings.map {
                    [
                        $0.name.asCode, $0.about.asProse, Numeral.text($0.gain),
                        (uses[$0.name] ?? []).map(\.asCode).joined(separator: ", "), $0.module,
                    ]
                })
        }
        writeAbsent(&page, couplings)
    }

    private func writeAbsent(_ page: inout Markdown, _ couplings: [Model.Coupling]) {
        page.heading(3, "Mechanisms of the literature that are absent")
        var rows: [(name: String, about: String, why: String, module: String)] = couplings.filter { $0.gain == 0 }.map {
            ($0.name, $0.about, "its gain is 0", $0.module)
        }
        for known in library {
            let own = couplings.first { $0.name == known.name }
            if own == nil { rows.append((known.name, known.about, "not in this model", known.module)) }
            if let own, own.about != known.about {
                rows.append((known.name, known.about, "the model gives its name to something else", known.module))
            }
        }
        rows.sort { NaturalOrder.precedes($0.name, $1.name) }
        guard !rows.isEmpty else {
            page.paragraph(library.isEmpty ? "No library was compared." : "None of those that the library knows.")
            return
        }
        page.table(["mechanism", "meaning", "why", "module"], rows.map { [$0.name.asCode, $0.about.asProse, $0.why, $0.module] })
    }

    /// The definitions and events in which the gain of each mechanism stands.
    private func uses() -> [String: [String]] {
        var terms = model.cellTypes.flatMap { self.terms($0) }
        for vessel in model.vesselTypes {
            terms += vessel.quantities.map { ($0.name, $0.formula.term) } + self.terms(vessel.changes, vessel.states)
            terms += vessel.exchanges.flatMap { exchange in
                [exchange.inside, exchange.permeability].map { ("exchange of \(model.substances[exchange.substance].name)", $0.term) }
            }
            terms +=
                vessel.admits.map { ("entry of \(model.cellTypes[$0.type].name)", $0.rate.term) } + vessel.events.flatMap { self.terms($0) }
            terms += vessel.sprout.map { [("sprout", $0.speed.term)] } ?? []
        }
        terms += model.body.quantities.map { ($0.name, $0.formula.term) } + self.terms(model.body.changes, model.body.states)
        terms += model.particles.flatMap { $0.events.flatMap { self.terms($0) } }
        let gains = Set(model.couplings.map(\.name))
        var uses: [String: [String]] = [:]
        for (name, term) in terms {
            term.visit {
                guard case .parameter(let gain, _) = $0, gains.contains(gain), uses[gain]?.contains(name) != true else { return }
                uses[gain, default: []].append(name)
            }
        }
        for reaction in model.reactions {
            let names = reaction.text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
            for name in Set(names).intersection(gains) { uses[name, default: []].append("reactions") }
        }
        return uses
    }
}
