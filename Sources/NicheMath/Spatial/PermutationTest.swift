/// Compares a statistic with what it is when labels or values are given to the same points at random.
///
/// Permutation k is a function of (seed, k) alone: more of them leave the first as they were.
public struct PermutationTest: Sendable {
    public var permutations: Int
    public var seed: UInt64

    public init(permutations: Int = 999, seed: UInt64 = 1) {
        self.permutations = permutations
        self.seed = seed
    }

    public struct Result: Sendable, Equatable {
        public var observed: Double
        /// Mean and standard deviation over the permutations.
        public var mean: Double
        public var deviation: Double
        /// (1 + permutations with as much or more) / (1 + permutations), and the same with as little or less.
        public var pAbove: Double
        public var pBelow: Double
        /// Both sides: twice the smaller, at most 1.
        public var p: Double { min(1, 2 * min(pAbove, pBelow)) }
        /// Standard deviations above the mean.
        public var z: Double { (observed - mean) / deviation }
    }

    /// - Parameter statistic: what an order of `count` points comes to: point i takes the label of point `order[i]`.
    /// - Source: the added 1 is of Phipson & Smyth, Statistical Applications in Genetics and Molecular Biology 9 (2010) 39.
    public func run(count: Int, _ statistic: ([Int]) -> Double) -> Result {
        let asTheyAre = Array(0..<count)
        let observed = statistic(asTheyAre)
        // Sums of the same terms in another order differ by roundings, which must not decide between equal and more.
        let slack = 1e-12 * max(1, observed.magnitude)
        var (more, less) = (0, 0)
        var values: [Double] = []
        for k in 0..<permutations {
            let value = statistic(shuffled(asTheyAre, UInt64(k)))
            values.append(value)
            if value >= observed - slack { more += 1 }
            if value <= observed + slack { less += 1 }
        }
        let n = Double(permutations)
        let mean = tileSum(count: permutations) { values[$0] } / n
        let square = tileSum(count: permutations) { (values[$0] - mean) * (values[$0] - mean) } / (n - 1)
        return Result(
            observed: observed, mean: mean, deviation: Elementary.squareRoot(square), pAbove: Double(1 + more) / (1 + n),
            pBelow: Double(1 + less) / (1 + n))
    }

    /// An order in which each is equally likely.
    /// - Source: Fisher & Yates, in the form of Durstenfeld, Communications of the ACM 7 (1964) 420.
    private func shuffled(_ order: [Int], _ number: UInt64) -> [Int] {
        var order = order
        var draws = Draws(seed: seed, key: number, tick: 0, event: Purpose.permutation.rawValue)
        for i in order.indices.dropFirst().reversed() { order.swapAt(i, draws.int(below: i + 1)) }
        return order
    }
}
