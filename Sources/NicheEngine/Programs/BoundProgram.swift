import NicheMath
import NicheModel

/// Where a program finds an input.
enum Slot: Hashable {
    case column(Int)
    /// Index into the globals: time, body, payloads.
    case uniform(Int)
    /// A value the caller supplies: of the neighbour, of the event, of the walk, and for all lanes the length of a sub-step.
    case extra(Extra)

    enum Extra: Hashable { case their(String), eaten, inReach, slope, level, position(Int), step }

    /// Whether the value is the same in all lanes.
    var isUniform: Bool {
        switch self {
        case .uniform, .extra(.step): true
        default: false
        }
    }
}

/// A program with what it reads, where it came from, and what to call its results in a message.
final class BoundProgram {
    let program: Program
    let slots: [Slot]
    let sources: [Formula]
    /// The inputs that count, as plain numbers: slots hold names, and following them costs in a loop.
    let bindings: [Binding]

    struct Binding {
        enum Kind: UInt8 { case column, uniform, extra }
        var kind: Kind
        var input: Int32
        /// Column, index into the globals, or the slot itself for what the caller supplies.
        var index: Int32
    }

    init(program: Program, slots: [Slot], sources: [Formula]) {
        self.program = program
        self.slots = slots
        self.sources = sources
        bindings = slots.enumerated().compactMap { i, slot in
            guard program.usedInputs[i] else { return nil }
            switch slot {
            case .column(let column): return Binding(kind: .column, input: Int32(i), index: Int32(column))
            case .uniform(let index): return Binding(kind: .uniform, input: Int32(i), index: Int32(index))
            case .extra: return Binding(kind: .extra, input: Int32(i), index: Int32(i))
            }
        }
    }

    /// The one result of a program that reads nothing.
    var constant: Double? { bindings.isEmpty ? program.scalar(slots.map { _ in 0 }).first : nil }
}

extension BoundProgram {
    /// Evaluates the program for up to a block of rows; results lie in `bench.outputs`, one pointer per formula.
    ///
    /// - Parameter extras: by slot, what the caller supplies: a row of lanes.
    func evaluate(
        rows: UnsafePointer<Int32>, count: Int, columns: Table<Double>, globals: UnsafePointer<Double>, bench: Bench,
        extras: (Int) -> UnsafePointer<Double>? = { _ in nil }
    ) {
        bind(rows: rows, count: count, columns: columns, globals: globals, bench: bench, extras: extras)
        run(count, bench)
    }

    /// Points the inputs at what they are: columns themselves where the rows lie in a row, else copies of what the rows hold.
    func bind(
        rows: UnsafePointer<Int32>, count: Int, columns: Table<Double>, globals: UnsafePointer<Double>, bench: Bench,
        extras: (Int) -> UnsafePointer<Double>? = { _ in nil }
    ) {
        bench.fit(self)
        let inputs = bench.inputs
        let first = count > 0 ? Int(rows[0]) : 0
        // Lanes are read up to the next multiple of eight: from a multiple of eight on these are nobody else's.
        var isRun = first & 7 == 0 && count > 0 && Int(rows[count - 1]) - first == count - 1
        // Of pairs a row may stand for several, and others for none.
        if isRun { for lane in 0..<count where Int(rows[lane]) != first + lane { isRun = false } }
        bindings.withUnsafeBufferPointer { bindings in
            for binding in bindings {
                let input = Int(binding.input), index = Int(binding.index)
                switch binding.kind {
                case .uniform: inputs[input] = globals + index
                case .extra: inputs[input] = extras(index)!
                case .column:
                    let source = columns[index]
                    if isRun {
                        inputs[input] = UnsafePointer(source + first)
                    } else {
                        let target = bench.gathered(input)
                        for lane in 0..<count { target[lane] = source[Int(rows[lane])] }
                        inputs[input] = UnsafePointer(target)
                    }
                }
            }
        }
    }

    /// Runs over the inputs bound last.
    func run(_ count: Int, _ bench: Bench) {
        program.run(count: count, inputs: bench.inputs, scratch: bench.scratch)
        for i in 0..<program.outputCount { bench.outputs[i] = program.output(i, of: bench.scratch) }
    }

    /// The first formula whose result is not a number in some lane, and the lane.
    func firstFailure(count: Int, bench: Bench) -> (formula: Formula, lane: Int)? {
        for i in 0..<program.outputCount {
            let values = bench.outputs[i]
            // What is infinite or no number leaves something but 0 when taken from itself.
            var rest = 0.0
            for lane in 0..<count { rest = (values[lane] - values[lane]) == 0 ? rest : 1 }
            if rest != 0 { for lane in 0..<count where !values[lane].isFinite { return (sources[i], lane) } }
        }
        return nil
    }
}
