/// The F distribution of Fisher and Snedecor: the ratio of two mean squares.
public enum FisherSnedecor {
    /// The probability of a ratio above f, whose numerator has `above` degrees of freedom and its denominator `below`.
    public static func upper(_ f: Double, above: Double, below: Double) -> Double {
        guard above > 0, below > 0, !f.isNaN else { return .nan }
        if f <= 0 { return 1 }
        if f == .infinity { return 0 }
        let whole = below + above * f
        return Beta.regularised(below / whole, above * f / whole, 0.5 * below, 0.5 * above)
    }
}
