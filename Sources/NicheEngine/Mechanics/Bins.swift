/// Bodies sorted into the bins of a coarse grid. x runs fastest, then y, then z; within a bin the caller's order stays.
///
/// The grid covers the bodies, at most the space: who lies outside counts to the nearest bin. Where few bodies are spread wide
/// the bins grow, so that there are never many more bins than bodies.
///
/// - Complexity: reads 24 bytes a body for the bounds and again for the bins, then moves 12 bytes a body and 4 a bin.
public final class Bins {
    public private(set) var count = 0
    /// Where the bins lie.
    private(set) var grid = BinGrid()
    /// Bins along x, y, z.
    public var shape: SIMD3<Int> { grid.shape }
    /// Bodies' indices, bin by bin.
    public var order: UnsafePointer<Int32> { UnsafePointer(sorted) }
    /// Where each bin starts in `order`; one more than there are bins.
    public var binStart: UnsafePointer<Int32> { UnsafePointer(starts) }
    /// The bin of each body, in the caller's order.
    public var binOfBody: UnsafePointer<Int32> { UnsafePointer(bins) }
    public var binCount: Int { shape.x * shape.y * shape.z }
    /// Which axes are periodic.
    private(set) var wraps = (false, false, false)

    private let pool: Pool
    private let pad: Scratchpad
    private let isAlone: Bool
    private var sorted: UnsafeMutablePointer<Int32>
    private var bins: UnsafeMutablePointer<Int32>
    private var starts: UnsafeMutablePointer<Int32>

    private static let tile = 4096

    /// - Parameter pad: where they stand until it is cleared; nil for memory of their own.
    public init(pool: Pool, pad: Scratchpad? = nil) {
        self.pool = pool
        isAlone = pad == nil
        self.pad = pad ?? Scratchpad()
        (sorted, bins, starts) = (self.pad.room(0), self.pad.room(0), self.pad.room(2))
        starts.update(repeating: 0, count: 2)
    }

    /// The bin that holds the body at a place of `order`.
    func bin(holding place: Int) -> Int { Int(bins[Int(sorted[place])]) }

    /// Sorts bodies into bins of at least `width` [µm].
    public func rebuild(
        count: Int, x: UnsafePointer<Double>, y: UnsafePointer<Double>, z: UnsafePointer<Double>, space: Space, width: Double
    ) {
        begin(count)
        lay(over: bound(x, y, z), space, width)
        sort(x, y, z)
    }

    /// Sorts bodies into bins that lie as others do.
    func rebuild(count: Int, x: UnsafePointer<Double>, y: UnsafePointer<Double>, z: UnsafePointer<Double>, like other: Bins) {
        begin(count)
        (grid, wraps) = (other.grid, other.wraps)
        sort(x, y, z)
    }

    private func begin(_ count: Int) {
        self.count = count
        if isAlone { pad.clear() }
    }

    /// The least and the greatest coordinates.
    private func bound(
        _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ z: UnsafePointer<Double>
    ) -> (low: SIMD3<Double>, high: SIMD3<Double>) {
        let tiles = (count + Self.tile - 1) / Self.tile
        let mark = pad.mark
        defer { pad.goBack(to: mark) }
        let bounds = pad.room(2 * tiles, of: SIMD4<Double>.self)
        pool.forEachTile(ofBodies: count, size: Self.tile) { tile, range in
            let (x, y, z) = (Self.extent(x, range), Self.extent(y, range), Self.extent(z, range))
            bounds[2 * tile] = SIMD4(x.low, y.low, z.low, 0)
            bounds[2 * tile + 1] = SIMD4(x.high, y.high, z.high, 0)
        }
        var low = SIMD4<Double>(repeating: .infinity)
        var high = -low
        for tile in 0..<tiles {
            low = low.replacing(with: bounds[2 * tile], where: bounds[2 * tile] .< low)
            high = high.replacing(with: bounds[2 * tile + 1], where: bounds[2 * tile + 1] .> high)
        }
        return (SIMD3(low.x, low.y, low.z), SIMD3(high.x, high.y, high.z))
    }

