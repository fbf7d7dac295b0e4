import NicheMath
import NicheModel

/// The noise of some states over a step, with the exact variance of their relaxation, B² T/2 (1 - e^(-2 dt/T)).
final class NoiseSet {
    private struct Item {
        var column: Int
        var purpose: UInt32
        var isBounded: Bool
    }

    private let items: [Item]
    /// For each item B, the deviation, and the bound below which it is reflected (or 0).
    private let program: BoundProgram

    init?(_ changes: [(state: Int, change: Model.Change)], compiler: Compiler, dt: Double) {
        var work = Compiler.Work(compiler)
        var outputs: [Program.Value] = []
        var sources: [Formula] = []
        var items: [Item] = []
        for (state, change) in changes {
            guard case .toward(_, let over, let noise?, let above) = change else { continue }
            let (b, t) = (work.value(noise.term), work.value(over.term))
            outputs += [b, work.deviation(b, t, dt), above.map { work.value($0.term) } ?? work.builder.constant(0)]
            sources += [noise, noise, above ?? noise]
            items.append(
                Item(
                    column: compiler.map!.index(.state(state)), purpose: Purpose.noise.rawValue | UInt32(state) << 8,
                    isBounded: above != nil))
        }
        if items.isEmpty { return nil }
        self.items = items
        program = work.finish(outputs, sources: sources)
    }

    /// Adds the noise of a step to rows whose keys are in the bench.
    func add(_ rows: UnsafePointer<Int32>, count: Int, actors: ChangeSet.Actors, bench: IntegrationBench) {
        program.evaluate(rows: rows, count: count, columns: actors.columns, globals: actors.globals, bench: bench.bench)
        for i in items.indices {
            let outputs = bench.bench.outputs
            let (strength, deviation, bound) = (outputs[3 * i], outputs[3 * i + 1], outputs[3 * i + 2])
            var isAny = false
            for lane in 0..<count where strength[lane] > 0 { isAny = true }
            guard isAny else { continue }
            let normal = bench.draws
            DrawRows(seed: actors.seed, tick: actors.tick, event: items[i].purpose)
                .normal(bench.keys, count: (count + 7) & ~7, into: normal, work: bench.error)
            let values = actors.columns[items[i].column]
            let isBounded = items[i].isBounded
            for lane in 0..<count where strength[lane] > 0 {
                let row = Int(rows[lane])
                let moved = values[row] + deviation[lane] * normal[lane]
                values[row] = isBounded ? bound[lane] + abs(moved - bound[lane]) : moved
            }
        }
    }
}

extension Compiler.Work {
    fileprivate mutating func deviation(_ b: Program.Value, _ t: Program.Value, _ dt: Double) -> Program.Value {
        let decay = builder.apply(.exponential, builder.apply(.divide, builder.constant(-2 * dt), t))
        let square = builder.apply(.multiply, b, b)
        let half = builder.apply(.divide, builder.apply(.multiply, square, t), builder.constant(2))
        return builder.apply(.squareRoot, builder.apply(.multiply, half, builder.apply(.subtract, builder.constant(1), decay)))
    }
}
