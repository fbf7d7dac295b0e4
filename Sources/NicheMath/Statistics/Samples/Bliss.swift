/// Independent action of two drugs after Bliss: shares of effect, in [0, 1], that add as chances of independent events.
/// - Source: Bliss, Annals of Applied Biology 26 (1939) 585.
public enum Bliss {
    /// The effect expected of both: a + b - a b.
    public static func expected(_ a: Double, _ b: Double) -> Double { a + b - a * b }

    /// The effect of both over what is expected: above 0 is synergy, below 0 antagonism.
    public static func excess(_ a: Double, _ b: Double, both: Double) -> Double { both - expected(a, b) }
}
