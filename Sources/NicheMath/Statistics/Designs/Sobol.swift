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
        func variance(_ rows: [Int]) -> Double {
            let ends = rows.flatMap { [centred[$0 * block], centred[$0 * block + block - 1]] }
            let mean = Sample.sum(ends) { $0 } / Double(ends.count)
            return Sample.sum(ends) { ($0 - mean) * ($0 - mean) } / Double(ends.count)
        }
        return (0..<dimensions).map { axis in
            func share(_ rows: [Int], _ term: (_ a: Double, _ mixed: Double, _ b: Double) -> Double) -> Double {
                let sum = Sample.sum(rows) { row in
                    term(centred[row * block], centred[row * block + 1 + axis], centred[row * block + block - 1])
                }
                return sum / Double(rows.count) / variance(rows)
            }
            func first(_ rows: [Int]) -> Double { share(rows) { a, mixed, b in b * (mixed - a) } }
            func total(_ rows: [Int]) -> Double { share(rows) { a, mixed, b in 0.5 * (a - mixed) * (a - mixed) } }
            func interval(_ statistic: ([Int]) -> Double) -> ClosedRange<Double>? {
                Bootstrap.interval(
                    count: bases.count, level: level, resamples: resamples, seed: seed, method: .percentile, statistic: statistic)
            }
            return Index(first: first(bases), total: total(bases), firstInterval: interval(first), totalInterval: interval(total))
        }
    }
}
