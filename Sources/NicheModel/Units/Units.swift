/// The units a model may write, and what each is in the engine's own: µm, min, zmol (10⁻²¹ mol), mmHg, Gy.
///
/// With zeptomoles and cubic micrometres, 1 µM is 1, so concentrations are of order one in the state.
public struct Units: Sendable {
    public struct Unit: Sendable, Hashable {
        public var factor: Double
        public var dimension: Dimension
    }

    public private(set) var table: [String: Unit]
    /// Counted units that models declared, in order.
    public private(set) var counted: [String] = []

    public init() {
        let length = Dimension.length, time = Dimension.time, volume = Dimension.volume
        let concentration = Dimension.amount / volume
        table = [
            "nm": Unit(factor: 1e-3, dimension: length), "um": Unit(factor: 1, dimension: length),
            "mm": Unit(factor: 1000, dimension: length), "cm": Unit(factor: 10_000, dimension: length),
            "s": Unit(factor: 1.0 / 60, dimension: time), "min": Unit(factor: 1, dimension: time),
            "h": Unit(factor: 60, dimension: time), "d": Unit(factor: 1440, dimension: time),
            "fL": Unit(factor: 1, dimension: volume), "pL": Unit(factor: 1e3, dimension: volume),
            "nL": Unit(factor: 1e6, dimension: volume), "uL": Unit(factor: 1e9, dimension: volume),
            "amol": Unit(factor: 1e3, dimension: .amount), "fmol": Unit(factor: 1e6, dimension: .amount),
            "pmol": Unit(factor: 1e9, dimension: .amount), "nM": Unit(factor: 1e-3, dimension: concentration),
            "uM": Unit(factor: 1, dimension: concentration), "mM": Unit(factor: 1e3, dimension: concentration),
            "mmHg": Unit(factor: 1, dimension: .pressure), "Gy": Unit(factor: 1, dimension: .dose),
            "%": Unit(factor: 0.01, dimension: .one),
        ]
    }

    public subscript(name: String) -> Unit? { table[name] }

    mutating func declareCounted(_ name: String) {
        guard table[name] == nil else { return }
        table[name] = Unit(factor: 1, dimension: Dimension(base: Dimension.builtInBases + counted.count))
        counted.append(name)
    }

    public func words(_ dimension: Dimension) -> String { dimension.words(counted) }

    /// An example of a quantity of this dimension, for error messages: "20 h".
    func example(of dimension: Dimension) -> String? {
        let examples: [(Dimension, String)] = [
            (.time, "20 h"), (.rate, "0.02 /h"), (.length, "20 um"), (.volume, "5 pL"), (.speed, "0.6 um/min"),
            (.diffusion, "600 um^2/min"),
            (.pressure, "40 mmHg"), (.dose, "2 Gy"), (.amount / .volume, "5 uM"), (.one / .volume, "4e-4 /um^3"),
            (.pressure / .time, "1200 mmHg/min"), (.amount / .volume / .time, "15 uM/h"),
        ]
        return examples.first { $0.0 == dimension }?.1
    }
}
