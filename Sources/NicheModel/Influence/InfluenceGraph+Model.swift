extension InfluenceGraph {
    /// Couplings that are off carry nothing.
    ///
    /// - Parameters:
    ///   - live: couplings that count although the model has them off.
    ///   - silent: couplings that do not although it has them on.
    public init(_ model: Model, live: Set<String> = [], silent: Set<String> = []) {
        let reader = InfluenceReader(model, live: live, silent: silent)
        self.init()
        for type in model.cellTypes { add(type, reader) }
        for type in model.vesselTypes { add(type, reader) }
        for particle in model.particles {
            for event in particle.events { add(event, .none, reader, to: [.particle(particle.name)]) }
        }
        for quantity in model.body.quantities { add(quantity.formula, .none, reader, to: .bodyQuantity(quantity.name)) }
        for (state, change) in model.body.changes { add(change, .none, reader, to: .body(model.body.states[state].name)) }
        for reaction in model.reactions {
            let all = Set((reaction.from + reaction.to).map { Node.substance(model.substances[$0].name) })
            for target in all { add(all, [], to: target) }
        }
    }

    /// What a measure reads: the states in its values and conditions; what it merely counts only if it reads none, since a count beside
    /// them is what they are divided by.
    public static func sources(of measure: Model.Measure, in model: Model) -> Set<Node> {
        var nodes: Set<Node> = []
        var counted: Set<Node> = []
        // A coupling that is off in the model may be on in an arm: here each counts.
        let reader = InfluenceReader(model, live: Set(model.couplings.map(\.name)))
        measure.formula.term.visit { term in
            guard case .reference(let reference) = term else { return }
            guard case .aggregate(let index) = reference else {
                nodes.formUnion(reader.nodes(reference, .none))
                return
            }
            let aggregate = model.aggregates[index]
            if let tally = aggregate.tally { nodes.insert(.tally(model.tallies[tally])) }
            var owners: [InfluenceReader.Owner] = [.none]
            switch aggregate.over {
            case .cells(let selector):
                owners = selector.types.map { .cell($0) }
                counted.formUnion(selector.types.map { .population(model.cellTypes[$0].name) })
            case .vessels(let types): counted.formUnion(types.map { .segments(model.vesselTypes[$0].name) })
            case .voxels: break
            }
            for formulas in [aggregate.values, aggregate.conditions] {
                for (owner, formula) in zip(owners, formulas) { if let formula { nodes.formUnion(reader.read(formula, owner).nodes) } }
            }
        }
        return nodes.isEmpty ? counted : nodes
    }

    private mutating func add(_ formula: Formula, _ owner: InfluenceReader.Owner, _ reader: InfluenceReader, to target: Node) {
        let read = reader.read(formula, owner)
        add(read.nodes, read.couplings, to: target)
    }

    private mutating func add(_ change: Model.Change, _ owner: InfluenceReader.Owner, _ reader: InfluenceReader, to target: Node) {
        switch change {
        case .rate(let rate): add(rate, owner, reader, to: target)
        case .toward(let goal, let time, let noise, let above):
            for formula in [goal, time, noise, above].compactMap({ $0 }) { add(formula, owner, reader, to: target) }
        }
    }

    private mutating func add(_ type: Model.CellType, _ reader: InfluenceReader) {
        let model = reader.model
        let owner = InfluenceReader.Owner.cell(model.cellTypes.firstIndex { $0.name == type.name }!)
        let own = Node.population(type.name)
        for quantity in type.quantities { add(quantity.formula, owner, reader, to: .quantity(type: type.name, quantity.name)) }
        for (state, change) in type.changes + type.phases.flatMap(\.changes) {
            add(change, owner, reader, to: .state(type: type.name, type.states[state].name))
        }
        for (substance, take) in type.takes + type.phases.flatMap(\.takes) {
            let target = Node.substance(model.substances[substance].name)
            switch take {
            case .upTo(let formula), .at(let formula): add(formula, owner, reader, to: target)
            }
            add([own], [], to: target)
        }
        for (substance, secretion) in type.secretions + type.phases.flatMap(\.secretions) {
            let target = Node.substance(model.substances[substance].name)
            switch secretion {
            case .scaled(let formula), .amount(let formula): add(formula, owner, reader, to: target)
            case .toward(let rate, let goal): for formula in [rate, goal] { add(formula, owner, reader, to: target) }
            }
            add([own], [], to: target)
        }
        if let walk = type.walk {
            for formula in [walk.speed, walk.persistence] + walk.weights.map(\.weight) + (walk.bias.map { [$0] } ?? []) {
                add(formula, owner, reader, to: own)
            }
            for (substance, _) in walk.weights { add([.substance(model.substances[substance].name)], [], to: own) }
        }
        for event in type.events + type.phases.flatMap(\.events) { add(event, owner, reader, to: [own]) }
        for (daughter, chance) in type.daughters {
            add(chance, owner, reader, to: .population(model.cellTypes[daughter].name))
            add([own], [], to: .population(model.cellTypes[daughter].name))
        }
        for phase in type.phases {
            for (substance, formula) in phase.leaveBehind { add(formula, owner, reader, to: .substance(model.substances[substance].name)) }
        }
    }

    private mutating func add(_ type: Model.VesselType, _ reader: InfluenceReader) {
        let model = reader.model
        let owner = InfluenceReader.Owner.vessel(model.vesselTypes.firstIndex { $0.name == type.name }!)
        let own = Node.segments(type.name)
        for quantity in type.quantities { add(quantity.formula, owner, reader, to: .quantity(type: type.name, quantity.name)) }
        for (state, change) in type.changes { add(change, owner, reader, to: .state(type: type.name, type.states[state].name)) }
        for exchange in type.exchanges {
            let target = Node.substance(model.substances[exchange.substance].name)
            for formula in [exchange.inside, exchange.permeability] { add(formula, owner, reader, to: target) }
            add([own], [], to: target)
        }
        for (admitted, rate) in type.admits {
            add(rate, owner, reader, to: .population(model.cellTypes[admitted].name))
            add([own], [], to: .population(model.cellTypes[admitted].name))
        }
        if let sprout = type.sprout { add(sprout.speed, owner, reader, to: own) }
        for event in type.events { add(event, owner, reader, to: [own]) }
    }

    /// What an event does happens at its rate: to its own kind, to neighbours, states, counters and the field.
    private mutating func add(_ event: Model.Event, _ owner: InfluenceReader.Owner, _ reader: InfluenceReader, to own: Set<Node>) {
        let model = reader.model
        var read: (nodes: Set<Node>, couplings: Set<String>) = (own, [])
        func take(_ formula: Formula) {
            let more = reader.read(formula, owner, pair: event.pair)
            read.nodes.formUnion(more.nodes)
            read.couplings.formUnion(more.couplings)
        }
        if case .hazard(let rate) = event.trigger { take(rate) }
        if case .when(let condition) = event.trigger { take(condition) }
        if let chance = event.chance { take(chance) }
        var targets: Set<Node> = []
        var others: Set<Node> = []
        switch event.pair {
        case .each(let selector), .oneOf(let selector): others = Set(selector.types.map { .population(model.cellTypes[$0].name) })
        case .particle(let index, _): others = [.particle(model.particles[index].name)]
        case .eachSegment(let types): read.nodes.formUnion(types.map { .segments(model.vesselTypes[$0].name) })
        case nil: break
        }
        read.nodes.formUnion(others)
        switch event.verb {
        case "note": break
        case "engulf", "fuse": targets.formUnion(others)
        case "hold", "release": targets.formUnion(others.union(own))
        case "spill": if let object = event.object { targets.insert(.particle(model.particles[object].name)) }
        case "become":
            targets.formUnion(own)
            if let object = event.object { targets.insert(.population(model.cellTypes[object].name)) }
        default: targets.formUnion(event.actsOnNeighbour ? others : own)
        }
        for (state, formula) in event.sets {
            let target = reader.state(state, owner)
            let more = reader.read(formula, owner, pair: event.pair)
            add(read.nodes.union(more.nodes), read.couplings.union(more.couplings), to: target)
        }
        for (tally, formula, chance) in event.tallies {
            for formula in [formula] + (chance.map { [$0] } ?? []) { add(formula, owner, reader, to: .tally(model.tallies[tally])) }
            targets.insert(.tally(model.tallies[tally]))
        }
        for (substance, formula) in event.yields {
            add(formula, owner, reader, to: .substance(model.substances[substance].name))
            targets.insert(.substance(model.substances[substance].name))
        }
        for target in targets { add(read.nodes, read.couplings, to: target) }
    }
}
