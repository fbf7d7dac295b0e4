import NicheMath
import NicheModel

/// An event, compiled.
final class CompiledEvent {
    let event: Model.Event
    /// Stream of its draws.
    let purpose: UInt32
    let stages: Double
    /// Whether a draw of its time comes before that of its chance.
    let drawsTime: Bool
    /// Output of the shared program: hazard, condition; and the chance.
    let rate: Int?
    let chance: Int?
    /// Which neighbours a pair may be made with.
    let filter: Filter?
    /// Hazard of a pair, evaluated for each pair, and where it finds what the neighbour published.
    let pairRate: BoundProgram?
    var pairExtras: [PairExtra] = []
    /// Draws a delay from start arguments.
    let delay: CompiledSampler?
    let stageColumn: Int?
    let memoryColumn: Int?
    /// Sets, then tallies and their chances, then yields: evaluated when the event is carried out.
    let effects: BoundProgram?
    let setColumns: [Int]
    let amount: CompiledSampler?
    let lasting: CompiledSampler?
    let verb: (any CellVerb.Type)?
    let vesselVerb: (any VesselVerb.Type)?
    /// Place among proposals that meet; nil if it concerns nobody else.
    let rank: Int?

    /// With whom the event is: what the model says, without names to keep count of.
    enum Partner {
        case nobody, each, oneOf, segments
        case particle(Int32, within: Double)
    }
    let partner: Partner
    /// By vessel type, whether its segments count.
    let isSegment: [Bool]

    /// What makes it happen.
    enum Trigger: Equatable {
        case hazard, condition, delay
        case signal(Int)
        case period(Int64)
    }
    let trigger: Trigger

    /// A slot of a pair's program that no column holds: by type of the neighbour the column it published, or what is in reach.
    struct PairExtra {
        var slot: Int
        var columns: [Int]?
    }

    init(_ event: Model.Event, compiler: Compiler, model: Model, phases: [Model.Phase], output: (Formula) -> Int) {
        self.event = event
        purpose = Keys.name(event.name) | 0x8000_0000
        stages = Double(event.stages)
        var rate: Int?
        var pairRate: BoundProgram?
        var delay: CompiledSampler?
        switch event.trigger {
        case .hazard(let formula):
            if event.pair == nil { rate = output(formula) } else { pairRate = compiler.compile([formula]) }
        case .when(let formula): rate = output(formula)
        case .after(let sampler): delay = CompiledSampler(sampler, compiler)
        case .on, .every: break
        }
        (self.rate, self.pairRate, self.delay) = (rate, pairRate, delay)
        trigger =
            switch event.trigger {
            case .hazard: .hazard
            case .when: .condition
            case .after: .delay
            case .on(let signal): .signal(signal)
            case .every(let period): .period(period)
            }
        partner =
            switch event.pair {
            case nil: .nobody
            case .each: .each
            case .oneOf: .oneOf
            case .eachSegment: .segments
            case .particle(let particle, let within): .particle(Int32(particle), within: within)
            }
        isSegment = if case .eachSegment(let types) = event.pair { model.vesselTypes.indices.map { types.contains($0) } } else { [] }
        drawsTime = if case .hazard = event.trigger { true } else { false }
        chance = event.chance.map(output)
        filter = event.pair?.selector.map { Filter($0, model) }
        stageColumn = event.stages > 1 ? compiler.map!.index(.stage(Int(Keys.name(event.name)))) : nil
        memoryColumn = event.memory.map { compiler.map!.index(.memory($0)) }
        let effects =
            event.sets.map(\.formula) + event.tallies.map(\.formula) + event.tallies.compactMap(\.chance) + event.yields.map(\.formula)
        self.effects = effects.isEmpty ? nil : compiler.compile(effects)
        setColumns = event.sets.map { compiler.map!.index(.state($0.state)) }
        amount = event.amount.map { CompiledSampler($0, compiler) }
        lasting = event.lasting.map { CompiledSampler($0, compiler) }
        verb = CellVerbs.verb(event.verb)
        vesselVerb = VesselVerbs.verb(event.verb)
        let isDeath = event.verb == "enter" && !event.actsOnNeighbour && event.object.map { phases[$0].isDead } == true
        rank = phases.isEmpty ? nil : verb?.rank(of: event, isDeath: isDeath)
    }

    var isAlone: Bool { if case .nobody = partner { true } else { false } }

    /// Finds the columns of what neighbours publish, once all types are compiled.
    func resolve(_ kinds: [CellKind]) {
        guard let pairRate else { return }
        pairExtras = pairRate.bindings.compactMap { binding in
            guard binding.kind == .extra, case .extra(let extra) = pairRate.slots[Int(binding.index)] else { return nil }
            if case .their(let name) = extra {
                return PairExtra(slot: Int(binding.index), columns: kinds.map { $0.map.existing(.published(name)) ?? -1 })
            }
            return PairExtra(slot: Int(binding.index))
        }
    }
}

extension Model.Event.Pair {
    var selector: Selector? {
        switch self {
        case .each(let selector), .oneOf(let selector): selector
        case .eachSegment, .particle: nil
        }
    }
}
