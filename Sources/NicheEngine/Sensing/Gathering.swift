/// The members of surroundings that are near a few cells, copied together once for all of these.
///
/// Cells are sorted in space, so that those of a run nearly always lie within some 40 µm. To look through the bins once for all of them
/// costs what it would for one or two.
///
/// - Complexity: six comparisons and 36 bytes a member in the bins that the run's box touches; then 32 bytes a member and cell.
final class Gathering {
    /// How many cells look together.
    static let run = 24
    /// With more members than that in its bins, a run had better look through the bins cell by cell.
    private static let most = 128

    /// Room for them, and for the eight that are read at a time.
    private static let room = most + 8

    /// x, y, z and limits, one after the other.
    private let places = UnsafeMutablePointer<Double>.allocate(capacity: 4 * room)
    private let members = UnsafeMutablePointer<Int32>.allocate(capacity: room)

    init() {
        places.initialize(repeating: 0, count: 4 * Self.room)
        members.initialize(repeating: 0, count: Self.room)
    }

    deinit {
        places.deallocate()
        members.deallocate()
    }

    /// What cells in a box see of `all` within `distance`: those that are near it, in the same order, good until the next call; or all, where
    /// that is faster.
    func narrowed(_ all: Surroundings.View, from low: SIMD3<Double>, to high: SIMD3<Double>, within distance: Double) -> Surroundings.View {
        let reach = distance + 1e-9 * (1 + distance)  // a hair more, for the rounding of differences
        let (low, high) = (low - reach, high + reach)
        guard !all.isEmpty, !all.grid.isPeriodic, all.grid.binCount(from: low, to: high) <= 4 * Self.most else { return all }
        var isFew = true
        var count = 0
        all.grid.forEachRow(from: low, to: high) { first, last in
            let (start, end) = (Int(all.starts[first]), Int(all.starts[last]))
            isFew = isFew && count + end - start <= Self.most
            if isFew { count = add(all, start..<end, from: low, to: high, after: count) }
        }
        if !isFew { return all }
        return Surroundings.View(
            grid: all.grid, starts: all.starts, members: UnsafePointer(members), x: UnsafePointer(places),
            y: UnsafePointer(places + Self.room), z: UnsafePointer(places + 2 * Self.room), limits: UnsafePointer(places + 3 * Self.room),
            widest: all.widest, isEmpty: count == 0, only: count)
    }

    /// Adds those of some members that lie in a box.
    ///
    /// - Returns: how many there are then.
    private func add(
        _ all: Surroundings.View, _ some: Range<Int>, from low: SIMD3<Double>, to high: SIMD3<Double>, after count: Int
    ) -> Int {
        let (x, y, z, limits) = (places, places + Self.room, places + 2 * Self.room, places + 3 * Self.room)
        var n = count
        for k in some {
            let (px, py, pz) = (all.x[k], all.y[k], all.z[k])
            (x[n], y[n], z[n], limits[n], members[n]) = (px, py, pz, all.limits[k], all.members[k])
            let isInside = (px >= low.x) && (px <= high.x) && (py >= low.y) && (py <= high.y) && (pz >= low.z) && (pz <= high.z)
            n &+= isInside ? 1 : 0
        }
        return n
    }
}
