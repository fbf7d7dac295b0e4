import NicheMath
import NicheModel

/// The events that an actor faces in one phase, compiled.
struct EventSet {
    struct Compiled {
        var event: Model.Event
        /// Stream of its draws.
        var purpose: UInt32
        /// Output of the shared program: hazard, condition; and the chance.
        var rate: Int?
        var chance: Int?
        /// Which neighbours a pair may be made with.
        var filter: Filter?
        /// Hazard of a pair, evaluated for each pair.
        var pairRate: BoundProgram?
        /// Draws a delay from start arguments.
        var delay: CompiledSampler?
        var stageColumn: Int?
        var memoryColumn: Int?
        /// Sets, then tallies and their chances, then yields: evaluated when the event is carried out.
        var effects: BoundProgram?
        var setColumns: [Int]
        var amount: CompiledSampler?
        var lasting: CompiledSampler?
    }

    var events: [Compiled]
    /// Hazards, conditions and chances of all events that concern the actor alone.
    var program: BoundProgram?

    init(_ events: [Model.Event], compiler: Compiler, model: Model) {
        var formulas: [Formula] = []
        func output(_ formula: Formula) -> Int {
            formulas.append(formula)
            return formulas.count - 1
        }
        self.events = events.map { event in
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
            let effects =
                event.sets.map(\.formula) + event.tallies.map(\.formula) + event.tallies.compactMap(\.chance) + event.yields.map(\.formula)
            return Compiled(
                event: event, purpose: Keys.name(event.name) | 0x8000_0000, rate: rate, chance: event.chance.map(output),
                filter: event.pair?.selector.map { Filter($0, model) }, pairRate: pairRate,
                delay: delay, stageColumn: event.stages > 1 ? compiler.map!.index(.stage(Int(Keys.name(event.name)))) : nil,
                memoryColumn: event.memory.map { compiler.map!.index(.memory($0)) },
                effects: effects.isEmpty ? nil : compiler.compile(effects),
                setColumns: event.sets.map { compiler.map!.index(.state($0.state)) },
                amount: event.amount.map { CompiledSampler($0, compiler) }, lasting: event.lasting.map { CompiledSampler($0, compiler) })
        }
        program = formulas.isEmpty ? nil : compiler.compile(formulas)
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

/// A value that may be drawn, with its arguments compiled.
struct CompiledSampler {
    var kind: Sampler.Kind
    var arguments: BoundProgram

    init(_ sampler: Sampler, _ compiler: Compiler) {
        kind = sampler.kind
        arguments = compiler.compile(sampler.arguments)
    }

    func draw(_ a: [Double], _ draws: inout Draws) -> Double {
        switch kind {
        case .fixed: a[0]
        case .uniform: draws.uniform(a[0], a[1])
        case .normal: draws.normal(a[0], a[1])
        case .lognormal: draws.lognormal(median: a[0], sigma: a[1])
        case .exponential: a[0] * draws.exponential()
        }
    }
}
