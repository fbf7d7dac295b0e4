/// What a quantity measures: powers of length, time, amount, pressure and dose, and of the counted units a model declares.
///
/// Powers are kept in halves, so that a noise in h^-1/2 has a dimension.
public struct Dimension: Hashable, Sendable {
    /// Twice the power of each base; the built-in ones first, then one for each counted unit of the model.
    private var halves: [Int8]

    public static let one = Dimension(halves: [])
    public static let length = Dimension(base: 0)
    public static let time = Dimension(base: 1)
    public static let amount = Dimension(base: 2)
    public static let pressure = Dimension(base: 3)
    public static let dose = Dimension(base: 4)
    static let builtInBases = 5

    public static let volume = length.raised(halves: 6)
    public static let area = length.raised(halves: 4)
    public static let rate = one / time
    public static let speed = length / time
    public static let diffusion = area / time

    private init(halves: [Int8]) {
        self.halves = halves
        while self.halves.last == 0 { self.halves.removeLast() }
    }

    init(base: Int) { self.init(halves: Array(repeating: 0, count: base) + [2]) }

    public static func * (a: Dimension, b: Dimension) -> Dimension { combine(a, b) { $0 &+ $1 } }
    public static func / (a: Dimension, b: Dimension) -> Dimension { combine(a, b) { $0 &- $1 } }

    private static func combine(_ a: Dimension, _ b: Dimension, _ sum: (Int8, Int8) -> Int8) -> Dimension {
        let count = max(a.halves.count, b.halves.count)
        func half(_ d: Dimension, _ i: Int) -> Int8 { i < d.halves.count ? d.halves[i] : 0 }
        return Dimension(halves: (0..<count).map { sum(half(a, $0), half(b, $0)) })
    }

    /// The dimension raised to `halves`/2. Powers beyond ±31 are cut; no physical quantity has them.
    public func raised(halves power: Int) -> Dimension {
        Dimension(halves: halves.map { Int8(clamping: Int($0) * power / 2) })
    }

    /// Whether a power of halves/2 leaves whole halves.
    func canRaise(halves power: Int) -> Bool {
        abs(power) <= 12 && halves.allSatisfy { Int($0) * power % 2 == 0 && abs(Int($0) * power / 2) < 60 }
    }

    public var isOne: Bool { halves.isEmpty }

    /// In words that a reader knows, with counted units by name: "1/time", "length^2/time", "no unit".
    public func words(_ counted: [String] = []) -> String {
        if isOne { return "no unit" }
        let names = ["length", "time", "amount", "pressure", "dose"] + counted
        func part(_ i: Int, _ half: Int) -> String {
            let name = i < names.count ? names[i] : "count"
            if half == 2 { return name }
            return half % 2 == 0 ? "\(name)^\(half / 2)" : "\(name)^\(Double(half) / 2)"
        }
        if self == Dimension.amount / Dimension.volume { return "concentration" }
        if self == Dimension.volume { return "volume" }
        let above = halves.enumerated().filter { $0.1 > 0 }.map { part($0.0, Int($0.1)) }
        let below = halves.enumerated().filter { $0.1 < 0 }.map { part($0.0, -Int($0.1)) }
        let top = above.isEmpty ? "1" : above.joined(separator: " ")
        return below.isEmpty ? top : "\(top)/\(below.joined(separator: "/"))"
    }
}
