/// Names of cells, substances and neighbours, and what to say when they are wrong.
extension Assembly {
    func substance(_ name: String, _ place: Place) throws -> Int {
        if let index = substanceIndex[name] { return index }
        if problematicSubstances.contains(name) { throw Poisoned() }
        throw ModelFault(place, "unknown substance \"\(name)\"\(didYouMean(name, among: substanceIndex.keys))")
    }

    func particle(_ name: String, _ place: Place) throws -> Int {
        if let index = particleIndex[name] { return index }
        throw ModelFault(place, "unknown particle \"\(name)\"\(didYouMean(name, among: particleIndex.keys))")
    }

    /// Indices of the concrete types that are, or descend from, the named type; nil if there is no such name.
    func types(_ name: String) -> [Int]? {
        guard name == "cell" || writtenTypes.contains(where: { $0.name == name }) else { return nil }
        return cellTypes.indices.filter { index in cellTypes[index].lineage.contains { $0.name == name } }
    }

    /// "macrophage", "necrotic cell", "dead cell", "any tumour".
    func selector(_ words: [String], _ place: Place) throws -> Selector {
        guard let name = words.last, let types = types(name) else { throw unknownCells(words, place) }
        guard words.count <= 2 else {
            throw ModelFault(place, "\"\(words.joined(separator: " "))\": cells are a type, or a phase and a type")
        }
        // A module of abstract types alone is about cells that other modules will have.
        if types.isEmpty, cellTypes.isEmpty { return Selector(types: [], life: .live) }
        guard !types.isEmpty else { throw ModelFault(place, "no cells: the model has no type that is a \(name)") }
        guard words.count == 2 else { return Selector(types: types, life: .live) }
        switch words[0] {
        case "live": return Selector(types: types, life: .live)
        case "dead": return Selector(types: types, life: .dead)
        case "any": return Selector(types: types, life: .any)
        case let phase:
            let having = types.filter { cellTypes[$0].phaseNames.contains(phase) }
            guard !having.isEmpty else {
                let known = Set(types.flatMap { cellTypes[$0].phaseNames }).union(Words.lives).sorted()
                throw ModelFault(place, "no \(name) has a phase \"\(phase)\"\(suggestion(for: phase, among: known, "known"))")
            }
            return Selector(types: having, life: .phase(phase))
        }
    }

    func unknownCells(_ words: [String], _ place: Place) -> ModelFault {
        let name = words.last ?? ""
        if vessels(name) != nil {
            return ModelFault(
                place, "\(name) is a type of vessel, and cells are asked for; cells feel vessels by what these bring to the tissue")
        }
        let known = writtenTypes.map(\.name) + vesselTypes.map(\.name)
        return ModelFault(place, "unknown cell type \"\(name)\"\(suggestion(for: name, among: known, "known"))")
    }

    /// Vessel types that the word means: one of them, or all by "vessel".
    func vessels(_ name: String) -> [Int]? {
        if let index = vesselTypes.firstIndex(where: { $0.name == name }) { return [index] }
        return name == "vessel" && !vesselTypes.isEmpty ? Array(vesselTypes.indices) : nil
    }

    /// What the first argument of a reduction counts over, or nil if it is a value of voxels.
    func population(_ expression: Expression, _ checker: Checker) throws -> (over: Model.Aggregate.Over, scopes: [Scope])? {
        func cells(_ words: [String]) throws -> (Model.Aggregate.Over, [Scope]) {
            let selector = try selector(words, checker.place(expression))
            return (.cells(selector), selector.types.map { cellTypes[$0].scope })
        }
        switch expression.kind {
        case .name(let name):
            if types(name) != nil { return try cells([name]) }
            return vessels(name).map { types in (.vessels(types), types.map { vesselTypes[$0].scope }) }
        case .words(let words): return try cells(words)
        default: return nil
        }
    }

