/// Points of the unit cube that divide every axis evenly: of n points each n-th of an axis holds one.
/// - Source: McKay, Beckman & Conover, Technometrics 21 (1979) 239.
public enum LatinHypercube {
    /// `count` points of `dimensions` numbers in (0, 1). Each axis has a stream of its own: another axis leaves the ones before it.
    public static func points(count: Int, dimensions: Int, seed: UInt64) -> [[Double]] {
        var points = [[Double]](repeating: [Double](repeating: 0, count: max(dimensions, 0)), count: max(count, 0))
        for axis in 0..<max(dimensions, 0) {
            var draws = Draws(seed: seed, key: UInt64(axis), tick: 0, event: Purpose.sampling.rawValue)
            var layers = Array(points.indices)
            for place in points.indices {
                layers.swapAt(place, place + draws.int(below: points.count - place))
                points[place][axis] = (Double(layers[place]) + draws.uniform()) / Double(points.count)
            }
        }
        return points
    }
}
