/// What a judged number must obey: a direction (`above`, `below`), or a size (`between`).
public enum Bound: Sendable, Equatable {
    case above(Double), below(Double), between(Double, Double)

    /// Whether the whole interval lies where it should.
    public func holds(for interval: ClosedRange<Double>) -> Bool {
        switch self {
        case .above(let least): interval.lowerBound > least
        case .below(let most): interval.upperBound < most
        case .between(let least, let most): least <= interval.lowerBound && interval.upperBound <= most
        }
    }

    /// Whether the whole interval lies where it should not.
    public func isBroken(by interval: ClosedRange<Double>) -> Bool {
        switch self {
        case .above(let least): interval.upperBound < least
        case .below(let most): interval.lowerBound > most
        case .between(let least, let most): interval.upperBound < least || interval.lowerBound > most
        }
    }

    public func admits(_ value: Double) -> Bool { holds(for: value...value) }
}
