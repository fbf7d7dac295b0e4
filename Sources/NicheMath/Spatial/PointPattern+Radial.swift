/// Profiles around a middle.
extension PointPattern {
    /// The mean of the points; NaN without any.
    public var middle: SIMD3<Double> {
        func mean(_ axis: Int) -> Double { tileSum(count: count) { points[$0][axis] } / Double(count) }
        return SIMD3(mean(0), mean(1), mean(2))
    }

    /// The points with `radii.lowerBound` <= distance < `radii.upperBound` from `centre`, by their index.
    public func indices(in radii: Range<Double>, around centre: SIMD3<Double>) -> [Int] {
        let squares = radii.lowerBound * radii.lowerBound..<radii.upperBound * radii.upperBound
        return points.indices.filter { squares.contains(window.squaredDistance(points[$0], centre)) }
    }

    /// Points per area [1/µm²] or volume [1/µm³] of that ring, as far as it lies in the window; NaN where none of it does.
    public func density(in radii: Range<Double>, around centre: SIMD3<Double>) -> Double {
        guard centre.x.isFinite else { return .nan }
        return Double(indices(in: radii, around: centre).count) / window.ring(around: centre, radii)
    }
}
