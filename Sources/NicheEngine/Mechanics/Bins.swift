/// Bodies sorted into the boxes of a coarse grid. x runs fastest, then y, then z; within a box the caller's order stays.
///
/// The grid covers the bodies, at most the space: who lies outside counts to the nearest box. Where few bodies are spread wide
/// the boxes grow, so that there are never many more boxes than bodies.
///
/// - Complexity: reads 24 bytes a body for the bounds and again for the boxes, then moves 12 bytes a body and 4 a box.
public final class Bins {
    public private(set) var count = 0
    /// Boxes along x, y, z.
    public private(set) var shape = SIMD3<Int>(1, 1, 1)
    /// Bodies' indices, box by box.
    public var order: UnsafePointer<Int32> { UnsafePointer(sorted.start) }
    /// Where each box starts in `order`; one more than there are boxes.
    public var binStart: UnsafePointer<Int32> { UnsafePointer(starts.start) }
    /// The box of each body, in the caller's order.
    public var binOfBody: UnsafePointer<Int32> { UnsafePointer(boxes.start) }
    public var binCount: Int { shape.x * shape.y * shape.z }
    /// Which axes are periodic.
    private(set) var wraps = (false, false, false)

    private let pool: Pool
    private var origin = SIMD3<Double>()
    private var inverse = SIMD3<Double>(1, 1, 1)
    private var period = SIMD3<Double>(repeating: .infinity)
    private var sorted = Buffer<Int32>()
    private var boxes = Buffer<Int32>()
    private var starts = Buffer<Int32>(capacity: 2)
    private var counts = Buffer<Int32>()
    private var bounds = Buffer<SIMD4<Double>>()

    private static let tile = 4096

    public init(pool: Pool) {
        self.pool = pool
        starts.start[0] = 0
        starts.start[1] = 0
    }

    deinit {
        sorted.free()
        boxes.free()
        starts.free()
        counts.free()
        bounds.free()
    }

    /// The box that holds the body at a place of `order`.
    func bin(holding place: Int) -> Int { Int(boxes.start[Int(sorted.start[place])]) }

    /// Sorts bodies into boxes of at least `width` [µm].
    public func rebuild(
        count: Int, x: UnsafePointer<Double>, y: UnsafePointer<Double>, z: UnsafePointer<Double>, space: Space, width: Double
    ) {
        rebuild(count: count, x: x, y: y, z: z, space: space, widths: SIMD3(repeating: width))
    }

    func rebuild(
        count: Int, x: UnsafePointer<Double>, y: UnsafePointer<Double>, z: UnsafePointer<Double>, space: Space, widths: SIMD3<Double>
    ) {
        self.count = count
        lay(over: bound(count, x, y, z), space, widths)
        sorted.reserve(count)
        boxes.reserve(count)
        starts.reserve(binCount + 1)
        let chunks = count > Self.tile ? min(pool.threads, 8) : 1
        counts.reserve(chunks * binCount)
        sort(count, x, y, z, chunks)
    }

