extension Assembly {
    /// `burden: count(tumour) | live tumour cells`.
    func readMeasures() {
        let scope = measureScope()
        for (name, phrase) in options.measures { problems.attempt { try measure(name, phrase, "", scope) } }
        if options.ignoresMeasures { return }
        for entry in definitions("measures") {
            problems.attempt {
                let (phrase, about) = try row(entry)
                try measure(entry.name, phrase, about, scope)
            }
        }
    }

    private func measure(_ name: String, _ phrase: Phrase, _ about: String, _ scope: Scope) throws {
        let (formula, _) = try checkedFormula(phrase, scope, nil, name)
        let display = usualUnit(formula.dimension)
        model.measures.append(
            Model.Measure(name: name, about: about, unit: display.unit, unitFactor: display.factor, formula: formula))
    }

    /// What measures and conditions of therapies see: the body, tallies, and reductions over the tissue.
    private func measureScope() -> Scope {
        let scope = Scope("a measure", in: world, senses: [.reductions])
        for (i, name) in model.tallies.enumerated() where scope.find(name) == nil {
            let aggregate = Model.Aggregate(reduction: .sum, over: .vessels([]), tally: i)
            let dimension = tallyDimensions[i]?.dimension ?? .one
            scope.define(
                name,
                Meaning(
                    term: .reference(.aggregate(model.aggregates.count)), dimension: dimension, place: tallyDimensions[i]?.place,
                    kind: "tally"))
            model.aggregates.append(aggregate)
        }
        conditions = scope
        return scope
    }

    /// What measures, and conditions of therapies, have made cells publish or feel.
    func publishMeasured() {
        for (i, type) in cellTypes.enumerated() where i < model.cellTypes.count {
            model.cellTypes[i].quantities = type.quantities
            model.cellTypes[i].published = type.published
            model.cellTypes[i].contacts = type.contacts
            model.cellTypes[i].memories = type.memories
            remember(type.memories, in: &model.cellTypes[i].events)
            for phase in model.cellTypes[i].phases.indices { remember(type.memories, in: &model.cellTypes[i].phases[phase].events) }
        }
        for (i, type) in vesselTypes.enumerated() where i < model.vesselTypes.count {
            model.vesselTypes[i].quantities = type.quantities
            model.vesselTypes[i].contacts = type.contacts
            model.vesselTypes[i].memories = type.memories
            remember(type.memories, in: &model.vesselTypes[i].events)
        }
    }

    private func remember(_ memories: [String], in events: inout [Model.Event]) {
        for i in events.indices { events[i].memory = memories.firstIndex(of: events[i].name) }
    }
}
