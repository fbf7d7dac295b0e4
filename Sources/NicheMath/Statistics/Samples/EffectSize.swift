/// Differences in units of the spread, without a unit.
public enum EffectSize {
    /// Hedges' g: the difference of two means (first less second) over their pooled standard deviation, corrected for the bias of
    /// small samples. Nil for fewer than two values in either, one that is not finite, or no spread.
    /// - Source: Hedges, Journal of Educational Statistics 6 (1981) 107, with the exact correction.
    public static func hedges(_ first: [Double], _ second: [Double]) -> Double? {
        guard first.count > 1, second.count > 1, let a = Sample(first), let b = Sample(second) else { return nil }
        let freedom = Double(a.count + b.count - 2)
        let pooled = (Double(a.count - 1) * a.variance + Double(b.count - 1) * b.variance) / freedom
        guard pooled > 0 else { return nil }
        return (a.mean - b.mean) / Elementary.squareRoot(pooled) * correction(freedom)
    }

    /// The same for pairs: the mean of the differences over their standard deviation, corrected.
    public static func hedges(paired first: [Double], _ second: [Double]) -> Double? {
        guard first.count == second.count, first.count > 1, let differences = Sample(zip(first, second).map { $0 - $1 }) else { return nil }
        guard differences.variance > 0 else { return nil }
        return differences.mean / differences.deviation * correction(Double(differences.count - 1))
    }

    /// Γ(m/2) / (√(m/2) Γ((m-1)/2)); for one degree of freedom Γ(0) makes it 0.
    private static func correction(_ freedom: Double) -> Double {
        guard freedom > 1 else { return 0 }
        return Elementary.exp(Gamma.log(0.5 * freedom) - Gamma.log(0.5 * (freedom - 1))) / Elementary.squareRoot(0.5 * freedom)
    }
}
