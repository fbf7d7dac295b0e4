/// A dose and its response: bottom + (top - bottom) dⁿ / (EC50ⁿ + dⁿ).
public struct HillCurve: Sendable, Equatable {
    /// The response without the drug.
    public let bottom: Double
    /// The response to a boundless dose; below `bottom` where the drug takes away.
    public let top: Double
    /// The dose of half the effect, in the unit of the doses. Beyond the doses given it is an extrapolation.
    public let halfDose: Double
    /// n, the Hill coefficient, positive.
    public let steepness: Double
    /// The sum of squares that the curve leaves.
    public let residual: Double
    /// Whether the fit came to rest at a curve that is not flat, and not at an end of what is allowed: n in 0.05 … 49, EC50 within a
    /// factor of 1,000 of the doses.
    public let isConverged: Bool

    /// The response to a dose.
    public func response(_ dose: Double) -> Double {
        bottom + (top - bottom) * HillCurve.share(dose, Elementary.log(halfDose), steepness)
    }

    /// The share of the effect at a dose: a logistic curve of its logarithm.
    private static func share(_ dose: Double, _ middle: Double, _ n: Double) -> Double {
        dose > 0 ? 1 / (1 + Elementary.exp(n * (middle - Elementary.log(dose)))) : 0
    }

    /// The curve of least squares, by Levenberg's and Marquardt's method from several starts, the best of which counts.
    ///
    /// What is given of `bottom` and `top` is held. Nil for unequal counts, a number that is not finite, a negative dose, fewer
    /// different positive doses than two, or fewer points than parameters.
    /// - Source: Marquardt, SIAM Journal 11 (1963) 431.
    public static func fit(doses: [Double], responses: [Double], bottom: Double? = nil, top: Double? = nil) -> HillCurve? {
        let free = 2 + (bottom == nil ? 1 : 0) + (top == nil ? 1 : 0)
        guard doses.count == responses.count, doses.count >= free, (doses + responses).allSatisfy(\.isFinite) else { return nil }
        guard !doses.contains(where: { $0 < 0 }) else { return nil }
        let positive = doses.filter { $0 > 0 }
        guard let least = positive.min(), let most = positive.max(), least < most else { return nil }
        func mean(at dose: Double) -> Double {
            let values = zip(doses, responses).filter { $0.0 == dose }.map(\.1)
            return Sample.sum(values) { $0 } / Double(values.count)
        }
        let (low, high) = (Elementary.log(least), Elementary.log(most))
        let ends = (bottom ?? mean(at: doses.min()!), top ?? mean(at: most))
        var best: Search?
        for part in [0.1, 0.3, 0.5, 0.7, 0.9] {
            for n in [1.0, 3] {
                var search = Search(
                    doses: doses, responses: responses, isFree: (bottom == nil, top == nil), range: low - 7...high + 7,
                    values: [ends.0, ends.1, low + part * (high - low), Elementary.log(n)])
                search.run()
                // Strictly better, by more than rounding: which start wins is then the same for any order of the points.
                if best.map({ search.residual < $0.residual * (1 - 1e-9) }) ?? true { best = search }
            }
        }
        return best.map { search in
            HillCurve(
                bottom: search.values[0], top: search.values[1], halfDose: Elementary.exp(search.values[2]),
                steepness: Elementary.exp(search.values[3]), residual: search.residual, isConverged: search.isConverged)
        }
    }

    /// One descent. The parameters are bottom, top, ln EC50 and ln n, so that the last two are never negative.
    private struct Search {
        let doses: [Double]
        let responses: [Double]
        let isFree: (bottom: Bool, top: Bool)
        let range: ClosedRange<Double>
        var values: [Double]
        var residual = 0.0
        var isConverged = false

        /// The parameters that move.
        private var moving: [Int] { (isFree.bottom ? [0] : []) + (isFree.top ? [1] : []) + [2, 3] }

        /// What is missing at each point, and its derivatives by the parameters.
        private func missing(_ values: [Double]) -> [Double] {
            zip(doses, responses).map { dose, response in
                response - values[0] - (values[1] - values[0]) * HillCurve.share(dose, values[2], Elementary.exp(values[3]))
            }
        }

        private func derivatives() -> [[Double]] {
            let n = Elementary.exp(values[3])
            var columns = [[Double]](repeating: [], count: 4)
            for dose in doses {
                let share = HillCurve.share(dose, values[2], n)
                let bend = (values[1] - values[0]) * n * share * (1 - share)
                columns[0].append(1 - share)
                columns[1].append(share)
                columns[2].append(-bend)
                columns[3].append(dose > 0 ? bend * (Elementary.log(dose) - values[2]) : 0)
            }
            return moving.map { columns[$0] }
        }

        private func square(_ values: [Double]) -> Double { Sample.sum(missing(values)) { $0 * $0 } }

        mutating func run() {
            residual = square(values)
            var damping = 1e-3
            var stillness = 0
            for _ in 0..<500 {
                let columns = derivatives()
                // Damping as rows below the derivatives: Marquardt's scale is each column's own length.
                let lengths = columns.map { column in Elementary.squareRoot(Sample.sum(column) { $0 * $0 }) }
                let padded = columns.indices.map { k in
                    columns[k] + columns.indices.map { $0 == k ? Elementary.squareRoot(damping) * max(lengths[k], 1e-12) : 0 }
                }
                guard let squares = LeastSquares(columns: padded) else { return }
                let step = squares.coefficients(missing(values) + [Double](repeating: 0, count: columns.count))
                var next = values
                for (index, parameter) in moving.enumerated() { next[parameter] += step[index] }
                next[2] = min(max(next[2], range.lowerBound), range.upperBound)
                next[3] = min(max(next[3], -3), 3.9)
                let moved = zip(next, values).allSatisfy { ($0 - $1).magnitude <= 1e-10 * (1 + $1.magnitude) }
                let found = square(next)
                if found <= residual {
                    stillness = moved ? stillness + 1 : 0
                    (values, residual) = (next, found)
                    damping = max(damping * 0.1, 1e-15)
                    // Twice still with little damping: a step that is small only because it was damped does not count.
                    if stillness >= 2, damping < 1e-3 { break }
                } else {
                    if moved { stillness += 1 } else { stillness = 0 }
                    if stillness >= 2 { break }
                    damping = min(damping * 10, 1e10)
                }
            }
            let isInside = values[2] > range.lowerBound && values[2] < range.upperBound && values[3] > -3 && values[3] < 3.9
            isConverged = stillness >= 2 && isInside && values[0] != values[1]
        }
    }
}
