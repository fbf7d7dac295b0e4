/// A secret of one session: whoever has it was told it by the program that serves.
public struct Token: Sendable {
    /// 128 random bits as 32 digits.
    public let text: String

    /// From the system's own source of random numbers.
    public init() {
        var source = SystemRandomNumberGenerator()
        text = (0..<2).map { _ in
            let digits = String(source.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// In the same time whatever is wrong.
    func isEqual(to other: String) -> Bool {
        let (a, b) = (Array(text.utf8), Array(other.utf8))
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
