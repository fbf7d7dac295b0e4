extension Program {
    /// What an instruction does: an operation, or a form that operations are lowered to.
    enum Code: UInt8, Sendable {
        case add, subtract, multiply, divide, negate, power, minimum, maximum, absolute, squareRoot, exponential, logarithm
        case less, lessOrEqual, equal, notEqual, and, or, not, select, ramp, floor, sine, cosine
        /// a itself: an output that is one number for all lanes.
        case copy
        /// The Hill function of x = a with (K/x)^n = b.
        case share
        /// The Hill function of x = a with 1/K = b and the integer n of the instruction.
        case hillInteger
        /// a b + c, a b - c and c - a b, each product rounded before the sum: two instructions in one pass over the lanes.
        case productPlus, productMinus, minusProduct
        /// a / (b + c), the sum rounded first.
        case quotientOfSum
        /// Nodes of the builder that are no instructions.
        case input, constant

        /// The operands it reads.
        var operandCount: Int {
            switch self {
            case .negate, .absolute, .squareRoot, .exponential, .logarithm, .not, .floor, .sine, .cosine, .copy: 1
            case .select, .ramp, .productPlus, .productMinus, .minusProduct, .quotientOfSum: 3
            case .input, .constant: 0
            default: 2
            }
        }
    }

    /// One step: registers and other slots by number. A code of fewer operands repeats its first one.
    struct Instruction: Sendable {
        var code: Code
        /// Which operands are one number for all lanes.
        var form: Form
        /// The exponent of `hillInteger`.
        var exponent: Int16
        var target: UInt16
        var a: UInt16
        var b: UInt16
        var c: UInt16
    }
}
