/// A response as a sum of columns, each times a coefficient, by least squares.
///
///     let model = LinearModel(logVolume, on: [null, treated, .interaction(null, treated)])
///     model?["null:treated"]?.p
public struct LinearModel: Sendable {
    /// A column of the model: a number a row.
    public struct Column: Sendable {
        public let name: String
        public let values: [Double]

        public init(_ name: String, _ values: [Double]) {
            self.name = name
            self.values = values
        }

        /// 1 where `isIn`, else 0.
        public init(_ name: String, _ isIn: [Bool]) { self.init(name, isIn.map { $0 ? 1 : 0 }) }

        /// The product of two columns, called `a:b`.
        public static func interaction(_ a: Column, _ b: Column) -> Column {
            Column("\(a.name):\(b.name)", zip(a.values, b.values).map { $0 * $1 })
        }

        /// A column for each level but the first, which the others are compared with; rows hold the number of their level.
        public static func indicators(_ levels: [String], _ rows: [Int]) -> [Column] {
            levels.indices.dropFirst().map { level in Column(levels[level], rows.map { $0 == level }) }
        }
    }

    /// A coefficient: the unit of the response over that of its column.
    public struct Term: Sendable, Equatable {
        public let name: String
        public let estimate: Double
        public let error: Double
        public let t: Double
        /// The two-sided p-value of a coefficient of 0.
        public let p: Double
        public let freedom: Double

        /// The interval that holds the coefficient with confidence `level`.
        public func interval(level: Double = 0.95) -> ClosedRange<Double> {
            let reach = error == 0 ? 0 : Student.quantile(0.5 + 0.5 * level, freedom: freedom) * error
            return estimate - reach...estimate + reach
        }
    }

    /// The coefficients: `intercept`, then the columns in their order.
    public let terms: [Term]
    /// Rows less coefficients.
    public let freedom: Double
    /// The mean square of what is left of the response.
    public let residualVariance: Double
    /// R²: the share of the response's variance that the columns take; NaN for a response that never varies.
    public let determination: Double

    /// Fits an intercept and the columns. Nil where columns differ in length from the response, a number is not finite, rows are not
    /// more than coefficients, or a column follows from the ones before it.
    public init?(_ response: [Double], on columns: [Column]) {
        let all = [Column("intercept", [Double](repeating: 1, count: response.count))] + columns
        guard response.count > all.count, response.allSatisfy(\.isFinite) else { return nil }
        guard all.allSatisfy({ $0.values.count == response.count && $0.values.allSatisfy(\.isFinite) }) else { return nil }
        guard let squares = LeastSquares(columns: all.map(\.values)), let sample = Sample(response) else { return nil }
        let left = Sample.sum(squares.residuals(response)) { $0 * $0 }
        let whole = Sample.sum(response) { ($0 - sample.mean) * ($0 - sample.mean) }
        let freedom = Double(response.count - all.count)
        let variance = left / freedom
        self.freedom = freedom
        residualVariance = variance
        determination = whole > 0 ? 1 - left / whole : .nan
        let fitted = zip(squares.coefficients(response), squares.variances)
        terms = zip(all, fitted).map { column, fit in
            let error = Elementary.squareRoot(fit.1 * variance)
            let t = fit.0 == 0 ? 0 : fit.0 / error
            return Term(
                name: column.name, estimate: fit.0, error: error, t: t, p: Student.twoSided(t, freedom: freedom), freedom: freedom)
        }
    }

    /// The coefficient of a name.
    public subscript(_ name: String) -> Term? { terms.first { $0.name == name } }
}
