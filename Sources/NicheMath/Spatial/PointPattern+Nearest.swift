extension PointPattern {
    /// The share of points that have one of `other` less than `distance` away; NaN without points.
    public func share(within distance: Double, of other: PointPattern) -> Double {
        let near = neighbourCounts(in: other, 0..<distance).count { $0 > 0 }
        return Double(near) / Double(count)
    }

    /// The distance of each point from the nearest of `other` [µm]; infinite where there is none.
    ///
    /// Searches widen until they find one, from the distance at which one is expected.
    public func nearestDistances(to other: PointPattern) -> [Double] {
        guard other.count > 0 else { return points.map { _ in .infinity } }
        let room = 1 / other.density
        let expected = window.isFlat ? Elementary.squareRoot(room) : Elementary.cubeRoot(room)
        let farthest = 2 * (window.size.x + window.size.y + window.size.z)
        let grid = PointGrid(other.points, in: window, reach: expected)
        return points.map { p in
            var (reach, least) = (expected, Double.infinity)
            while least == .infinity, reach < 2 * farthest {
                grid.forEach(near: p, within: reach) { _, square in
                    if square > 0, square < least { least = square }
                }
                reach *= 2
            }
            return Elementary.squareRoot(least)
        }
    }

    /// The median distance from a point to the nearest of `other` [µm]; NaN without points, infinite without others.
    public func medianDistance(to other: PointPattern) -> Double { Sample.quantile(0.5, of: nearestDistances(to: other).sorted()) }

    /// The 95th percentile of the distance from the points' mean [µm]: how far they have spread.
    public func spread() -> Double {
        let centre = middle
        return Sample.quantile(0.95, of: points.map { Elementary.squareRoot(window.squaredDistance($0, centre)) }.sorted())
    }
}
