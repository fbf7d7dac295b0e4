/// Sobol's indices: the shares of an output's variance that its inputs cause, by Saltelli's sampling.
///
/// Each of `count` bases is a block of dimensions + 2 points: a point of matrix A; the same with one coordinate from matrix B, for each
/// axis in turn; the point of B. A and B are one Latin hypercube of twice the dimensions.
/// - Source: Sobol, Mathematics and Computers in Simulation 55 (2001) 271; estimators after Saltelli et al. (2010) and Jansen (1999).
public enum Sobol {
    /// An input's shares of the variance. Estimates of small shares can come out below 0.
    public struct Index: Sendable, Equatable {
        /// The share caused by the input alone.
        public let first: Double
        /// The share it takes part in, together with others or alone.
        public let total: Double
        /// Bootstrap intervals over the bases; nil where there is none.
        public let firstInterval: ClosedRange<Double>?
        public let totalInterval: ClosedRange<Double>?
    }

    /// The points in the unit cube: `count` blocks of dimensions + 2.
    public static func points(count: Int, dimensions: Int, seed: UInt64) -> [[Double]] {
        LatinHypercube.points(count: count, dimensions: 2 * dimensions, seed: seed).flatMap { both in
            let (a, b) = (Array(both[..<dimensions]), Array(both[dimensions...]))
            let mixed = a.indices.map { axis in
                var point = a
                point[axis] = b[axis]
                return point
            }
            return [a] + mixed + [b]
        }
    }

    /// The indices of each input, from the outputs at those points; nil without a whole number of blocks, without any variance,
    /// or for an output that is not finite.
    public static func indices(
        outputs: [Double], dimensions: Int, level: Double = 0.95, resamples: Int = 1000, seed: UInt64 = 1
    ) -> [Index]? {
        let block = dimensions + 2
        guard dimensions > 0, outputs.count >= block, outputs.count % block == 0, let sample = Sample(outputs) else { return nil }
        guard sample.maximum > sample.minimum else { return nil }
        // About the mean, lest products of large numbers drown small shares.
        let centred = outputs.map { $0 - sample.mean }
        let bases = Array(0..<outputs.count / block)
        let ends = bases.map { (a: centred[$0 * block], b: centred[$0 * block + block - 1]) }
        let sums = ends.map { $0.a + $0.b }
        let squares = ends.map { $0.a * $0.a + $0.b * $0.b }
        /// The mean of `terms` over the variance of A and B, both among these rows.
        func share(_ rows: [Int], _ terms: [Double]) -> Double {
            var (sum, square, term) = (OrderedSum(), OrderedSum(), OrderedSum())
            for row in rows {
                sum.add(sums[row])
                square.add(squares[row])
                term.add(terms[row])
            }
            let n = Double(rows.count)
            let mean = sum.value / (2 * n)
            return term.value / n / (square.value / (2 * n) - mean * mean)
        }
        return (0..<dimensions).map { axis in
            let mixed = bases.map { centred[$0 * block + 1 + axis] }
            let first = zip(ends, mixed).map { $0.b * ($1 - $0.a) }
            let total = zip(ends, mixed).map { 0.5 * ($0.a - $1) * ($0.a - $1) }
            func interval(_ terms: [Double]) -> ClosedRange<Double>? {
                Bootstrap.interval(count: bases.count, level: level, resamples: resamples, seed: seed, method: .percentile) {
                    share($0, terms)
                }
            }
            return Index(
                first: share(bases, first), total: share(bases, total), firstInterval: interval(first), totalInterval: interval(total))
        }
    }
}