    /// Notes a selector for `filled(…)` and answers its index.
    func filling(_ selector: Selector) -> Int {
        if let index = model.fillings.firstIndex(of: selector) { return index }
        model.fillings.append(selector)
        return model.fillings.count - 1
    }

    /// The index of a tally, which is declared by being used.
    func tally(_ name: String) -> Int {
        if let index = model.tallies.firstIndex(of: name) { return index }
        model.tallies.append(name)
        return model.tallies.count - 1
    }

    /// The dimension of a quantity of neighbours, which their types are told to publish.
    func their(_ name: String, of types: [Int], _ place: Place) throws -> Dimension {
        var found: Dimension?
        for type in cellTypes.isEmpty ? abstractLeaves.filter({ $0.scope.own(name) != nil }) : types.map({ cellTypes[$0] }) {
            let dimension: Dimension
            if let meaning = type.scope.own(name) {
                if meaning.isPoisoned { throw Poisoned() }
                type.publish(name, meaning)
                dimension = meaning.dimension
            } else if type.pendingQuantities.contains(name) {
                // Read in a circle through neighbours: assumed here, verified once it is known.
                type.publishedLater.insert(name)
                dimension = .one
            } else {
                let known = Set(types.flatMap { cellTypes[$0].ownNames })
                throw ModelFault(
                    place,
                    "\(type.name) has no \"\(name)\" that a neighbour could read\(didYouMean(name, among: known))"
                        + (type.scope.find(name).map { "; \(name) is a \($0.kind), the same for all: write \(name)" } ?? ""))
            }
            if let found, found != dimension {
                throw ModelFault(
                    place,
                    "their.\(name) is in \(units.words(found)) in some of these cells and in \(units.words(dimension)) in \(type.name)")
            }
            found = dimension
        }
        return found ?? .one
    }

    /// The error for a name that is not known in a scope.
    func unknown(_ name: String, _ scope: Scope, _ place: Place, arguments: [String] = []) -> ModelFault {
        if let unit = Words.unitNames[name] ?? units[name].map({ _ in name }) {
            return ModelFault(place, "\(name) is the unit \(unit); a unit follows a number: write 1 \(name)")
        }
        if name == "slope" || name == "level" {
            return ModelFault(place, "\(name) is known only in the bias of a walk (move: {bias: …})")
        }
        if name == "eaten" || name == "in_reach" {
            return ModelFault(place, "\(name) is known only in an event with \"each: PARTICLE within DISTANCE\"")
        }
        if name == "perfused" { return ModelFault(place, "perfused is known only in vessels") }
        if functions[name] != nil || Words.functions.contains(name) {
            return ModelFault(place, "\(name) is a function; write \(name)(…)")
        }
        if types(name) != nil {
            return ModelFault(place, "\(name) is a cell type, not a number; write touching(\(name)) or count(\(name))")
        }
        if substanceIndex[name] != nil { return ModelFault(place, "\(name) is a substance, which \(scope.title) does not see") }
        if particleIndex[name] != nil {
            return ModelFault(
                place, "\(name) is a particle, which \(scope.title) does not see; cells meet particles in \"each: \(name) within 10 um\"")
        }
        let owners = (cellTypes + vesselTypes).filter { $0.ownNames.contains(name) && $0 !== scope.host }
        if let owner = owners.first {
            let kind = owner.scope.own(name)?.kind ?? "let"
            let way = scope.host != nil && !owner.isVessel ? "; of a neighbour it is their.\(name)" : ""
            return ModelFault(place, "\(name) is a \(kind) of \(owner.name), which \(scope.title) does not have\(way)")
        }
        let known = scope.names.union(arguments).union(scope.host?.pendingQuantities ?? [])
        let hint = Words.hints[name].map { "; did you mean \"\($0)\"?" } ?? didYouMean(name, among: known)
        return ModelFault(place, "unknown name \"\(name)\" in \(scope.title)\(hint)")
    }
}
