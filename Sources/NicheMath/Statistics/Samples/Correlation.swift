/// A correlation coefficient and whether it differs from 0.
public struct Correlation: Sendable, Equatable {
    /// The coefficient, in [-1, 1].
    public let coefficient: Double
    /// The two-sided p-value, by t = r √(f / (1 - r²)).
    public let p: Double
    /// f: pairs less two, less the variables held fixed.
    public let freedom: Double

    private init(_ coefficient: Double, freedom: Double) {
        self.coefficient = coefficient
        self.freedom = freedom
        let rest = 1 - coefficient * coefficient
        p = rest > 0 ? Student.twoSided(coefficient * Elementary.squareRoot(freedom / rest), freedom: freedom) : 0
    }

    /// Pearson's correlation of x and y. Nil for unequal counts, fewer than three pairs, a number that is not finite, or one
    /// that never varies.
    public static func pearson(_ x: [Double], _ y: [Double]) -> Correlation? { partial(x, y, given: []) }

    /// Spearman's correlation: Pearson's of the ranks. Nil as for Pearson's, but infinite numbers have ranks.
    /// - Source: Spearman, American Journal of Psychology 15 (1904) 72.
    public static func spearman(_ x: [Double], _ y: [Double]) -> Correlation? { partialSpearman(x, y, given: []) }

    /// Pearson's correlation of what straight lines in the variables `given` leave of x and y. Nil as for Pearson's, where x or y follows
    /// from the others, or with too few rows for so many.
    public static func partial(_ x: [Double], _ y: [Double], given: [[Double]]) -> Correlation? {
        let freedom = x.count - 2 - given.count
        guard freedom > 0, ([x, y] + given).allSatisfy({ $0.count == x.count && $0.allSatisfy(\.isFinite) }) else { return nil }
        guard let a = rest(x, given), let b = rest(y, given) else { return nil }
        func product(_ u: [Double], _ v: [Double]) -> Double { Sample.sum(zip(u, v)) { $0 * $1 } }
        let coefficient = product(a, b) / Elementary.squareRoot(product(a, a) * product(b, b))
        return Correlation(min(1, max(-1, coefficient)), freedom: Double(freedom))
    }

    /// The same of ranks: the correlation of x and y that is not explained by the variables `given`.
    public static func partialSpearman(_ x: [Double], _ y: [Double], given: [[Double]]) -> Correlation? {
        guard !(([x, y] + given).joined().contains(where: \.isNaN)) else { return nil }
        return partial(Ranks(x).values, Ranks(y).values, given: given.map { Ranks($0).values })
    }

    /// What the mean and the variables `given` leave of `values`; nil if that is only rounding.
    private static func rest(_ values: [Double], _ given: [[Double]]) -> [Double]? {
        let mean = Sample.sum(values) { $0 } / Double(values.count)
        let centred = values.map { $0 - mean }
        var rest = centred
        if !given.isEmpty {
            guard let fixed = LeastSquares(columns: [[Double](repeating: 1, count: values.count)] + given) else { return nil }
            rest = fixed.residuals(centred)
        }
        let size = Sample.sum(values) { $0 * $0 }
        return Sample.sum(rest) { $0 * $0 } > 1e-24 * size ? rest : nil
    }
}
