import NicheMath
import NicheModel

/// How some states of an actor change, compiled: exponential Heun, each cell on its own.
///
/// `toward A over T` is exact for a frozen A, so a time constant far below the step is stable. With h the step and
/// φ(A, T) = (A - y)(1 - e^(-h/T)):
///
///     y1 = y + φ(A(y), T(y)),    y' = y + ½ [φ(A(y), T(y)) + φ(A(y1), T(y1))]
///
/// and Heun's rule for a plain rate. The error |y' - y1| decides, for each cell alone, into how many sub-steps its step is cut.
final class ChangeSet {
    let items: [Changing]
    let columns: [Int]
    /// A whole step, and a sub-step of any length; Euler's whole step is never cut.
    let step: BoundProgram
    let part: BoundProgram
    /// By input of `part`: the item whose value it is, or -1.
    private let itemOfInput: [Int32]
    private let noise: NoiseSet?
    private let compiler: Compiler
    /// Step of the model [min].
    let dt: Double

    static let tolerance = 1e-3
    static let mostSubsteps = 64

    init?(_ changes: [(state: Int, change: Model.Change)], states: [Model.State], compiler: Compiler, dt: Double, law: Model.ChangeLaw?) {
        if changes.isEmpty { return nil }
        let columns = changes.map { compiler.map!.index(.state($0.state)) }
        let items = zip(changes, columns).map { change, column in
            Changing(slot: .column(column), change: change.change, scale: max(abs(states[change.state].unitFactor), 1e-300))
        }
        self.items = items
        self.compiler = compiler
        self.dt = dt
        self.columns = columns
        step = law == .euler ? compiler.eulerStep(items, h: dt) : compiler.heunStep(items, h: dt)
        part = compiler.heunStep(items, h: nil)
        itemOfInput = part.slots.map { slot in Int32(items.firstIndex { $0.slot == slot } ?? -1) }
        noise = NoiseSet(changes, compiler: compiler, dt: dt)
    }
}

extension ChangeSet {
    /// Who changes: rows of a table, with the keys that their noise is drawn by.
    struct Actors {
        var columns: Table<Double>
        var globals: UnsafePointer<Double>
        var seed: UInt64
        var tick: Int64
    }

    /// Advances up to a block of rows by a step; returns the expression and row that stopped being a number, if any.
    ///
    /// `bench.keys` hold the keys of the rows.
    func advance(_ rows: UnsafePointer<Int32>, count: Int, actors: Actors, bench: IntegrationBench) -> (Formula, Int)? {
        step.evaluate(rows: rows, count: count, columns: actors.columns, globals: actors.globals, bench: bench.bench)
        let excess = bench.bench.outputs[items.count]
        var worst = -Double.infinity
        var sum = 0.0
        for lane in 0..<count {
            worst = worst > excess[lane] ? worst : excess[lane]
            sum += excess[lane] - excess[lane]
        }
        if sum == 0, worst <= 0 {
            write(rows, count, actors.columns, bench.bench)
        } else if let failure = refine(rows, count, actors, bench) {
            return failure
        }
        noise?.add(rows, count: count, actors: actors, bench: bench)
        return nil
    }

    private func write(_ rows: UnsafePointer<Int32>, _ count: Int, _ table: Table<Double>, _ bench: Bench) {
        let first = Int(rows[0])
        let isRun = Int(rows[count - 1]) - first == count - 1
        for i in columns.indices {
            let (target, values) = (table[columns[i]], bench.outputs[i])
            if isRun {
                (target + first).update(from: values, count: count)
            } else {
                for lane in 0..<count { target[Int(rows[lane])] = values[lane] }
            }
        }
    }

