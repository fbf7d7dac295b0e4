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
struct ChangeSet {
    struct Item {
        var state: Int
        var column: Int
        var isRelaxation: Bool
        /// Outputs of the program: rate, or target; then the time constant.
        var output: Int
        var noise: Int?
        var bound: Int?
        /// What counts as one, for the error.
        var scale: Double
    }

    var items: [Item]
    var program: BoundProgram

    static let tolerance = 1e-3
    static let mostSubsteps = 64

    init?(_ changes: [(state: Int, change: Model.Change)], states: [Model.State], compiler: Compiler) {
        if changes.isEmpty { return nil }
        var formulas: [Formula] = []
        func output(_ formula: Formula) -> Int {
            formulas.append(formula)
            return formulas.count - 1
        }
        items = changes.map { state, change in
            let column = compiler.map!.index(.state(state))
            let scale = max(abs(states[state].unitFactor), 1e-300)
            switch change {
            case .rate(let formula):
                return Item(state: state, column: column, isRelaxation: false, output: output(formula), scale: scale)
            case .toward(let target, let over, let noise, let above):
                let first = output(target)
                _ = output(over)
                return Item(
                    state: state, column: column, isRelaxation: true, output: first, noise: noise.map(output), bound: above.map(output),
                    scale: scale)
            }
        }
        program = compiler.compile(formulas)
    }
}

extension ChangeSet {
    /// Who changes: rows of a table, with the keys that their noise is drawn by.
    struct Actors {
        var columns: Table<Double>
        var globals: UnsafePointer<Double>
        var seed: UInt64
        var tick: Int64
        /// Key of the actor in a row.
        var key: (Int) -> UInt64
    }

    /// Advances up to a block of rows by `dt` minutes; returns the expression and row that stopped being a number, if any.
    func advance(_ rows: UnsafePointer<Int32>, count: Int, dt: Double, actors: Actors, bench: IntegrationBench) -> (Formula, Int)? {
        bench.fit(items.count)
        var pending = count
        for lane in 0..<count { bench.rows[lane] = rows[lane] }
        var substeps = 1
        while pending > 0 {
            if let failure = integrate(pending, substeps: substeps, dt: dt, actors: actors, bench: bench) { return failure }
            pending = accept(pending, isLast: substeps >= Self.mostSubsteps, actors: actors, bench: bench)
            substeps *= 2
        }
        return addNoise(rows, count: count, dt: dt, actors: actors, bench: bench)
    }

    /// Tries the step in `substeps` parts for the pending rows; new values and errors stay in the bench.
    private func integrate(_ count: Int, substeps: Int, dt: Double, actors: Actors, bench: IntegrationBench) -> (Formula, Int)? {
        let h = dt / Double(substeps)
        for (i, item) in items.enumerated() {
            let (y, source) = (bench.value(i), actors.columns[item.column])
            for lane in 0..<count { y[lane] = source[Int(bench.rows[lane])] }
        }
        for lane in 0..<count { bench.error[lane] = 0 }
        for _ in 0..<substeps {
            evaluate(count, actors, bench, bench.value)
            if let failure = program.firstFailure(count: count, bench: bench.bench) {
                return (failure.formula, Int(bench.rows[failure.lane]))
            }
            for (i, item) in items.enumerated() { slope(item, count, h, of: bench.value(i), into: bench.first(i), bench) }
            for i in items.indices {
                let (y, trial, first) = (bench.value(i), bench.trial(i), bench.first(i))
                for lane in 0..<count { trial[lane] = y[lane] + first[lane] }
            }
            evaluate(count, actors, bench, bench.trial)
            if let failure = program.firstFailure(count: count, bench: bench.bench) {
                return (failure.formula, Int(bench.rows[failure.lane]))
            }
            for (i, item) in items.enumerated() {
                let (y, trial, first, second) = (bench.value(i), bench.trial(i), bench.first(i), bench.second)
                slope(item, count, h, of: y, into: second, bench, rateAt: trial)
                for lane in 0..<count {
                    let next = y[lane] + 0.5 * (first[lane] + second[lane])
                    let error = abs(next - trial[lane]) / max(abs(next), item.scale)
                    bench.error[lane] = max(bench.error[lane], error)
                    y[lane] = next
                }
            }
        }
        return nil
    }

