extension Program {
    /// What an expression node computes. Truth is 1 and falsity 0; any number but 0 counts as true (NaN too).
    public enum Operation: UInt8, Sendable, CaseIterable {
        /// a + b.
        case add
        /// a - b.
        case subtract
        /// a b.
        case multiply
        /// a / b; a division by zero gives an infinity or NaN, for the caller to detect.
        case divide
        /// -a.
        case negate
        /// a to the power b (`Elementary.pow`).
        case power
        /// The smaller of a and b; NaN if either is.
        case minimum
        /// The larger of a and b; NaN if either is.
        case maximum
        /// |a|.
        case absolute
        /// √a; NaN for a < 0.
        case squareRoot
        /// e^a.
        case exponential
        /// ln a; -infinity for 0, NaN below.
        case logarithm
        /// a < b.
        case less
        /// a <= b.
        case lessOrEqual
        /// a = b.
        case equal
        /// a ≠ b.
        case notEqual
        /// Both a and b.
        case and
        /// a or b or both.
        case or
        /// Not a.
        case not
        /// b where a is true, c elsewhere. Both are computed; what the one not taken holds does not matter.
        case select
        /// hill(x, K, n) = x^n / (K^n + x^n), and 0 for x <= 0; K is not negative.
        case hill
        /// ramp(x, a, b) = (x - a) / (b - a) clipped to 0...1, rising for a < b and falling for a > b; a step up at a = b.
        case ramp
        /// The largest integer not above a.
        case floor
        /// sin a (radians); NaN for |a| > 1e6.
        case sine
        /// cos a (radians); NaN for |a| > 1e6.
        case cosine

        /// The number of operands.
        public var operandCount: Int {
            switch self {
            case .negate, .absolute, .squareRoot, .exponential, .logarithm, .not, .floor, .sine, .cosine: 1
            case .select, .hill, .ramp: 3
            default: 2
            }
        }
    }
}
