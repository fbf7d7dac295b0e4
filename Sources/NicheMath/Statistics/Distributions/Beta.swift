/// The regularised incomplete beta integral, of which the t, F and binomial distributions are made.
public enum Beta {
    /// I(a, b) = ∫₀ˣ t^(a-1) (1-t)^(b-1) dt / B(a, b) for a, b > 0 and x in [0, 1]; NaN elsewhere.
    public static func regularised(_ x: Double, _ a: Double, _ b: Double) -> Double { regularised(x, 1 - x, a, b) }

    /// The same for callers who know 1 - x better than by that difference.
    static func regularised(_ x: Double, _ complement: Double, _ a: Double, _ b: Double) -> Double {
        guard a > 0, b > 0, x >= 0, complement >= 0 else { return .nan }
        if x == 0 { return 0 }
        if complement == 0 { return 1 }
        // The fraction converges fast below the mean of the distribution; above it the other tail is computed.
        return x < (a + 1) / (a + b + 2) ? tail(x, complement, a, b) : 1 - tail(complement, x, b, a)
    }

    /// ln B(a, b).
    static func log(_ a: Double, _ b: Double) -> Double { Gamma.log(a) + Gamma.log(b) - Gamma.log(a + b) }

    /// The integral as a continued fraction, by Lentz's method.
    /// - Source: Abramowitz & Stegun (1964), 26.5.8; Press et al., Numerical Recipes (2007), 6.4.
    private static func tail(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
        let tiny = 0x1p-1000
        func kept(_ v: Double) -> Double { v.magnitude < tiny ? tiny : v }
        var c = 1.0
        var d = 1 / kept(1 - (a + b) * x / (a + 1))
        var h = d
        for i in 1...100_000 {
            let m = Double(i)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / kept(1 + even * d)
            c = kept(1 + even / c)
            h *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / kept(1 + odd * d)
            c = kept(1 + odd / c)
            let factor = d * c
            h *= factor
            if (factor - 1).magnitude <= 0x1p-51 { break }
        }
        return Elementary.exp(a * Elementary.log(x) + b * Elementary.log(y) - log(a, b)) / a * h
    }
}
