/// The gamma function's logarithm and its regularised incomplete integrals.
public enum Gamma {
    /// ln Γ(x) for x > 0; NaN elsewhere. Absolute error below 1e-14 times the larger of 1 and the result.
    ///
    /// Γ(x) = Γ(x + n) / (x (x + 1) … (x + n - 1)) lifts x to 16 or more, where Stirling's series has eight terms.
    /// - Source: Abramowitz & Stegun (1964), 6.1.41.
    public static func log(_ x: Double) -> Double {
        guard x > 0 else { return .nan }
        if x == .infinity { return .infinity }
        var z = x
        var product = 1.0
        while z < 16 {
            product *= z
            z += 1
        }
        let halfLogTwoPi = 0x1.d67f1c864beb5p-1
        return (z - 0.5) * Elementary.log(z) - z + halfLogTwoPi + stirling(z) - Elementary.log(product)
    }

    /// Stirling's series: ln Γ(z) less its leading terms, for z >= 16.
    private static func stirling(_ z: Double) -> Double {
        let square = z * z
        let tail = (1.0 / 1188 - (691.0 / 360_360 - 1.0 / 156 / square) / square) / square
        return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - tail) / square) / square) / square) / z
    }

    /// P(a, x) = ∫₀ˣ t^(a-1) e^-t dt / Γ(a) for a > 0 and x >= 0; NaN elsewhere.
    public static func lower(_ a: Double, _ x: Double) -> Double {
        guard a > 0, x >= 0 else { return .nan }
        if x == 0 { return 0 }
        return x < a + 1 ? series(a, x) : 1 - fraction(a, x)
    }

    /// Q(a, x) = 1 - P(a, x), accurate where it is small.
    public static func upper(_ a: Double, _ x: Double) -> Double {
        guard a > 0, x >= 0 else { return .nan }
        if x == 0 { return 1 }
        return x < a + 1 ? 1 - series(a, x) : fraction(a, x)
    }

    /// x^a e^-x / Γ(a).
    private static func front(_ a: Double, _ x: Double) -> Double { Elementary.exp(a * Elementary.log(x) - x - log(a)) }

    /// P as a power series in x.
    private static func series(_ a: Double, _ x: Double) -> Double {
        var term = 1 / a
        var sum = term
        var n = a
        while term > sum * 0x1p-54 {
            n += 1
            term *= x / n
            sum += term
        }
        return sum * front(a, x)
    }

    /// Q as a continued fraction, by Lentz's method; a term is 1 for long before rounding stops it, hence the tolerance.
    /// - Source: Abramowitz & Stegun (1964), 6.5.31; Press et al., Numerical Recipes (2007), 6.2.
    private static func fraction(_ a: Double, _ x: Double) -> Double {
        if x == .infinity { return 0 }
        let tiny = 0x1p-1000
        var b = x + 1 - a
        var c = 1 / tiny
        var d = 1 / b
        var h = d
        for i in 1...100_000 {
            let k = Double(i)
            let numerator = -k * (k - a)
            b += 2
            d = numerator * d + b
            d = 1 / (d.magnitude < tiny ? tiny : d)
            c = b + numerator / c
            c = c.magnitude < tiny ? tiny : c
            let factor = c * d
            h *= factor
            if (factor - 1).magnitude <= 0x1p-51 { break }
        }
        return h * front(a, x)
    }
}