    /// The least and the greatest coordinates.
    private func bound(
        _ count: Int, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ z: UnsafePointer<Double>
    ) -> (low: SIMD3<Double>, high: SIMD3<Double>) {
        let tiles = (count + Self.tile - 1) / Self.tile
        bounds.reserve(2 * tiles)
        let bounds = bounds.start
        pool.run(tiles) { tile in
            let range = tile * Self.tile..<min((tile + 1) * Self.tile, count)
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

    /// Chooses origin, width and number of boxes.
    private func lay(over box: (low: SIMD3<Double>, high: SIMD3<Double>), _ space: Space, _ widths: SIMD3<Double>) {
        wraps = (space.isPeriodic(0), space.isPeriodic(1), space.isPeriodic(2))
        period = space.period
        let most = Double(max(64, 4 * count))
        var widths = widths
        while true {
            var boxes = SIMD3<Double>(1, 1, 1)
            for axis in 0..<3 {
                if space.isPeriodic(axis) {
                    origin[axis] = 0
                    boxes[axis] = max(1, Self.whole(space.size[axis] / widths[axis]))
                    inverse[axis] = boxes[axis] / space.size[axis]
                } else {
                    // Boxes start at whole multiples of their width, so that they stay where they are as the cloud grows.
                    let first = Self.whole(max(box.low[axis], 0) / widths[axis])
                    let last = Self.whole(min(box.high[axis], space.size[axis]) / widths[axis])
                    let isKept = last >= first && !(space.isFlat && axis == 2)
                    origin[axis] = isKept ? first * widths[axis] : 0
                    boxes[axis] = isKept ? last - first + 1 : 1
                    inverse[axis] = 1 / widths[axis]
                }
            }
            if boxes.x * boxes.y * boxes.z <= most {
                shape = SIMD3(Int(boxes.x), Int(boxes.y), Int(boxes.z))
                return
            }
            widths *= 1.25
        }
    }

    /// The whole part of a number, which stays within what an index can hold.
    @inline(__always)
    private static func whole(_ value: Double) -> Double {
        value > 0 ? Double(Int(value < 1e15 ? value : 1e15)) : 0
    }

    /// The box along an axis; NaN counts to the first.
    @inline(__always)
    private static func box(_ value: Double, _ origin: Double, _ inverse: Double, _ last: Double) -> Int {
        let t = (value - origin) * inverse
        return t > 0 ? Int(t < last ? t : last) : 0
    }

    private func sort(
        _ count: Int, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ z: UnsafePointer<Double>, _ chunks: Int
    ) {
        let (nx, ny, total) = (shape.x, shape.y, binCount)
        let last = SIMD3(Double(shape.x - 1), Double(shape.y - 1), Double(shape.z - 1))
        let (origin, inverse) = (origin, inverse)
        let (boxes, counts, starts, sorted) = (boxes.start, counts.start, starts.start, sorted.start)
        let size = (count + chunks - 1) / chunks
        pool.run(chunks) { chunk in
            let mine = counts + chunk * total
            mine.update(repeating: 0, count: total)
            for i in min(count, chunk * size)..<min(count, (chunk + 1) * size) {
                let ix = Self.box(x[i], origin.x, inverse.x, last.x)
                let iy = Self.box(y[i], origin.y, inverse.y, last.y)
                let iz = Self.box(z[i], origin.z, inverse.z, last.z)
                let box = ix &+ nx &* (iy &+ ny &* iz)
                boxes[i] = Int32(truncatingIfNeeded: box)
                mine[box] &+= 1
            }
        }
        // The chunks of one box follow each other, so any number of chunks gives the same order.
        var sum: Int32 = 0
        for box in 0..<total {
            starts[box] = sum
            for chunk in 0..<chunks {
                let n = counts[chunk &* total &+ box]
                counts[chunk &* total &+ box] = sum
                sum &+= n
            }
        }
        starts[total] = sum
        pool.run(chunks) { chunk in
            let mine = counts + chunk * total
            for i in min(count, chunk * size)..<min(count, (chunk + 1) * size) {
                let box = Int(boxes[i])
                sorted[Int(mine[box])] = Int32(truncatingIfNeeded: i)
                mine[box] &+= 1
            }
        }
    }

    /// Calls `body` for every body of every box that a ball touches: all that lie within `distance` [µm] of `p`, and some that
    /// do not. Boxes ascend, and within a box the caller's order holds. Around a periodic end the ball goes on at the other.
    public func forEachCandidate(near p: SIMD3<Double>, within distance: Double, _ body: (Int) -> Void) {
        let (order, starts) = (order, binStart)
        let (xs, ys, zs) = (spans(0, p.x, distance), spans(1, p.y, distance), spans(2, p.z, distance))
        zs.forEach { iz in
            ys.forEach { iy in
                let row = starts + shape.x * (iy + shape.y * iz)
                for k in row[xs.first.lowerBound]..<row[xs.first.upperBound] { body(Int(order[Int(k)])) }
                for k in row[xs.second.lowerBound]..<row[xs.second.upperBound] { body(Int(order[Int(k)])) }
            }
        }
    }

    /// The boxes between two coordinates along an axis: one range, or two ascending ones around a periodic end.
    struct Spans {
        var first: Range<Int>
        var second: Range<Int>

        @inline(__always)
        func forEach(_ body: (Int) -> Void) {
            for i in first { body(i) }
            for i in second { body(i) }
        }
    }

    private func spans(_ axis: Int, _ centre: Double, _ distance: Double) -> Spans {
        let last = shape[axis] - 1
        let reach = distance + 1e-9 * (1 + distance)  // a hair more, for the rounding of differences
        let length = period[axis]
        func box(_ value: Double) -> Int { Self.box(value, origin[axis], inverse[axis], Double(last)) }
        guard length.isFinite else { return Spans(first: box(centre - reach)..<box(centre + reach) + 1, second: 0..<0) }
        let inside = folded(centre, length)
        let (low, high) = (inside - reach, inside + reach)
        if !(2 * reach < length) { return Spans(first: 0..<last + 1, second: 0..<0) }
        let a = box(low < 0 ? low + length : low)
        let b = box(high >= length ? high - length : high)
        if low >= 0 && high < length { return Spans(first: a..<b + 1, second: 0..<0) }
        return a > b ? Spans(first: 0..<b + 1, second: a..<last + 1) : Spans(first: 0..<last + 1, second: 0..<0)
    }
}
