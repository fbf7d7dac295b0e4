/// What pressure a just confluent layer would have, before it is called 1.
///
/// Bodies of radius r that fill the plane as hexagons of their own area stand d = 2 r √(π / (2√3)) apart and have six neighbours;
/// those that fill space stand d = 2 r (π / (3√2))^(1/3) apart and have twelve.
///
/// - Source: Ghaffarizadeh et al. (2018) PLoS Comput Biol 14:e1005991, supplement (simple pressure and its scale).
enum Confluence {
    /// 6 (1 - √(π / (2√3)))²
    static let flat: Double = {
        let gap = 1 - (Double.pi / (2 * 3.0.squareRoot())).squareRoot()
        return 6 * gap * gap
    }()

    /// 12 (1 - (π / (3√2))^(1/3))²
    static let full: Double = {
        let gap = 1 - cubeRoot(Double.pi / (3 * 2.0.squareRoot()))
        return 12 * gap * gap
    }()

    /// Newton's steps for t³ = value, for a value near 1.
    private static func cubeRoot(_ value: Double) -> Double {
        var t = 1.0
        for _ in 0..<40 { t -= (t * t * t - value) / (3 * t * t) }
        return t
    }
}
