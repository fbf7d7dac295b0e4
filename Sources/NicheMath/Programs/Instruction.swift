extension Program {
    /// What an instruction does: an operation, or a form that operations are lowered to.
    enum Code: UInt8, Sendable {
        case add, subtract, multiply, divide, negate, power, minimum, maximum, absolute, squareRoot, exponential, logarithm
        case less, lessOrEqual, equal, notEqual, and, or, not, select, ramp, floor, sine, cosine
        /// a itself: an input that is also an output.
        case copy
        /// The Hill function of x = a with (K/x)^n = b.
        case share
        /// The Hill function of x = a with 1/K = b and the integer n of the instruction.
        case hillInteger
        /// Nodes of the builder that are no instructions.
        case input, constant
    }

    /// One step: registers and other slots by number. A code of fewer operands repeats its first one.
    struct Instruction: Sendable {
        var code: Code
        /// The exponent of `hillInteger`.
        var exponent: Int32
        var target: Int32
        var a: Int32
        var b: Int32
        var c: Int32
    }
}
