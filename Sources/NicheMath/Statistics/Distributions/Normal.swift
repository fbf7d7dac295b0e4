/// The standard normal distribution.
public enum Normal {
    /// The probability of a value below x.
    public static func cumulative(_ x: Double) -> Double { upper(-x) }

    /// The probability of a value above x, accurate where it is small.
    public static func upper(_ x: Double) -> Double {
        let half = 0.5 * x * x
        return x < 0 ? 0.5 + 0.5 * Gamma.lower(0.5, half) : 0.5 * Gamma.upper(0.5, half)
    }

    /// The probability of a value further from 0 than x, on either side.
    public static func twoSided(_ x: Double) -> Double { Gamma.upper(0.5, 0.5 * x * x) }

    /// The value below which the share p lies; ∓infinity for 0 and 1, NaN outside [0, 1]. Relative error about 1e-16.
    /// - Source: Wichura, "Algorithm AS 241", Applied Statistics 37 (1988) 477, PPND16.
    public static func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p == 0 { return -.infinity }
        if p == 1 { return .infinity }
        let q = p - 0.5
        if q.magnitude <= 0.425 { return q * ratio(0.180625 - q * q, central) }
        let r = Elementary.squareRoot(-Elementary.log(q < 0 ? p : 1 - p))
        let size = r <= 5 ? ratio(r - 1.6, outer) : ratio(r - 5, far)
        return q < 0 ? -size : size
    }

    private typealias Polynomials = (above: [Double], below: [Double])

    private static func ratio(_ x: Double, _ polynomials: Polynomials) -> Double {
        func value(_ coefficients: [Double]) -> Double { coefficients.reversed().reduce(0) { $0 * x + $1 } }
        return value(polynomials.above) / value(polynomials.below)
    }

    private static let central: Polynomials = (
        [
            3.3871328727963666080, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
            4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3,
        ],
        [
            1, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
            2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3,
        ]
    )
    private static let outer: Polynomials = (
        [
            1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
            1.27045825245236838258, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
        ],
        [
            1, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1,
            1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
        ]
    )
    private static let far: Polynomials = (
        [
            6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 2.96560571828504891230e-1,
            2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
        ],
        [
            1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
            7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
        ]
    )
}
