import NicheMath
import NicheModel

/// A cell type, compiled: which columns it has, and the programs that run over them.
final class CellKind {
    let index: Int
    let type: Model.CellType
    let map = ColumnMap()
    /// By phase: how states change (nil where nothing does), and which events are faced.
    let changes: [ChangeSet?]
    let events: [EventSet]
    /// By phase: whom its cells take hold of, and how soon they let go.
    let grips: [GripSet?]
    /// Contacts with whom a cell holds, or is held by.
    let gripContacts: [Int]
    /// Chances of the types that a daughter may be of.
    let daughters: BoundProgram?
    /// How fast a hold draws together [/min].
    let bond: BoundProgram?
    /// [attach, detach, attachments]
    let springs: BoundProgram
    /// [repulsion, adhesion, then the reach where it changes, affinities…]
    let mechanics: BoundProgram
    /// How many radii its cells reach, where that does not change.
    let reach: Double
    let volume: BoundProgram
    /// Outputs in the order of `exchangeEntries`.
    let exchange: BoundProgram?
    let exchangeEntries: [ExchangeEntry]
    /// The same outputs for cells of dead phases that exchange still, by phase.
    let deadExchange: [BoundProgram?]
    /// [speed, persistence, weights…]
    let walk: BoundProgram?
    let walkSubstances: [Int]
    let bias: BoundProgram?
    let publish: BoundProgram?
    let publishColumns: [Int]
    /// [start arguments of each state]
    let starts: [CompiledSampler]
    let enter: [BoundProgram?]
    let leaveBehind: [BoundProgram?]
    let compiler: Compiler

    /// What an exchange output means to the balance of a substance.
    struct ExchangeEntry {
        enum Kind { case capacity, loss, source, amount, towardRate, towardTarget }
        var substance: Int
        var kind: Kind
        var column: Int
        var takenColumn: Int?
    }

    /// By phase: whether it is one of the dead.
    let deadPhases: [Bool]
    /// By phase: whether anything changes or happens in it.
    let isActive: [Bool]
    private var phaseList: [(column: Int, isIn: [Bool])] = []
    private var sampleList: [Sample] = []
    private var sampledColumns = 0

    /// A column that holds a substance at the cell, or how steeply it changes there.
    struct Sample {
        var column: Int
        var substance: Int
        var isGradient: Bool
    }

    init(_ type: Model.CellType, index: Int, model: Model, globals: GlobalMap) {
        self.index = index
        self.type = type
        let map = map
        for state in type.states.indices { _ = map.index(.state(state)) }
        let compiler = Compiler(map: map, quantities: type.quantities, globals: globals, volume: type.volume)
        self.compiler = compiler

        deadPhases = type.phases.map(\.isDead)
        let dt = Double(model.time.step) / 60
        let clamped = Clamps.states(of: index, in: model)
        changes = type.phases.map { phase in
            let replaced = clamped.union(phase.changes.map(\.state))
            let kept = phase.isDead ? [] : type.changes.filter { !replaced.contains($0.state) }
            return ChangeSet(
                kept + phase.changes.filter { !clamped.contains($0.state) }, states: type.states, compiler: compiler, dt: dt,
                law: model.time.changes)
        }
        let faced = type.phases.map { ($0.isDead ? [] : type.events) + $0.events }
        events = faced.map {
            EventSet($0.filter { !GripSet.concerns($0) }, compiler: compiler, model: model, phases: type.phases)
        }
        grips = faced.map { GripSet($0, compiler: compiler, model: model) }
        gripContacts = type.contacts.indices.filter { type.contacts[$0].grip != nil }
        daughters = type.daughters.isEmpty ? nil : compiler.compile(type.daughters.map(\.chance))
        bond = type.bond.map { compiler.compile([$0]) }
        isActive = zip(changes, events).map { $0 != nil || !$1.events.isEmpty }
        springs = compiler.compile([
            type.attach ?? .constant(0), type.detach ?? .constant(0), type.attachments ?? .constant(Model.CellType.usualAttachments),
        ])
        reach = type.reach?.number ?? model.space.reach
        let changing = [type.reach].compactMap { $0 }.filter { $0.number == nil }
        if !changing.isEmpty { _ = map.index(.reach) }
        mechanics = compiler.compile(
            [type.repulsion ?? .constant(10), type.adhesion ?? .constant(0)] + changing + type.affinities.map(\.affinity))
        volume = compiler.compile([Formula(term: .reference(type.volume), dimension: .volume, place: type.place, text: "volume")])

        let exchanged = ExchangeTable(type, map)
        exchangeEntries = exchanged.entries
        exchange = exchanged.entries.isEmpty ? nil : compiler.compile(exchanged.live)
        deadExchange = exchanged.dead.map { $0.map { compiler.compile($0) } }

        walkSubstances = type.walk?.weights.map(\.substance) ?? []
        walk = type.walk.map { compiler.compile([$0.speed, $0.persistence] + $0.weights.map(\.weight)) }
        bias = type.walk?.bias.map { compiler.compile([$0]) }

        publishColumns = type.published.map { map.index(.published($0)) }
        let published = type.published.map { name in Self.formula(name, of: type) }
        publish = published.isEmpty ? nil : compiler.compile(published)
        starts = type.states.map { CompiledSampler($0.start, compiler) }
        enter = type.phases.map { $0.enter.isEmpty ? nil : compiler.compile($0.enter.map(\.formula)) }
        leaveBehind = type.phases.map { $0.leaveBehind.isEmpty ? nil : compiler.compile($0.leaveBehind.map(\.formula)) }
    }

    /// What a name means to others: a state, a quantity, a parameter of the type, or its volume.
    static func formula(_ name: String, of type: Model.CellType) -> Formula {
        func formula(_ term: Term) -> Formula { Formula(term: term, dimension: .one, place: type.place, text: name) }
        if let i = type.states.firstIndex(where: { $0.name == name }) { return formula(.reference(.state(i))) }
        if let i = type.quantities.firstIndex(where: { $0.name == name }) { return type.quantities[i].formula }
        if let value = type.parameters[name] { return formula(.number(value)) }
        return formula(.reference(.volume))
    }

    @inline(__always)
    func isDead(_ phase: Int) -> Bool { deadPhases[phase] }

    /// Whether cells of a phase take or secrete anything.
    @inline(__always)
    func isExchanging(_ phase: Int) -> Bool { !deadPhases[phase] || deadExchange[phase] != nil }

    /// Which columns hold which substances.
    var samples: [Sample] {
        noteColumns()
        return sampleList
    }

    /// Columns that tell of a cell's phase, each with the phases in which it is 1.
    var phaseColumns: [(column: Int, isIn: [Bool])] {
        noteColumns()
        return phaseList
    }

    /// Programs compiled late may have asked for more columns.
    private func noteColumns() {
        if sampledColumns == map.keys.count { return }
        sampledColumns = map.keys.count
        sampleList = map.samples
        phaseList = map.keys.enumerated().compactMap { column, key in
            switch key {
            case .isDead: (column, deadPhases)
            case .phase(let phase): (column, deadPhases.indices.map { $0 == phase })
            default: nil
            }
        }
    }
}
