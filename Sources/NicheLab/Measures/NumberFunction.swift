import NicheMath

/// What may be done with numbers in measures and judged sentences.
public enum NumberFunction: String, Sendable, CaseIterable {
    case add = "+", subtract = "-", multiply = "*", divide = "/", power = "^"
    case negate, log, exp, sqrt, abs, min, max
    /// `select(a, b, x, y)`: x where a is above b, else y.
    case select

    /// The functions that are written by their names.
    static let named: [NumberFunction] = [.log, .exp, .sqrt, .abs, .min, .max, .select]

    var arity: ClosedRange<Int> {
        switch self {
        case .add, .subtract, .multiply, .divide, .power: 2...2
        case .negate, .log, .exp, .sqrt, .abs: 1...1
        case .min, .max: 2...8
        case .select: 4...4
        }
    }

    /// NaN where there is no such number, as of the logarithm of none.
    func value(_ x: [Double]) -> Double {
        switch self {
        case .add: x[0] + x[1]
        case .subtract: x[0] - x[1]
        case .multiply: x[0] * x[1]
        case .divide: x[1] == 0 ? .nan : x[0] / x[1]
        case .power: Elementary.pow(x[0], x[1])
        case .negate: -x[0]
        case .log: x[0] > 0 ? Elementary.log(x[0]) : .nan
        case .exp: Elementary.exp(x[0])
        case .sqrt: x[0] >= 0 ? x[0].squareRoot() : .nan
        case .abs: Swift.abs(x[0])
        case .min: x.contains(where: \.isNaN) ? .nan : x.min()!
        case .select: x[0].isNaN || x[1].isNaN ? .nan : x[0] > x[1] ? x[2] : x[3]
        case .max: x.contains(where: \.isNaN) ? .nan : x.max()!
        }
    }
}