    private func evaluate(_ count: Int, _ actors: Actors, _ bench: IntegrationBench, _ values: (Int) -> UnsafeMutablePointer<Double>) {
        var overriding: [Int: UnsafePointer<Double>] = [:]
        for (i, item) in items.enumerated() { overriding[item.column] = UnsafePointer(values(i)) }
        program.evaluate(
            rows: bench.rows, count: count, columns: actors.columns, globals: actors.globals, bench: bench.bench, overriding: overriding)
    }

    /// The increment over h that the last evaluation gives: h·rate, or φ.
    private func slope(
        _ item: Item, _ count: Int, _ h: Double, of y: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>,
        _ bench: IntegrationBench, rateAt: UnsafePointer<Double>? = nil
    ) {
        let outputs = bench.bench.outputs
        if item.isRelaxation {
            let (target, over) = (outputs[item.output], outputs[item.output + 1])
            for lane in 0..<count { result[lane] = (target[lane] - y[lane]) * (1 - Elementary.exp(-h / over[lane])) }
        } else {
            let rate = outputs[item.output]
            for lane in 0..<count { result[lane] = h * rate[lane] }
        }
    }

    /// Writes the rows whose error is small enough; the others move to the front of the bench and are counted.
    private func accept(_ count: Int, isLast: Bool, actors: Actors, bench: IntegrationBench) -> Int {
        for (i, item) in items.enumerated() {
            let (y, target) = (bench.value(i), actors.columns[item.column])
            for lane in 0..<count where isLast || bench.error[lane] <= Self.tolerance { target[Int(bench.rows[lane])] = y[lane] }
        }
        if isLast { return 0 }
        var pending = 0
        for lane in 0..<count where bench.error[lane] > Self.tolerance {
            bench.rows[pending] = bench.rows[lane]
            pending += 1
        }
        return pending
    }

    /// Adds the noise of the whole step, with the exact variance of its relaxation, B² T/2 (1 - e^(-2 dt/T)).
    private func addNoise(
        _ rows: UnsafePointer<Int32>, count: Int, dt: Double, actors: Actors, bench: IntegrationBench
    ) -> (Formula, Int)? {
        guard items.contains(where: { $0.noise != nil }) else { return nil }
        program.evaluate(rows: rows, count: count, columns: actors.columns, globals: actors.globals, bench: bench.bench)
        let outputs = bench.bench.outputs
        for item in items {
            guard let noise = item.noise else { continue }
            let values = actors.columns[item.column]
            for lane in 0..<count where outputs[noise][lane] > 0 {
                let row = Int(rows[lane])
                let (b, t) = (outputs[noise][lane], outputs[item.output + 1][lane])
                let deviation = (b * b * t / 2 * (1 - Elementary.exp(-2 * dt / t))).squareRoot()
                var draws = Draws(
                    seed: actors.seed, key: actors.key(row), tick: actors.tick, event: Purpose.noise.rawValue | UInt32(item.state) << 8)
                values[row] += deviation * draws.normal()
                if let bound = item.bound {
                    let b = outputs[bound][lane]
                    values[row] = b + abs(values[row] - b)
                }
            }
        }
        return nil
    }
}

/// Memory of one thread for integrating blocks of rows.
final class IntegrationBench {
    let bench = Bench()
    let rows = UnsafeMutablePointer<Int32>.allocate(capacity: Program.blockSize)
    let error = UnsafeMutablePointer<Double>.allocate(capacity: Program.blockSize)
    let second = UnsafeMutablePointer<Double>.allocate(capacity: Program.blockSize)
    private var memory = UnsafeMutablePointer<Double>.allocate(capacity: 1)
    private var capacity = 0

    func fit(_ items: Int) {
        guard items > capacity else { return }
        memory.deallocate()
        memory = .allocate(capacity: 3 * items * Program.blockSize)
        capacity = items
    }

    func value(_ i: Int) -> UnsafeMutablePointer<Double> { memory + 3 * i * Program.blockSize }
    func trial(_ i: Int) -> UnsafeMutablePointer<Double> { memory + (3 * i + 1) * Program.blockSize }
    func first(_ i: Int) -> UnsafeMutablePointer<Double> { memory + (3 * i + 2) * Program.blockSize }

    deinit {
        rows.deallocate()
        error.deallocate()
        second.deallocate()
        memory.deallocate()
    }
}
