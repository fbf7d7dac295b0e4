/// A compensated sum of terms in the order they come: the error stays at one rounding of the total.
/// - Source: Neumaier, ZAMM 54 (1974) 39 (Kahan's sum, with the larger operand taken as the reference).
public struct OrderedSum: Sendable {
    @usableFromInline var sum = 0.0
    @usableFromInline var lost = 0.0

    /// An empty sum.
    @inlinable
    public init() {}

    /// Adds a term.
    @inlinable @inline(__always)
    public mutating func add(_ term: Double) {
        let next = sum + term
        lost += sum.magnitude >= term.magnitude ? (sum - next) + term : (term - next) + sum
        sum = next
    }

    /// The total so far. An infinite total is kept as it is: its compensation is meaningless.
    @inlinable @inline(__always)
    public var value: Double { sum.isFinite ? sum + lost : sum }
}