    /// Writes the lanes that are right, and takes the others in ever more sub-steps.
    private func refine(_ rows: UnsafePointer<Int32>, _ count: Int, _ actors: Actors, _ bench: IntegrationBench) -> (Formula, Int)? {
        bench.fit(items.count)
        let excess = bench.bench.outputs[items.count]
        var pending = 0
        for lane in 0..<count where !(excess[lane] <= 0) {
            if !excess[lane].isFinite { return failure(Int(rows[lane]), actors) { _ in nil } }
            bench.pending[pending] = rows[lane]
            pending += 1
        }
        for i in columns.indices {
            let (target, values) = (actors.columns[columns[i]], bench.bench.outputs[i])
            for lane in 0..<count where excess[lane] <= 0 { target[Int(rows[lane])] = values[lane] }
        }
        var substeps = 2
        while pending > 0 {
            if let lane = integrate(pending, substeps, actors, bench) {
                return failure(Int(bench.pending[lane]), actors) { bench.value($0)[lane] }
            }
            pending = accept(pending, isLast: substeps >= Self.mostSubsteps, actors, bench)
            substeps *= 2
        }
        return nil
    }

    /// Tries the step in parts for the pending rows; new values and errors stay in the bench. A lane that fails, if any.
    private func integrate(_ count: Int, _ substeps: Int, _ actors: Actors, _ bench: IntegrationBench) -> Int? {
        for i in columns.indices {
            let (y, source) = (bench.value(i), actors.columns[columns[i]])
            for lane in 0..<count { y[lane] = source[Int(bench.pending[lane])] }
        }
        bench.step[0] = dt / Double(substeps)
        part.bind(rows: bench.pending, count: count, columns: actors.columns, globals: actors.globals, bench: bench.bench) { _ in
            UnsafePointer(bench.step)
        }
        for (input, item) in itemOfInput.enumerated() where item >= 0 { bench.bench.inputs[input] = UnsafePointer(bench.value(Int(item))) }
        for lane in 0..<count { bench.error[lane] = -.infinity }
        for _ in 0..<substeps {
            part.run(count, bench.bench)
            let excess = bench.bench.outputs[items.count]
            for lane in 0..<count {
                if !excess[lane].isFinite { return lane }
                bench.error[lane] = max(bench.error[lane], excess[lane])
            }
            for i in columns.indices { bench.value(i).update(from: bench.bench.outputs[i], count: count) }
        }
        return nil
    }

    /// Writes the rows whose error is small enough; the others move to the front of the bench and are counted.
    private func accept(_ count: Int, isLast: Bool, _ actors: Actors, _ bench: IntegrationBench) -> Int {
        for i in columns.indices {
            let (y, target) = (bench.value(i), actors.columns[columns[i]])
            for lane in 0..<count where isLast || bench.error[lane] <= 0 { target[Int(bench.pending[lane])] = y[lane] }
        }
        if isLast { return 0 }
        var pending = 0
        for lane in 0..<count where bench.error[lane] > 0 {
            bench.pending[pending] = bench.pending[lane]
            pending += 1
        }
        return pending
    }

    /// Which expression fails in a row, whose states may have other values than its table says; only for the message.
    private func failure(_ row: Int, _ actors: Actors, _ value: (Int) -> Double?) -> (Formula, Int) {
        let formulas = items.flatMap(\.formulas)
        let plain = compiler.compile(formulas)
        let held = items.indices.map { actors.columns[columns[$0]][row] }
        defer { for i in items.indices { actors.columns[columns[i]][row] = held[i] } }
        for i in items.indices { if let value = value(i) { actors.columns[columns[i]][row] = value } }
        // The table may be narrower than what this program would like to read; it reads nothing new.
        for _ in 0..<2 {
            let values = plain.values(row: row, columns: actors.columns, globals: actors.globals)
            if let i = values.firstIndex(where: { !$0.isFinite }) { return (formulas[i], row) }
            let next = step.values(row: row, columns: actors.columns, globals: actors.globals)
            for i in items.indices { actors.columns[columns[i]][row] = next[i] }
        }
        return (formulas[0], row)
    }
}
