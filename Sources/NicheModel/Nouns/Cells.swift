/// Concrete cell types: each with all that it inherits, in a scope of its own.
extension Assembly {
    /// More types, or more assembled definitions, are not a model but an attack.
    private static let mostTypes = 256, mostEntries = 10_000

    func declareCellTypes() {
        let cellular = Scope("a cell", in: tissue, senses: [.position, .contacts, .since, .taken])
        cellular.define("pressure", Meaning(term: .reference(.pressure), dimension: .one, kind: "sense of the cell"))
        cellular.define("dead", Meaning(term: .reference(.isDead), dimension: .one, kind: "sense of the cell"))
        cellular.define("radius", Meaning(term: .reference(.radius), dimension: .length, kind: "sense of the cell"))
        var total = 0
        let order = Dictionary(entries("cells").enumerated().map { ($1.name, $0) }) { first, _ in first }
        let concrete = writtenTypes.filter { !$0.isAbstract }.sorted { order[$0.name]! < order[$1.name]! }
        for written in concrete {
            let lineage = lineage(written.name)
            total += lineage.reduce(0) { $0 + $1.sections.values.reduce(0) { $0 + $1.count } }
            guard cellTypes.count < Self.mostTypes, total <= Self.mostEntries else {
                problems.add(
                    written.place,
                    "too many cell types or definitions "
                        + "(at most \(Self.mostTypes) types and \(Self.mostEntries) definitions with all they inherit)"
                )
                return
            }
            cellTypes.append(declare(lineage, in: cellular))
        }
        // A module of abstract types alone is checked through its leaves.
        guard cellTypes.isEmpty else { return }
        let parents = Set(parentOf.values.map(\.name))
        abstractLeaves = writtenTypes.filter { !parents.contains($0.name) && !$0.sections.isEmpty }.prefix(Self.mostTypes).map {
            declare(lineage($0.name), in: cellular)
        }
    }

    private func declare(_ lineage: [WrittenType], in cellular: Scope) -> AssembledType {
        let name = lineage.last!.name
        let scope = Scope(name, in: cellular)
        let type = AssembledType(.cell, name: name, lineage: lineage, scope: scope)
        scope.host = type
        defineParameters(type)
        readStates(type)
        type.eventNames = Set(type.entries("events").filter { $0.operation == .define }.map(\.name))
        type.phaseNames = ["live"]
        for phase in lineage.flatMap(\.phases) {
            if !type.phaseNames.contains(phase.name) { type.phaseNames.append(phase.name) }
            type.eventNames.formUnion((phase.sections["events"] ?? []).filter { $0.operation == .define }.map(\.name))
        }
        return type
    }

    private func defineParameters(_ type: AssembledType) {
        var names: [String] = []
        for ancestor in type.lineage {
            for entry in ancestor.sections["parameters"] ?? [] where !names.contains(entry.name) { names.append(entry.name) }
        }
        for name in names {
            guard let parameter = inheritedParameter(type.name, name) else {
                type.scope.poison(name, nil)
                continue
            }
            type.parameters[name] = parameter.value
            define(
                name,
                Meaning(
                    term: .parameter(name, parameter.value), dimension: parameter.dimension, place: parameter.place, kind: "parameter",
                    constant: parameter.value, unit: parameter.unit, unitFactor: parameter.unitFactor),
                in: type.scope)
        }
    }

    func finishCellTypes() {
        model.cellTypes = cellTypes.map { finish($0, volume: volume($0)) }
        for type in abstractLeaves { _ = finish(type, volume: .volume) }
    }

