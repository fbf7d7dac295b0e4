/// A compiled set of expressions, evaluated for blocks of lanes (cells).
///
/// A register machine: each instruction is one loop over the lanes of a block, so the cost of dispatch is shared by
/// all lanes and the loops are vector code. What depends only on numbers that hold for all lanes is computed once a block. Lanes do
/// not mix, and no instruction fuses or reorders roundings, so each lane has the bits of `scalar`, whatever its block.
/// Built by `Program.Builder`.
public struct Program: Sendable {
    /// The largest number of lanes of one run: a register is 1 kB, and all that a model needs stay in the first cache or next to it.
    public static let blockSize = 128

    /// The number of inputs.
    public let inputCount: Int
    /// The number of outputs.
    public let outputCount: Int
    /// Which inputs the outputs depend on.
    public let usedInputs: [Bool]

    // Slots number the inputs, then the constants, then numbers for all lanes, then the registers.
    let constants: [Double]
    let scalarCount: Int
    let registerCount: Int
    let scalars: [Instruction]
    let instructions: [Instruction]
    let outputs: [UInt16]

    /// The number of instructions over lanes, to judge a program by.
    public var instructionCount: Int { instructions.count }
    /// The number of registers, a row each.
    public var rowCount: Int { registerCount }

    /// Numbers that `scalar(slots:)` works on.
    public var slotCount: Int { inputCount + constants.count + scalarCount + registerCount }

    private var firstRegister: Int { inputCount + constants.count + scalarCount }
    /// Words before the registers: the table of slots and the numbers for all lanes, up to a whole cache line.
    private var head: Int { (slotCount + scalarCount + 7) & ~7 }

    /// The doubles of scratch that one run needs; best aligned to a cache line.
    public var scratchDoubles: Int { head + registerCount * Program.blockSize }

    /// Evaluates `count` <= `blockSize` lanes.
    ///
    /// `inputs` has `inputCount` entries: columns, or numbers where the builder was told so; entries of inputs that are not used are
    /// not followed. Columns must be readable, whatever they hold there, up to the next multiple of eight lanes.
    /// `scratch` has `scratchDoubles` doubles, of any content, and serves one run at a time.
    public func run(count: Int, inputs: UnsafePointer<UnsafePointer<Double>>, scratch: UnsafeMutablePointer<Double>) {
        precondition(count <= Program.blockSize, "more lanes than a block holds")
        if count <= 0 { return }
        let lanes = (count &+ 7) & ~7
        let table = Program.table(scratch, slotCount)
        let numbers = scratch + slotCount
        let registers = scratch + head
        let (inputCount, constantCount) = (inputCount, constants.count)
        constants.withUnsafeBufferPointer { constants in
            table.update(from: inputs, count: inputCount)
            if let first = constants.baseAddress { for i in 0..<constantCount { table[inputCount &+ i] = first + i } }
            let firstScalar = inputCount &+ constantCount
            for i in 0..<scalarCount { table[firstScalar &+ i] = UnsafePointer(numbers + i) }
            let firstRegister = firstScalar &+ scalarCount
            for i in 0..<registerCount { table[firstRegister &+ i] = UnsafePointer(registers + i &* Program.blockSize) }
            scalars.withUnsafeBufferPointer { scalars in
                for instruction in scalars {
                    numbers[Int(instruction.target) &- firstScalar] = Lane.value(
                        instruction.code, table[Int(instruction.a)][0], table[Int(instruction.b)][0], table[Int(instruction.c)][0],
                        exponent: instruction.exponent)
                }
            }
            instructions.withUnsafeBufferPointer { instructions in
                for instruction in instructions { Program.step(instruction, table, lanes) }
            }
        }
    }

    /// The results of an output after a run, a number a lane; valid until the scratch or the input columns change.
    @inline(__always)
    public func output(_ i: Int, of scratch: UnsafeMutablePointer<Double>) -> UnsafePointer<Double> {
        Program.table(scratch, slotCount)[Int(outputs[i])]
    }

    @inline(__always)
    private static func table(_ scratch: UnsafeMutablePointer<Double>, _ count: Int) -> UnsafeMutablePointer<UnsafePointer<Double>> {
        UnsafeMutableRawPointer(scratch).assumingMemoryBound(to: UnsafePointer<Double>.self)
    }

    /// Runs one instruction over the lanes.
    @inline(__always)
    private static func step(_ instruction: Instruction, _ table: UnsafeMutablePointer<UnsafePointer<Double>>, _ n: Int) {
        let a = table[Int(instruction.a)]
        let b = table[Int(instruction.b)]
        let c = table[Int(instruction.c)]
        let out = UnsafeMutablePointer(mutating: table[Int(instruction.target)])
        let form = instruction.form
        switch instruction.code {
        case .add: Row.add(form, a, b, out, n)
        case .subtract: Row.subtract(form, a, b, out, n)
        case .multiply: Row.multiply(form, a, b, out, n)
        case .divide: Row.divide(form, a, b, out, n)
        case .productPlus: Row.productPlus(form, a, b, c, out, n)
        case .productMinus: Row.productMinus(form, a, b, c, out, n)
        case .minusProduct: Row.minusProduct(form, a, b, c, out, n)
        case .quotientOfSum: Row.quotientOfSum(form, a, b, c, out, n)
        case .negate: Row.negate(a, out, n)
        case .power: Row.power(form, a, b, out, n)
        case .minimum: Row.minimum(form, a, b, out, n)
        case .maximum: Row.maximum(form, a, b, out, n)
        case .absolute: Row.absolute(a, out, n)
        case .squareRoot: Row.squareRoot(a, out, n)
        case .exponential: Row.exponential(a, out, n)
        case .logarithm: Row.logarithm(a, out, n)
        case .less: Row.less(form, a, b, out, n)
        case .lessOrEqual: Row.lessOrEqual(form, a, b, out, n)
        case .equal: Row.equal(form, a, b, out, n)
        case .notEqual: Row.notEqual(form, a, b, out, n)
        case .and: Row.and(form, a, b, out, n)
        case .or: Row.or(form, a, b, out, n)
        case .not: Row.not(a, out, n)
        case .select: Row.select(form, a, b, c, out, n)
        case .ramp: Row.ramp(form, a, b, c, out, n)
        case .floor: Row.floor(a, out, n)
        case .sine: Row.sine(a, out, n)
        case .cosine: Row.cosine(a, out, n)
        case .copy, .input, .constant: Row.copy(form, a, out, n)
        case .share: Row.share(form, a, b, out, n)
        case .hillInteger: Row.hill(form, a, b, integer: Int(instruction.exponent), out, n)
        }
    }
}
