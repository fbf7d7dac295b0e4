import Foundation

/// Values of what is known before the run. The engine evaluates the same terms with functions of its own; here the last bit does not matter
/// for what runs, only for what is shown and refused.
enum Fold {
    static func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }

    static func call(_ function: Term.Function, _ a: [Double]) -> Double {
        switch function {
        case .min: a.reduce(a[0], Swift.min)
        case .max: a.reduce(a[0], Swift.max)
        case .abs: abs(a[0])
        case .sqrt: a[0].squareRoot()
        case .exp: exp(a[0])
        case .log: log(a[0])
        case .hill: hill(a[0], a[1], a[2])
        case .ramp: ramp(a[0], a[1], a[2])
        case .floor: floor(a[0])
        case .sin: sin(a[0])
        case .cos: cos(a[0])
        }
    }

    private static func hill(_ x: Double, _ half: Double, _ n: Double) -> Double {
        if x <= 0 { return 0 }
        return 1 / (1 + pow(half / x, n))
    }

    private static func ramp(_ x: Double, _ a: Double, _ b: Double) -> Double {
        a == b ? .nan : Swift.min(Swift.max((x - a) / (b - a), 0), 1)
    }
}
