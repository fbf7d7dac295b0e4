/// The chi-square distribution.
public enum ChiSquare {
    /// The probability of a value above x; 1 where x is not positive.
    public static func upper(_ x: Double, freedom: Double) -> Double {
        x <= 0 ? 1 : Gamma.upper(0.5 * freedom, 0.5 * x)
    }
}
