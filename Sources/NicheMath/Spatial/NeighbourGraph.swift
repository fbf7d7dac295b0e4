/// Who is whose neighbour: the points of a pattern less than a radius apart. Nobody is a neighbour of its own.
public struct NeighbourGraph: Sendable {
    public let count: Int
    /// Where each point's neighbours start in `neighbours`; one more than there are points.
    private let starts: [Int]
    private let neighbours: [Int32]

    /// - Complexity: O(n) for a bounded number of neighbours.
    public init(_ pattern: PointPattern, radius: Double) {
        let grid = PointGrid(pattern.points, in: pattern.window, reach: radius)
        var found: [(index: Int, square: Double)] = []
        var starts = [0]
        var neighbours: [Int32] = []
        starts.reserveCapacity(pattern.count + 1)
        for (i, p) in pattern.points.enumerated() {
            grid.find(near: p, within: radius, into: &found)
            for (index, _) in found where index != i { neighbours.append(Int32(index)) }
            starts.append(neighbours.count)
        }
        count = pattern.count
        self.starts = starts
        self.neighbours = neighbours
    }

    /// The neighbours of a point, in ascending order.
    public subscript(_ i: Int) -> ArraySlice<Int32> { neighbours[starts[i]..<starts[i + 1]] }

    /// How many neighbours a point has.
    public func degree(_ i: Int) -> Int { starts[i + 1] - starts[i] }

    /// The sizes of the groups that chains of neighbours join, the largest first.
    public func groupSizes() -> [Int] {
        var sets = DisjointSets(count)
        for i in 0..<count {
            for j in self[i] where j > i { sets.join(i, Int(j)) }
        }
        return sets.sizes().sorted(by: >)
    }

    /// How many points no chain of neighbours joins to the largest group.
    public func detached() -> Int { count - (groupSizes().first ?? 0) }
}
