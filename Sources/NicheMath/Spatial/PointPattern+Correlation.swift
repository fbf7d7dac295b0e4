extension PointPattern {
    /// The cross pair correlation g of B, `other`, around A, this pattern: the density of B in a ring around the points of A over the
    /// density of B in the window. 1 means no relation; NaN where nothing is expected.
    ///
    ///     g = Σᵢ nᵢ / Σᵢ λᵢ |ringᵢ|
    ///
    /// nᵢ points of B lie at `radii.lowerBound` <= distance < `radii.upperBound` of point i of A, |ringᵢ| is how much of that ring lies in the
    /// window, and λᵢ the density of B, without the point itself if it is one of B. Rings that edges cut count by what is left of them.
    /// - Complexity: O(n) for a ring that holds a bounded number of points.
    public func pairCorrelation(with other: PointPattern, in radii: Range<Double>) -> Double {
        let grid = PointGrid(other.points, in: window, reach: radii.upperBound)
        let least = radii.lowerBound * radii.lowerBound
        var found = 0
        var expected = OrderedSum()
        for p in points {
            var others = other.count
            grid.forEach(near: p, within: radii.upperBound) { _, square in
                if square == 0 { others -= 1 } else if square >= least { found += 1 }
            }
            expected.add(Double(others) * window.ring(around: p, radii) / window.measure)
        }
        return Double(found) / expected.value
    }

    /// The weighted cross pair correlation: the same with a weight for each point of B in place of its presence.
    ///
    /// Weights that fall off around a value of a mark, such as `Mark.nearness`, turn a population into one about a continuous state.
    /// - Source: Bull & Byrne, PLoS Computational Biology 19 (2023) e1010994; there with the mean over A of the ratio, here with the ratio of
    ///   sums, so that a ring of which little lies inside weighs little.
    public func weightedPairCorrelation(with other: PointPattern, in radii: Range<Double>, weight: (Int) -> Double) -> Double {
        let grid = PointGrid(other.points, in: window, reach: radii.upperBound)
        let least = radii.lowerBound * radii.lowerBound
        let total = tileSum(count: other.count, weight)
        var near: [(index: Int, square: Double)] = []
        var sum = OrderedSum()
        var expected = OrderedSum()
        for p in points {
            grid.find(near: p, within: radii.upperBound, into: &near)
            var own = 0.0
            for (index, square) in near {
                if square == 0 {
                    own += weight(index)
                } else if square >= least {
                    sum.add(weight(index))
                }
            }
            expected.add((total - own) * window.ring(around: p, radii) / window.measure)
        }
        return sum.value / expected.value
    }

    /// The label correlation: the pair correlation of A with B over that of A with C, all who could have been B.
    ///
    /// It is 1 where B sits among C as any of them might, however C sits around A.
    public func labelCorrelation(with other: PointPattern, among all: PointPattern, in radii: Range<Double>) -> Double {
        pairCorrelation(with: other, in: radii) / pairCorrelation(with: all, in: radii)
    }

    /// For each point, how many of `other` lie in the ring around it.
    public func neighbourCounts(in other: PointPattern, _ radii: Range<Double>) -> [Int] {
        let grid = PointGrid(other.points, in: window, reach: radii.upperBound)
        let least = radii.lowerBound * radii.lowerBound
        return points.map { p in
            var count = 0
            grid.forEach(near: p, within: radii.upperBound) { _, square in
                if square > 0, square >= least { count += 1 }
            }
            return count
        }
    }
}
