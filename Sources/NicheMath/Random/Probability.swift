/// Logarithms of discrete distributions, without the cancellation of large factorials.
/// - Source: Loader, "Fast and accurate computation of binomial probabilities" (2000): the saddle-point expansion.
enum Probability {
    /// ln of the Poisson probability of k.
    static func logPoisson(_ k: Double, mean: Double) -> Double {
        if k == 0 { return -mean }
        return -stirlingError(k) - deviance(k, mean) - 0.5 * Elementary.log(0x1.921fb54442d18p2 * k)
    }

    /// ln of the binomial probability of k among `trials` of probability p.
    static func logBinomial(_ k: Double, trials n: Double, p: Double) -> Double {
        if k == 0 { return n * Elementary.logOnePlus(-p) }
        if k == n { return n * Elementary.log(p) }
        let rest = n - k
        let errors = stirlingError(n) - stirlingError(k) - stirlingError(rest)
        return errors - deviance(k, n * p) - deviance(rest, n * (1 - p))
            - 0.5 * Elementary.log(0x1.921fb54442d18p2 * k * (rest / n))
    }

    /// ln n! - ln(√(2πn) (n/e)^n) for an integer n >= 1: tabulated to 15, then the asymptotic series.
    static func stirlingError(_ n: Double) -> Double {
        if n < 16 { return errors[Int(n)] }
        let square = n * n
        return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square) / square) / n
    }

    /// x ln(x / m) + m - x; a series where x is near m, since the terms then cancel.
    static func deviance(_ x: Double, _ m: Double) -> Double {
        if (x - m).magnitude >= 0.1 * (x + m) { return x * Elementary.log(x / m) + m - x }
        let v = (x - m) / (x + m)
        var sum = (x - m) * v
        var power = 2 * x * v
        var order = 3.0
        while true {
            power *= v * v
            let next = sum + power / order
            if next == sum { return next }
            sum = next
            order += 2
        }
    }

    private static let errors: [Double] = [
        0, 0.08106146679532726, 0.0413406959554093, 0.02767792568499834, 0.020790672103765093, 0.016644691189821193,
        0.013876128823070748, 0.01189670994589177, 0.010411265261972096, 0.009255462182712733, 0.00833056343336287,
        0.007573675487951841, 0.00694284010720953, 0.006408994188004207, 0.0059513701127588475, 0.005554733551962801,
    ]
}
