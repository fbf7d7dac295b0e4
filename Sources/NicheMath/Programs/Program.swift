/// A compiled set of expressions, evaluated for blocks of lanes (cells).
///
/// A register machine: each instruction is one loop over the lanes of a block, so the cost of dispatch is shared by
/// 256 lanes and the loops are vector code. Lanes do not mix, and no instruction fuses or reorders operations, so
/// each lane has the bits of `scalar`, whatever its block. Built by `Program.Builder`.
public struct Program: Sendable {
    /// The largest number of lanes of one run: a register is 2 kB, and a dozen of them stay in the first cache.
    public static let blockSize = 256

    /// A column of numbers, one per lane, or one number for all lanes.
    public struct Input {
        /// The first number.
        public var base: UnsafePointer<Double>
        /// Whether the one number at `base` holds for all lanes.
        public var isUniform: Bool

        /// The column at `base`, or its first number alone.
        @inlinable
        public init(base: UnsafePointer<Double>, isUniform: Bool) {
            self.base = base
            self.isUniform = isUniform
        }
    }

    /// The number of inputs.
    public let inputCount: Int
    /// The number of outputs.
    public let outputCount: Int
    /// Which inputs the outputs depend on.
    public let usedInputs: [Bool]

    // Slots number the inputs, then the constants, then the registers.
    let constants: [Double]
    let registerCount: Int
    let instructions: [Instruction]
    let outputs: [Int32]

    /// The number of instructions, to judge a program by.
    public var instructionCount: Int { instructions.count }

    private var slotCount: Int { inputCount + constants.count + registerCount }

    /// The doubles of scratch that one run needs: the slot table, the registers, and three rows for spread operands.
    public var scratchDoubles: Int {
        let words = MemoryLayout<Input>.stride / MemoryLayout<Double>.stride
        return slotCount * words + (registerCount + 3) * Program.blockSize
    }

    /// Evaluates `count` <= `blockSize` lanes.
    ///
    /// `inputs` has `inputCount` entries and `outputs` `outputCount` columns; entries of inputs that are not used are
    /// not followed. Outputs are written when everything is computed, so an output may be the column of an input.
    /// `scratch` has `scratchDoubles` doubles, of any content, and serves one run at a time.
    public func run(
        count: Int, inputs: UnsafePointer<Input>, outputs: UnsafePointer<UnsafeMutablePointer<Double>>,
        scratch: UnsafeMutablePointer<Double>
    ) {
        precondition(count <= Program.blockSize, "more lanes than a block holds")
        if count <= 0 { return }
        constants.withUnsafeBufferPointer { constants in
            instructions.withUnsafeBufferPointer { instructions in
                let table = UnsafeMutableRawPointer(scratch).bindMemory(to: Input.self, capacity: slotCount)
                let registers = UnsafeMutableRawPointer(table + slotCount).assumingMemoryBound(to: Double.self)
                for i in 0..<inputCount { table[i] = inputs[i] }
                if let first = constants.baseAddress {
                    for i in 0..<constants.count { table[inputCount + i] = Input(base: first + i, isUniform: true) }
                }
                let firstRegister = inputCount + constants.count
                let spare = registers + registerCount * Program.blockSize
                for instruction in instructions {
                    let target = Int(instruction.target)
                    let row = registers + (target - firstRegister) * Program.blockSize
                    let isUniform = Program.step(instruction, table, row, count, spare)
                    table[target] = Input(base: UnsafePointer(row), isUniform: isUniform)
                }
                for (i, slot) in self.outputs.enumerated() {
                    let value = table[Int(slot)]
                    if value.isUniform {
                        outputs[i].update(repeating: value.base[0], count: count)
                    } else {
                        outputs[i].update(from: value.base, count: count)
                    }
                }
            }
        }
    }

    /// Runs one instruction over the lanes, or over one lane if its operands are the same for all: whether they were.
    @inline(__always)
    private static func step(
        _ instruction: Instruction, _ table: UnsafeMutablePointer<Input>, _ out: UnsafeMutablePointer<Double>, _ count: Int,
        _ spare: UnsafeMutablePointer<Double>
    ) -> Bool {
        let a = table[Int(instruction.a)]
        let b = table[Int(instruction.b)]
        let c = table[Int(instruction.c)]
        let isUniform = a.isUniform && b.isUniform && c.isUniform
        let n = isUniform ? 1 : count
        switch instruction.code {
        case .add: Row.add(a, b, out, n)
        case .subtract: Row.subtract(a, b, out, n)
        case .multiply: Row.multiply(a, b, out, n)
        case .divide: Row.divide(a, b, out, n)
        case .negate: Row.negate(a, out, n)
        case .power: Row.power(a, b, out, n)
        case .minimum: Row.minimum(a, b, out, n)
        case .maximum: Row.maximum(a, b, out, n)
        case .absolute: Row.absolute(a, out, n)
        case .squareRoot: Row.squareRoot(a, out, n)
        case .exponential: Row.exponential(a, out, n)
        case .logarithm: Row.logarithm(a, out, n)
        case .less: Row.less(a, b, out, n)
        case .lessOrEqual: Row.lessOrEqual(a, b, out, n)
        case .equal: Row.equal(a, b, out, n)
        case .notEqual: Row.notEqual(a, b, out, n)
        case .and: Row.and(a, b, out, n)
        case .or: Row.or(a, b, out, n)
        case .not: Row.not(a, out, n)
        case .select: Row.select(a, b, c, out, n)
        case .ramp: Row.ramp(a, b, c, out, n, spare)
        case .floor: Row.floor(a, out, n)
        case .sine: Row.sine(a, out, n)
        case .cosine: Row.cosine(a, out, n)
        case .copy, .input, .constant: Row.copy(a, out, n)
        case .share: Row.share(a, b, out, n)
        case .hillInteger: Row.hill(a, b, integer: Int(instruction.exponent), out, n)
        }
        return isUniform
    }

    /// Evaluates one lane, plainly: the reference that `run` agrees with bit for bit.
    public func scalar(_ inputs: [Double]) -> [Double] {
        precondition(inputs.count == inputCount, "as many numbers as inputs")
        var slots = inputs + constants + [Double](repeating: 0, count: registerCount)
        for instruction in instructions {
            slots[Int(instruction.target)] = Lane.value(
                instruction.code, slots[Int(instruction.a)], slots[Int(instruction.b)], slots[Int(instruction.c)],
                exponent: instruction.exponent)
        }
        return outputs.map { slots[Int($0)] }
    }
}
