/// All cells by place, for sums over those within some distance.
///
/// Cells stand in bins as wide as the shortest distance that is asked for, in bin order by column. Each bin knows which selectors any
/// of its cells belongs to, so that a search for something rare looks at few cells.
///
/// - Complexity: one sorting into bins, and 34 bytes written a cell; a sum reads a number a bin and 26 or 34 bytes a cell of the bins
///   that hold what it looks for.
final class Surroundings {
    let bins: Bins
    private let space: Space
    private let pool: Pool
    private var x = Buffer<Double>()
    private var y = Buffer<Double>()
    private var z = Buffer<Double>()
    /// reach × radius, as the contacts have it, and the largest.
    private var limits = Buffer<Double>()
    private var widest = 0.0
    private var reach = 1.0
    private var species = Buffer<UInt16>()
    private var marks = Buffer<UInt64>()

    init(space: Space, pool: Pool) {
        self.space = space
        self.pool = pool
        bins = Bins(pool: pool)
    }

    deinit {
        x.free()
        y.free()
        z.free()
        limits.free()
        species.free()
        marks.free()
    }

    /// - Parameters: the coordinates of the cells are those in `space`, in which membranes are drawn apart.
    func rebuild(
        _ px: UnsafeMutablePointer<Double>, _ py: UnsafeMutablePointer<Double>, _ pz: UnsafeMutablePointer<Double>, _ cells: Cells,
        _ selectors: SelectorIndex, width: Double, reach: Double
    ) {
        let count = cells.count
        bins.rebuild(count: count, x: px, y: py, z: pz, space: space, width: width)
        x.reserve(count + 8)
        y.reserve(count + 8)
        z.reserve(count + 8)
        limits.reserve(count + 8)
        species.reserve(count)
        marks.reserve(bins.binCount)
        let (x, y, z, species, marks) = (x.start, y.start, z.start, species.start, marks.start)
        let (order, starts) = (bins.order, bins.binStart)
        let (limits, radius) = (limits.start, cells[.radius])
        self.reach = reach
        widest = 0
        for cell in 0..<count where radius[cell] > widest { widest = radius[cell] }
        let (type, phase) = (cells[.type], cells[.phase])
        pool.forEachTile(ofBodies: bins.binCount, size: 512) { _, range in
            for bin in range {
                var mark: UInt64 = 0
                for k in Int(starts[bin])..<Int(starts[bin + 1]) {
                    let cell = Int(order[k])
                    x[k] = px[cell]
                    y[k] = py[cell]
                    z[k] = pz[cell]
                    limits[k] = reach * radius[cell]
                    let kind = selectors.species(type: Int(type[cell]), phase: Int(phase[cell]))
                    species[k] = UInt16(truncatingIfNeeded: kind)
                    mark |= selectors.marks[kind]
                }
                marks[bin] = mark
            }
        }
        for k in count..<count + 8 { (x[k], y[k], z[k], limits[k]) = (1e100, 1e100, 1e100, 1) }
    }

    /// Calls `body` for every cell that the selector means and whose centre lies within `distance`, in the order of the bins.
    @inline(__always)
    func forEach(_ selector: SelectorIndex.Entry, near p: SIMD3<Double>, within distance: Double, _ body: (Int) -> Void) {
        let square = SIMD8(repeating: distance * distance)
        forEach(selector, p, within: distance, { _ in square }, body)
    }

    /// Calls `body` for every cell that the selector means and that a cell of some radius touches, in the order of the bins.
    @inline(__always)
    func forEach(_ selector: SelectorIndex.Entry, touching p: SIMD3<Double>, radius: Double, _ body: (Int) -> Void) {
        let limits = UnsafePointer(limits.start)
        let limit = reach * radius
        forEach(
            selector, p, within: limit + reach * widest,
            { k in
                let far = Eight.load(limits + k) + limit
                return far * far
            }, body)
    }

    @inline(__always)
    private func forEach(
        _ selector: SelectorIndex.Entry, _ p: SIMD3<Double>, within distance: Double, _ square: (Int) -> SIMD8<Double>,
        _ body: (Int) -> Void
    ) {
        let (x, y, z) = (UnsafePointer(x.start), UnsafePointer(y.start), UnsafePointer(z.start))
        let (species, marks) = (UnsafePointer(species.start), UnsafePointer(marks.start))
        let (order, starts) = (bins.order, bins.binStart)
        let period = space.period
        bins.forEachRow(near: p, within: distance) { first, last in
            var mark: UInt64 = 0
            for bin in first..<last { mark |= marks[bin] }
            guard mark & selector.mark != 0 else { return }
            var k = Int(starts[first])
            let end = Int(starts[last])
            while k < end {
                let dx = nearest(Eight.load(x + k) - p.x, period.x)
                let dy = nearest(Eight.load(y + k) - p.y, period.y)
                let dz = nearest(Eight.load(z + k) - p.z, period.z)
                var near = Eight.bits(dx * dx + dy * dy + dz * dz .< square(k))
                if end - k < 8 { near &= (1 &<< (end - k)) &- 1 }
                while near != 0 {
                    let place = k &+ near.trailingZeroBitCount
                    near &= near &- 1
                    if selector.flags[Int(species[place])] { body(Int(order[place])) }
                }
                k &+= 8
            }
        }
    }

    @inline(__always)
    private func nearest(_ difference: SIMD8<Double>, _ length: Double) -> SIMD8<Double> {
        length.isFinite ? Wrapped.nearest(difference, length) : difference
    }
}
