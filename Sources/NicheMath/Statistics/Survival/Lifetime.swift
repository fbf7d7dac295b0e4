/// A time to an event, or until which none was seen.
public struct Lifetime: Sendable, Equatable {
    /// The time of the event, or the last at which there was none.
    public let time: Double
    /// Whether the event came; otherwise the lifetime is censored and longer than `time`.
    public let isEnded: Bool

    public init(_ time: Double, isEnded: Bool = true) {
        self.time = time
        self.isEnded = isEnded
    }
}
