/// The error function, 2/√π times the integral of e^(-t²) from 0.
public enum ErrorFunction {
    /// erf x, in [-1, 1].
    public static func value(_ x: Double) -> Double {
        let size = Gamma.lower(0.5, x * x)
        return x < 0 ? -size : size
    }

    /// erfc x = 1 - erf x, accurate where it is small.
    public static func complement(_ x: Double) -> Double {
        let square = x * x
        return x < 0 ? 1 + Gamma.lower(0.5, square) : Gamma.upper(0.5, square)
    }
}
