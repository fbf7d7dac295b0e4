/// Least squares by Householder's reflections: A = QR, kept so that many right-hand sides can be fitted.
///
/// - Complexity: n k² once for n rows and k columns, n k a fit.
/// - Source: Golub & Van Loan, Matrix Computations (2013), 5.2.
struct LeastSquares {
    let rows: Int
    /// The columns, after the reflections: R above its diagonal, the reflecting vectors from the diagonal down.
    private var columns: [[Double]]
    private var diagonal: [Double] = []

    /// The decomposition; nil for more columns than rows, or for a column that the ones before it add up to.
    init?(columns: [[Double]]) {
        rows = columns.first?.count ?? 0
        guard columns.count <= rows, columns.allSatisfy({ [rows] in $0.count == rows }) else { return nil }
        self.columns = columns
        for k in columns.indices {
            let length = LeastSquares.length(columns[k][...])
            var vector = self.columns[k]
            let rest = LeastSquares.length(vector[k...])
            guard rest > 1e-12 * length, rest.isFinite else { return nil }
            let end = vector[k] > 0 ? -rest : rest
            vector[k] -= end
            let size = LeastSquares.length(vector[k...])
            for row in k..<rows { vector[row] /= size }
            self.columns[k] = vector
            diagonal.append(end)
            for other in self.columns.indices where other > k { reflect(&self.columns[other], by: k) }
        }
    }

    private static func length(_ values: ArraySlice<Double>) -> Double {
        Elementary.squareRoot(Sample.sum(values) { $0 * $0 })
    }

    /// v - 2 w (w·v), w the reflecting vector of column k.
    private func reflect(_ values: inout [Double], by k: Int) {
        let vector = columns[k]
        let product = Sample.sum(k..<rows) { vector[$0] * values[$0] }
        for row in k..<rows { values[row] -= 2 * product * vector[row] }
    }

    /// The coefficients of the columns that come nearest to `values`.
    func coefficients(_ values: [Double]) -> [Double] {
        var turned = values
        for k in columns.indices { reflect(&turned, by: k) }
        return solve(turned)
    }

    /// R⁻¹ of the first rows of `turned`.
    private func solve(_ turned: [Double]) -> [Double] {
        var result = [Double](repeating: 0, count: columns.count)
        for k in columns.indices.reversed() {
            let known = Sample.sum(k + 1..<columns.count) { columns[$0][k] * result[$0] }
            result[k] = (turned[k] - known) / diagonal[k]
        }
        return result
    }

    /// What the columns leave of `values`: the part of it that is at right angles to all of them.
    func residuals(_ values: [Double]) -> [Double] {
        var turned = values
        for k in columns.indices { reflect(&turned, by: k) }
        for k in columns.indices { turned[k] = 0 }
        for k in columns.indices.reversed() { reflect(&turned, by: k) }
        return turned
    }

    /// The diagonal of (AᵀA)⁻¹: variances of the coefficients where those of the values are 1.
    var variances: [Double] {
        var result = [Double](repeating: 0, count: columns.count)
        for k in columns.indices {
            var unit = [Double](repeating: 0, count: columns.count)
            unit[k] = 1
            for (index, part) in solve(unit).enumerated() { result[index] += part * part }
        }
        return result
    }
}
