import NicheMath
import NicheModel

/// Memory for one thread's evaluations: inputs gathered for a block of rows, registers, results.
final class Bench {
    private(set) var gathered: UnsafeMutablePointer<Double>
    private(set) var registers: UnsafeMutablePointer<Double>
    private(set) var results: UnsafeMutablePointer<Double>
    var inputs: UnsafeMutablePointer<Program.Input>
    var outputs: UnsafeMutablePointer<UnsafeMutablePointer<Double>>
    private var registerCount = 0
    private var resultCount = 0
    private static let mostInputs = 256

    init() {
        gathered = .allocate(capacity: Self.mostInputs * Program.blockSize)
        inputs = .allocate(capacity: Self.mostInputs)
        registers = .allocate(capacity: 1)
        results = .allocate(capacity: 1)
        outputs = .allocate(capacity: 512)
        inputs.initialize(repeating: Program.Input(base: gathered, isUniform: true), count: Self.mostInputs)
    }

    deinit {
        gathered.deallocate()
        inputs.deallocate()
        registers.deallocate()
        results.deallocate()
        outputs.deallocate()
    }

    func fit(_ program: Program) {
        if program.scratchDoubles > registerCount {
            registers.deallocate()
            registerCount = program.scratchDoubles
            registers = .allocate(capacity: registerCount)
        }
        if program.outputCount > resultCount {
            results.deallocate()
            resultCount = program.outputCount
            results = .allocate(capacity: resultCount * Program.blockSize)
        }
        for i in 0..<program.outputCount { outputs[i] = results + i * Program.blockSize }
    }
}

extension BoundProgram {
    /// Evaluates the program for up to a block of rows; results lie in `bench.outputs`, one pointer per formula.
    ///
    /// - Parameter extras: what the caller supplies per lane.
    func evaluate(
        rows: UnsafePointer<Int32>, count: Int, columns: Table<Double>, globals: UnsafePointer<Double>, bench: Bench,
        overriding: [Int: UnsafePointer<Double>] = [:], extras: (Slot.Extra) -> UnsafePointer<Double>? = { _ in nil }
    ) {
        bench.fit(program)
        let isRun = count > 0 && Int(rows[count - 1]) - Int(rows[0]) == count - 1
        for (i, slot) in slots.enumerated() where program.usedInputs[i] {
            switch slot {
            case .uniform(let index): bench.inputs[i] = Program.Input(base: globals + index, isUniform: true)
            case .extra(let extra): bench.inputs[i] = Program.Input(base: extras(extra)!, isUniform: false)
            case .column(let column):
                if let override = overriding[column] {
                    bench.inputs[i] = Program.Input(base: override, isUniform: false)
                } else if isRun {
                    bench.inputs[i] = Program.Input(base: columns[column] + Int(rows[0]), isUniform: false)
                } else {
                    let target = bench.gathered + i * Program.blockSize
                    let source = columns[column]
                    for lane in 0..<count { target[lane] = source[Int(rows[lane])] }
                    bench.inputs[i] = Program.Input(base: target, isUniform: false)
                }
            }
        }
        program.run(count: count, inputs: bench.inputs, outputs: bench.outputs, scratch: bench.registers)
    }

    /// The first formula whose result is not a number in some lane, and the lane.
    func firstFailure(count: Int, bench: Bench) -> (formula: Formula, lane: Int)? {
        for (i, source) in sources.enumerated() {
            let values = bench.outputs[i]
            for lane in 0..<count where !values[lane].isFinite { return (source, lane) }
        }
        return nil
    }
}
