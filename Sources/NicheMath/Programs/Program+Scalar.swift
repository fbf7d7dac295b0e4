extension Program {
    /// Evaluates one lane, plainly: the reference that `run` agrees with bit for bit.
    public func scalar(_ inputs: [Double]) -> [Double] {
        precondition(inputs.count == inputCount, "as many numbers as inputs")
        var slots = inputs + [Double](repeating: 0, count: slotCount - inputCount)
        slots.withUnsafeMutableBufferPointer { slots in
            if let first = slots.baseAddress { scalar(slots: first) }
        }
        return outputs.map { slots[Int($0)] }
    }

    /// The same in memory of the caller's: `slots` holds `slotCount` numbers, the inputs first; see ``result(_:in:)``.
    public func scalar(slots: UnsafeMutablePointer<Double>) {
        for i in constants.indices { slots[inputCount + i] = constants[i] }
        evaluate(scalars, slots)
        evaluate(instructions, slots)
    }

    /// An output after ``scalar(slots:)``.
    public func result(_ i: Int, in slots: UnsafePointer<Double>) -> Double { slots[Int(outputs[i])] }

    private func evaluate(_ instructions: [Instruction], _ slots: UnsafeMutablePointer<Double>) {
        instructions.withUnsafeBufferPointer { instructions in
            for instruction in instructions {
                slots[Int(instruction.target)] = Lane.value(
                    instruction.code, slots[Int(instruction.a)], slots[Int(instruction.b)], slots[Int(instruction.c)],
                    exponent: instruction.exponent)
            }
        }
    }
}
