/// Which nodes of the influence graph a formula reads.
struct InfluenceReader {
    enum Owner { case none, cell(Int), vessel(Int) }

    let model: Model
    /// Couplings that carry nothing.
    private let idle: Set<String>

    init(_ model: Model, live: Set<String> = [], silent: Set<String> = []) {
        self.model = model
        idle = Set(model.couplings.filter { $0.gain == 0 }.map(\.name)).subtracting(live).union(silent)
    }

    /// What is read, and the parameters and couplings that stand in it: by their names, and as each type calls its own (`prey.appetite`).
    func read(_ formula: Formula, _ owner: Owner, pair: Model.Event.Pair? = nil) -> (
        nodes: Set<InfluenceGraph.Node>, couplings: Set<String>
    ) {
        var nodes: Set<InfluenceGraph.Node> = []
        var found: Set<String> = []
        let types = if case .cell(let type) = owner { model.cellTypes[type].lineage } else { [String]() }
        formula.term.visit(unless: isNothing) { term in
            switch term {
            case .parameter(let name, _): found.formUnion([name] + types.map { "\($0).\(name)" })
            case .reference(let reference): nodes.formUnion(self.nodes(reference, owner, pair))
            default: break
            }
        }
        return (nodes, found)
    }

    /// A product with a coupling that is off.
    private func isNothing(_ term: Term) -> Bool {
        switch term {
        case .parameter(let name, _): idle.contains(name)
        case .binary(.multiply, let a, let b): isNothing(a) || isNothing(b)
        default: false
        }
    }

    func state(_ index: Int, _ owner: Owner) -> InfluenceGraph.Node {
        switch owner {
        case .cell(let type): .state(type: model.cellTypes[type].name, model.cellTypes[type].states[index].name)
        case .vessel(let type): .state(type: model.vesselTypes[type].name, model.vesselTypes[type].states[index].name)
        case .none: .body(model.body.states[index].name)
        }
    }

    func nodes(_ reference: Reference, _ owner: Owner, _ pair: Model.Event.Pair? = nil) -> Set<InfluenceGraph.Node> {
        switch reference {
        case .state(let index): return [state(index, owner)]
        case .quantity(let index):
            switch owner {
            case .cell(let type): return [.quantity(type: model.cellTypes[type].name, model.cellTypes[type].quantities[index].name)]
            case .vessel(let type): return [.quantity(type: model.vesselTypes[type].name, model.vesselTypes[type].quantities[index].name)]
            case .none: return []
            }
        case .substance(let index), .taken(let index), .gradient(let index): return [.substance(model.substances[index].name)]
        case .particle(let index): return [.particle(model.particles[index].name)]
        case .bodyState(let index): return [.body(model.body.states[index].name)]
        case .bodyQuantity(let index): return [.bodyQuantity(model.body.quantities[index].name)]
        case .pressure: return Set(model.cellTypes.map { .population($0.name) })
        case .position:
            switch owner {
            case .cell(let type): return [.population(model.cellTypes[type].name)]
            case .vessel(let type): return [.segments(model.vesselTypes[type].name)]
            case .none: return []
            }
        case .eaten, .inReach: if case .particle(let index, _) = pair { return [.particle(model.particles[index].name)] }
        case .their(let name):
            switch pair {
            case .each(let selector), .oneOf(let selector): return named(name, selector.types)
            default: return []
            }
        case .contact(let index):
            let contacts: [Contact]
            switch owner {
            case .cell(let type): contacts = model.cellTypes[type].contacts
            case .vessel(let type): contacts = model.vesselTypes[type].contacts
            case .none: contacts = []
            }
            let contact = contacts[index]
            let populations = Set(contact.selector.types.map { InfluenceGraph.Node.population(model.cellTypes[$0].name) })
            return populations.union(contact.their.map { named($0, contact.selector.types) } ?? [])
        case .filled(let index): return Set(model.fillings[index].types.map { .population(model.cellTypes[$0].name) })
        case .time, .payload, .volume, .radius, .isDead, .phase, .slope, .level, .since, .perfused, .aggregate: break
        }
        return []
    }

    /// A state or definition of other cells, by name.
    private func named(_ name: String, _ types: [Int]) -> Set<InfluenceGraph.Node> {
        Set(
            types.map { index in
                let type = model.cellTypes[index]
                return type.states.contains { $0.name == name } ? .state(type: type.name, name) : .quantity(type: type.name, name)
            })
    }
}
