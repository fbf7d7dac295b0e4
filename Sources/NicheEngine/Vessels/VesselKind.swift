import NicheModel

/// A vessel type, compiled.
final class VesselKind {
    let index: Int
    let type: Model.VesselType
    let map = ColumnMap()
    let changes: ChangeSet?
    let events: EventSet
    /// [inside, permeability] of each exchange.
    let exchange: BoundProgram?
    let exchangeSubstances: [Int]
    let admits: BoundProgram?
    /// [speed, weights…]
    let sprout: BoundProgram?
    let sproutStart: BoundProgram?
    let starts: [CompiledSampler]
    /// Segments come from a table, and stay joined where they share an end.
    let isNetwork: Bool
    /// Types of cells that may enter.
    let admitted: [Int]
    private var sampleList: [CellKind.Sample] = []
    private var sampledColumns = 0

    init(_ type: Model.VesselType, index: Int, model: Model, globals: GlobalMap) {
        self.index = index
        self.type = type
        let map = map
        for state in type.states.indices { _ = map.index(.state(state)) }
        let compiler = Compiler(map: map, quantities: type.quantities, globals: globals)
        changes = ChangeSet(
            type.changes, states: type.states, compiler: compiler, dt: Double(model.time.step) / 60, law: model.time.changes)
        events = EventSet(type.events, compiler: compiler, model: model)
        exchange = type.exchanges.isEmpty ? nil : compiler.compile(type.exchanges.flatMap { [$0.inside, $0.permeability] })
        exchangeSubstances = type.exchanges.map(\.substance)
        admits = type.admits.isEmpty ? nil : compiler.compile(type.admits.map(\.rate))
        sprout = type.sprout.map { compiler.compile([$0.speed] + $0.weights.map(\.weight)) }
        sproutStart = type.sprout.flatMap { $0.start.isEmpty ? nil : compiler.compile($0.start.map(\.formula)) }
        starts = type.states.map { CompiledSampler($0.start, compiler) }
        isNetwork = model.placements.contains { placement in
            if case (.vessel(index)?, .segments) = (placement.what, placement.region) { true } else { false }
        }
        admitted = type.admits.map(\.type)
    }

    /// Which columns hold which substances; programs compiled late may have asked for more.
    var samples: [CellKind.Sample] {
        if sampledColumns != map.keys.count {
            sampleList = map.samples
            sampledColumns = map.keys.count
        }
        return sampleList
    }
}
