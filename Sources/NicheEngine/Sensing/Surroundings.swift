/// The cells that a selector means, by place, for sums over those of them within some distance.
///
/// They stand in bins as wide as the distance, in bin order by column. Most cells ask for a kind that is rare, and then nearly all of the nine
/// rows of bins that they look at are empty: see ``Gathering`` for how cells share that.
///
/// - Complexity: 6 bytes read a cell and 60 moved a member to sort them; a sum reads two numbers a row of bins and 36 bytes a member there.
final class Surroundings {
    let selector: SelectorIndex.Entry
    /// How far a centre may be [µm]; nil for those that touch.
    let distance: Double?
    private let bins: Bins
    private let space: Space
    private let pool: Pool
    /// Members by tile of cells.
    private var counts = Buffer<Int>()
    /// The members in the order of the cells, and their places by axis.
    private var found = Buffer<Int32>()
    private var rough = Buffer<Double>()
    /// The same in bin order.
    private var members = Buffer<Int32>()
    private var x = Buffer<Double>()
    private var y = Buffer<Double>()
    private var z = Buffer<Double>()
    /// As the contacts have them, and the largest.
    private var limits = Buffer<Double>()
    private var widest = 0.0

    /// Cells that are looked through at a time.
    private static let tile = 32_768

    init(_ selector: SelectorIndex.Entry, distance: Double?, space: Space, pool: Pool) {
        self.selector = selector
        self.distance = distance
        self.space = space
        self.pool = pool
        bins = Bins(pool: pool)
    }

    deinit {
        for buffer in [rough, x, y, z, limits] { buffer.free() }
        found.free()
        counts.free()
        members.free()
    }

    /// - Parameters: the coordinates of the cells are those in `space`, in which membranes are drawn apart.
    func rebuild(
        _ px: UnsafeMutablePointer<Double>, _ py: UnsafeMutablePointer<Double>, _ pz: UnsafeMutablePointer<Double>, _ cells: Cells,
        _ selectors: SelectorIndex, _ given: Limits
    ) {
        let count = collect(cells, selectors)
        rough.reserve(3 * count)
        x.reserve(count + 8)
        y.reserve(count + 8)
        z.reserve(count + 8)
        limits.reserve(count + 8)
        members.reserve(count)
        let (found, members, limits) = (found.start, members.start, limits.start)
        let (rx, ry, rz) = (rough.start, rough.start + count, rough.start + 2 * count)
        var widest = 0.0
        for k in 0..<count {
            let cell = Int(found[k])
            (rx[k], ry[k], rz[k]) = (px[cell], py[cell], pz[cell])
            widest = given.values[cell] > widest ? given.values[cell] : widest
        }
        self.widest = given.factor * widest
        bins.rebuild(count: count, x: rx, y: ry, z: rz, space: space, width: max(distance ?? 2 * self.widest, 10))
        let (x, y, z, order) = (x.start, y.start, z.start, bins.order)
        for k in 0..<count {
            let from = Int(order[k])
            (x[k], y[k], z[k]) = (rx[from], ry[from], rz[from])
            members[k] = found[from]
            limits[k] = given[Int(found[from])]
        }
        for k in count..<count + 8 { (x[k], y[k], z[k], limits[k]) = (1e100, 1e100, 1e100, 1) }
    }

    /// - Returns: how many cells the selector means.
    private func collect(_ cells: Cells, _ selectors: SelectorIndex) -> Int {
        let tiles = (cells.count + Self.tile - 1) / Self.tile
        found.reserve(cells.count)
        counts.reserve(tiles)
        let (found, counts, type, phase, flags) = (found.start, counts.start, cells[.type], cells[.phase], selector.flags)
        pool.forEachTile(of: cells.count, size: Self.tile) { range in
            var end = range.lowerBound
            for cell in range {
                found[end] = Int32(truncatingIfNeeded: cell)
                end &+= flags[selectors.species(type: Int(type[cell]), phase: Int(phase[cell]))] ? 1 : 0
            }
            counts[range.lowerBound / Self.tile] = end - range.lowerBound
        }
        // Each tile has its members at its own start: the gaps are closed.
        var count = 0
        for tile in 0..<tiles {
            if tile > 0 { (found + count).update(from: found + tile * Self.tile, count: counts[tile]) }
            count += counts[tile]
        }
        return count
    }

    /// A view for the kernels: plain pointers, good until the next rebuilding.
    var view: View {
        View(
            grid: bins.grid, starts: bins.binStart, members: UnsafePointer(members.start), x: UnsafePointer(x.start),
            y: UnsafePointer(y.start), z: UnsafePointer(z.start), limits: UnsafePointer(limits.start), widest: widest,
            isEmpty: bins.count == 0)
    }

    struct View {
        let grid: BinGrid
        let starts: UnsafePointer<Int32>
        let members: UnsafePointer<Int32>
        let x, y, z, limits: UnsafePointer<Double>
        let widest: Double
        let isEmpty: Bool
        /// The number of members where they are few and in no bins; see ``Gathering``.
        var only: Int? = nil

        /// Calls `body` for every member whose centre lies within `distance`, in the order of the bins.
        @inline(__always)
        func forEach(near p: SIMD3<Double>, within distance: Double, _ body: (Int) -> Void) {
            let square = SIMD8(repeating: distance * distance)
            forEachEight(p, within: distance, { _ in square }) { k, near in
                Eight.forEach(near) { body(Int(members[k &+ $0])) }
            }
        }

        /// How many members' centres lie within `distance`.
        @inline(__always)
        func count(near p: SIMD3<Double>, within distance: Double) -> Int {
            let square = SIMD8(repeating: distance * distance)
            var count = 0
            forEachEight(p, within: distance, { _ in square }) { _, near in count &+= near.nonzeroBitCount }
            return count
        }

        /// How many members a cell touches, `limit` being reach × its radius.
        @inline(__always)
        func count(touching p: SIMD3<Double>, limit: Double) -> Int {
            var count = 0
            forEachEight(
                p, within: limit + widest,
                { k in
                    let far = Eight.load(limits + k) + limit
                    return far * far
                }, { _, near in count &+= near.nonzeroBitCount })
            return count
        }

        /// Calls `body` with the first of every eight members in the bins that a ball touches, and one bit for each that is nearer than the root of `square`.
        @inline(__always)
        private func forEachEight(
            _ p: SIMD3<Double>, within distance: Double, _ square: (Int) -> SIMD8<Double>, _ body: (Int, Int) -> Void
        ) {
            if isEmpty { return }
            let period = grid.period
            forEachRun(p, within: distance) { first, end in
                var k = first
                while k < end {
                    let dx = nearest(Eight.load(x + k) - p.x, period.x)
                    let dy = nearest(Eight.load(y + k) - p.y, period.y)
                    let dz = nearest(Eight.load(z + k) - p.z, period.z)
                    var near = Eight.bits(dx * dx + dy * dy + dz * dz .< square(k))
                    if end - k < 8 { near &= (1 &<< (end - k)) &- 1 }
                    body(k, near)
                    k &+= 8
                }
            }
        }

        /// Calls `body` with every run of members in a row of bins.
        @inline(__always)
        private func forEachRun(_ p: SIMD3<Double>, within distance: Double, _ body: (Int, Int) -> Void) {
            if let only { return body(0, only) }
            grid.forEachRow(near: p, within: distance) { first, last in body(Int(starts[first]), Int(starts[last])) }
        }

        @inline(__always)
        private func nearest(_ difference: SIMD8<Double>, _ length: Double) -> SIMD8<Double> {
            length.isFinite ? Wrapped.nearest(difference, length) : difference
        }
    }
}
