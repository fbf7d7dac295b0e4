extension Description {
    func writeConcepts(_ page: inout Markdown) {
        page.heading(2, "4. Design concepts")
        let events = model.cellTypes.flatMap { type in type.events + type.phases.flatMap(\.events) }
        page.list([
            "**Basic principles**: each mechanism is a named term with a gain, 1 as written and 0 without it "
                + "(\(count(model.couplings.count, "mechanism", "mechanisms")), listed under Submodels).",
            "**Emergence**: numbers, places and states of cells, fields and all measures emerge from what cells do. "
                + "Imposed are \(imposed).",
            "**Adaptation**: \(adaptation)",
            "**Objectives** and **prediction**: none; no cell seeks a goal or foresees anything.",
            "**Learning**: \(learning)",
            "**Sensing**: \(sensing)",
            "**Interaction**: \(interaction(events))",
            "**Stochasticity**: \(stochasticity(events)) "
                + "The draws of a cell depend on the seed, its lineage and the step alone, so that model and seed give one run.",
            "**Collectives**: none is imposed; kinds of cells (\(kinds)) share equations and nothing else.",
            "**Observation**: measures every \(Self.duration(model.time.record)), "
                + "cells and fields every \(Self.duration(model.time.snapshot)).",
        ])
    }

    private var imposed: String {
        var items = ["the start", "the edges"]
        if !model.clamps.isEmpty { items.append(count(model.clamps.count, "clamp", "clamps")) }
        let active = model.therapies.filter(\.isActive).map(\.name.asCode)
        if !active.isEmpty { items.append("the therapies " + active.asList) }
        return items.asList
    }

    private var adaptation: String {
        let lines = kinship.share(model.cellTypes.map { type in type.changes.map { type.states[$0.state].name.asCode } })
        let items = zip(kinship.owners, lines).filter { !$1.isEmpty }.map { "\($0.name): \($1.joined(separator: ", "))" }
        return items.isEmpty
            ? "none." : "states answer to what is sensed, by the equations under Submodels (\(items.joined(separator: "; ")))."
    }

    private var learning: String {
        let events = Set(model.cellTypes.flatMap(\.memories) + model.vesselTypes.flatMap(\.memories)).sorted()
        return "none beyond what states keep" + (events.isEmpty ? "." : " and the times since the events \(events.map(\.asCode).asList).")
    }

    private var sensing: String {
        let shared = kinship.share(model.cellTypes.map { senses($0) })
        let items = zip(kinship.owners, shared).filter { !$1.isEmpty }.map { "\($0.name.asCode) senses \($1.asList)" }
        return items.isEmpty ? "cells sense nothing." : items.joined(separator: "; ") + "."
    }

    private func interaction(_ events: [Model.Event]) -> String {
        var items: [String] = []
        if model.cellTypes.contains(where: { !$0.takes.isEmpty || !$0.secretions.isEmpty }) {
            items.append("through substances that they take and secrete")
        }
        if model.cellTypes.contains(where: { !$0.contacts.isEmpty }) { items.append("by what neighbours show") }
        if events.contains(where: { if case .each = $0.pair { true } else if case .oneOf = $0.pair { true } else { false } }) {
            items.append("by events with a neighbour")
        }
        if events.contains(where: { if case .particle = $0.pair { true } else { false } }) { items.append("with particles in reach") }
        if events.contains(where: { if case .eachSegment = $0.pair { true } else { false } }) { items.append("with vessels they touch") }
        if model.cellTypes.contains(where: { $0.repulsion != nil || $0.adhesion != nil }) { items.append("by pushing and holding") }
        return items.isEmpty ? "cells do not interact." : "cells interact \(items.asList)."
    }

    private func stochasticity(_ events: [Model.Event]) -> String {
        var items: [String] = []
        if events.contains(where: { if case .hazard = $0.trigger { true } else { false } }) {
            items.append("events at a rate (competing risks)")
        }
        if events.contains(where: { $0.chance != nil }) { items.append("chances") }
        let states = model.cellTypes.flatMap(\.states) + model.vesselTypes.flatMap(\.states)
        if states.contains(where: { $0.start.kind != .fixed }) { items.append("starting values of states") }
        if model.cellTypes.contains(where: { $0.changes.contains { if case .toward(_, _, .some, _) = $0.change { true } else { false } } })
        {
            items.append("noise of states")
        }
        if model.cellTypes.contains(where: { $0.walk != nil }) { items.append("turns of walks") }
        let areDrawn = model.placements.contains { placement in
            switch placement.region {
            case .file, .points, .segments: false
            case .disc, .ring, .box, .everywhere: true
            }
        }
        if areDrawn { items.append("places at the start") }
        return items.isEmpty ? "nothing is drawn." : "drawn are \(items.asList)."
    }

    private var kinds: String {
        let kinds = kinship.owners.filter { owner in !model.cellTypes.contains { $0.name == owner.name } }.map(\.name)
        return kinds.isEmpty ? "none here" : kinds.joined(separator: ", ")
    }
}
