import NicheMath

/// Memory for one thread's evaluations: inputs gathered for a block of rows, registers, results.
final class Bench {
    /// By input of the program bound last: its column, or its number.
    private(set) var inputs: UnsafeMutablePointer<UnsafePointer<Double>>
    /// Table, numbers and registers of a program.
    private(set) var scratch: UnsafeMutablePointer<Double>
    /// By output of the program run last, a number a lane.
    private(set) var outputs: UnsafeMutablePointer<UnsafePointer<Double>>
    private var columns: UnsafeMutablePointer<Double>
    private var inputCount = 0
    private var scratchCount = 0
    private var outputCount = 0

    init() {
        inputs = .allocate(capacity: 1)
        outputs = .allocate(capacity: 1)
        scratch = Bench.row(1)
        columns = Bench.row(1)
    }

    deinit {
        inputs.deallocate()
        outputs.deallocate()
        UnsafeMutableRawPointer(scratch).deallocate()
        UnsafeMutableRawPointer(columns).deallocate()
    }

    /// Numbers that start at a cache line.
    static func row(_ count: Int) -> UnsafeMutablePointer<Double> {
        UnsafeMutableRawPointer.allocate(byteCount: 8 * count, alignment: 64).bindMemory(to: Double.self, capacity: count)
    }

    /// Where the rows of an input are gathered.
    @inline(__always)
    func gathered(_ input: Int) -> UnsafeMutablePointer<Double> { columns + input * Program.blockSize }

    func fit(_ bound: BoundProgram) {
        let program = bound.program
        if program.scratchDoubles > scratchCount {
            UnsafeMutableRawPointer(scratch).deallocate()
            scratchCount = program.scratchDoubles
            scratch = Bench.row(scratchCount)
        }
        if program.inputCount > inputCount {
            inputs.deallocate()
            UnsafeMutableRawPointer(columns).deallocate()
            inputCount = program.inputCount
            columns = Bench.row(inputCount * Program.blockSize)
            inputs = .allocate(capacity: inputCount)
            inputs.initialize(repeating: UnsafePointer(columns), count: inputCount)
        }
        if program.outputCount > outputCount {
            outputs.deallocate()
            outputCount = program.outputCount
            outputs = .allocate(capacity: outputCount)
        }
    }
}