    /// A NaN is less than nothing and greater than nothing, so it is left out.
    private static func extent(_ values: UnsafePointer<Double>, _ range: Range<Int>) -> (low: Double, high: Double) {
        var low = SIMD8<Double>(repeating: .infinity)
        var high = SIMD8<Double>(repeating: -.infinity)
        var i = range.lowerBound
        while i + 8 <= range.upperBound {
            let v = UnsafeRawPointer(values + i).loadUnaligned(as: SIMD8<Double>.self)
            low = low.replacing(with: v, where: v .< low)
            high = high.replacing(with: v, where: v .> high)
            i += 8
        }
        while i < range.upperBound {
            low[0] = values[i] < low[0] ? values[i] : low[0]
            high[0] = values[i] > high[0] ? values[i] : high[0]
            i += 1
        }
        return (low.min(), high.max())
    }

    /// Chooses origin, width and number of bins.
    private func lay(over extent: (low: SIMD3<Double>, high: SIMD3<Double>), _ space: Space, _ width: Double) {
        wraps = (space.isPeriodic(0), space.isPeriodic(1), space.isPeriodic(2))
        grid.period = space.period
        let most = Double(max(64, 4 * count))
        var width = width
        while true {
            var bins = SIMD3<Double>(1, 1, 1)
            for axis in 0..<3 {
                if space.isPeriodic(axis) {
                    grid.origin[axis] = 0
                    bins[axis] = max(1, Self.whole(space.size[axis] / width))
                    grid.inverse[axis] = bins[axis] / space.size[axis]
                } else {
                    // Bins start at whole multiples of their width, so that they stay where they are as the cloud grows.
                    let first = Self.whole(max(extent.low[axis], 0) / width)
                    let last = Self.whole(min(extent.high[axis], space.size[axis]) / width)
                    let isKept = last >= first && !(space.isFlat && axis == 2)
                    grid.origin[axis] = isKept ? first * width : 0
                    bins[axis] = isKept ? last - first + 1 : 1
                    grid.inverse[axis] = 1 / width
                }
            }
            if bins.x * bins.y * bins.z <= most {
                grid.shape = SIMD3(Int(bins.x), Int(bins.y), Int(bins.z))
                return
            }
            width *= 1.25
        }
    }

    /// The whole part of a number, which stays within what an index can hold.
    @inline(__always)
    private static func whole(_ value: Double) -> Double {
        value > 0 ? Double(Int(value < 1e15 ? value : 1e15)) : 0
    }

    private func sort(_ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ z: UnsafePointer<Double>) {
        (sorted, bins, starts) = (pad.room(count), pad.room(count), pad.room(binCount + 1))
        CountingSort(pool: pool, pad: pad).sort(
            Binning(grid: grid, x: x, y: y, z: z, sorted: sorted), count, keys: bins, of: binCount, starts: starts)
    }

    private struct Binning: CountingSort.Things {
        let grid: BinGrid
        let x, y, z: UnsafePointer<Double>
        let sorted: UnsafeMutablePointer<Int32>

        @inline(__always)
        func key(_ body: Int) -> Int { grid.bin(at: x[body], y[body], z[body]) }
        @inline(__always)
        func put(_ body: Int, at place: Int) { sorted[place] = Int32(truncatingIfNeeded: body) }
    }

    /// Calls `body` for every body of every bin that a ball touches: all that lie within `distance` [µm] of `p`, and some that
    /// do not. Bins ascend, and within a bin the caller's order holds. Around a periodic end the ball goes on at the other.
    public func forEachCandidate(near p: SIMD3<Double>, within distance: Double, _ body: (Int) -> Void) {
        let (order, starts) = (order, binStart)
        grid.forEachRow(near: p, within: distance) { first, end in
            for k in starts[first]..<starts[end] { body(Int(order[Int(k)])) }
        }
    }
}