    private func finish(_ type: AssembledType, volume: Reference) -> Model.CellType {
        let texts = type.lineage.last!.texts
        var cell = Model.CellType(
            name: type.name, label: texts["label"], lineage: type.lineage.map(\.name), volume: volume, place: type.place)
        cell.colour = texts["colour"]
        cell.about = texts["about"] ?? ""
        cell.parameters = type.parameters
        cell.states = type.states
        cell.changes = changes(type.entries("change"), type)
        cell.takes = takes(type.entries("take"), type)
        cell.secretions = secretions(type.entries("secrete"), type)
        cell.walk = problems.attempt { try walk(type) } ?? nil
        readMechanics(type, &cell)
        for entry in distinct(type.entries("daughters"), isValue: false) {
            problems.attempt { cell.daughters.append(try daughter(entry, type)) }
        }
        let owner = EventOwner(subject: .cell, scope: type.scope, type: type)
        cell.events = events(type.entries("events"), owner, known: type.eventNames)
        readPhases(type, &cell, owner)
        let all = cell.events + cell.phases.flatMap(\.events)
        if let release = all.first(where: { $0.verb == "release" }), !all.contains(where: { $0.verb == "hold" }) {
            problems.add(release.place, "\(type.name) lets go and never takes hold; write \"NAME: {do: hold, each: touching …, at: RATE}\"")
        }
        let taken = cell.takes.map(\.substance) + cell.phases.flatMap { $0.takes.map(\.substance) }
        for (substance, place) in type.takenSubstances where !taken.contains(substance) {
            problems.warn(place, "taken(\(model.substances[substance].name)) is always 0 in \(type.name), which does not take it")
        }
        return cell
    }

    private func daughter(_ entry: Entry, _ type: AssembledType) throws -> (type: Int, chance: Formula) {
        guard let index = cellTypes.firstIndex(where: { $0.name == entry.name }) else { throw unknownCells([entry.name], entry.place) }
        return (index, try chance(try phrase(entry.value), type.scope))
    }

    func events(_ entries: [Entry], _ owner: EventOwner, known: Set<String>) -> [Model.Event] {
        assembledEvents(entries, known: known).compactMap { written in problems.attempt { try event(written, owner) } }
    }

    private func volume(_ type: AssembledType) -> Reference {
        guard let meaning = type.scope.own("volume") else {
            let near = didYouMean(type.name, among: writtenTypes.filter { $0.name != type.name && $0.name != "cell" }.map(\.name))
            problems.add(
                type.place,
                "\(type.name) has no volume; write \"state: {volume: 2494 um^3 | split}\", "
                    + "or \"abstract: yes\" if it is only a kind of cells\(near)"
            )
            return .volume
        }
        guard !meaning.isPoisoned else { return .volume }
        if meaning.dimension != .volume, let place = meaning.place {
            problems.add(place, "the volume of a cell must be in volume, found \(units.words(meaning.dimension)), for example 5 pL")
        }
        if case .reference(let reference) = meaning.term { return reference }
        return .volume
    }

    private func readPhases(_ type: AssembledType, _ cell: inout Model.CellType, _ owner: EventOwner) {
        cell.phases = type.phaseNames.map { Model.Phase(name: $0, isDead: false) }
        var firsts: [WrittenPhase] = []
        for (i, name) in type.phaseNames.enumerated() {
            let written = type.lineage.flatMap(\.phases).filter { $0.name == name }
            func entries(_ section: String) -> [Entry] { written.flatMap { $0.sections[section] ?? [] } }
            cell.phases[i].isDead = written.contains(where: \.isDead)
            if let first = written.first(where: \.isFirst) {
                firsts.append(first)
                cell.firstPhase = i
            }
            for entry in distinct(entries("enter")) {
                problems.attempt {
                    let state = try state(entry, type)
                    cell.phases[i].enter.append(
                        (state, try formula(phrase(entry.value), type.scope, type.states[state].dimension, entry.name)))
                }
            }
            cell.phases[i].changes = changes(entries("change"), type)
            cell.phases[i].events = events(entries("events"), owner, known: type.eventNames)
            let exchanged = entries("take") + entries("secrete")
            if let first = exchanged.first, !cell.phases[i].isDead {
                problems.add(first.place, "a live cell takes and secretes as its type does; only a dead phase has its own")
            } else {
                cell.phases[i].takes = takes(entries("take"), type)
                cell.phases[i].secretions = secretions(entries("secrete"), type)
            }
            for entry in distinct(entries("leave behind")) {
                problems.attempt {
                    cell.phases[i].leaveBehind.append(try amount(entry, type.scope, .one, "what is left behind of \(entry.name)"))
                }
            }
        }
        if firsts.count > 1 { problems.add(firsts[1].place, "\(type.name) has two first phases, \(firsts[0].name) and \(firsts[1].name)") }
        if cell.phases[cell.firstPhase].isDead {
            problems.add(firsts.first?.place ?? type.place, "the first phase of \(type.name) is dead")
        }
    }
}
