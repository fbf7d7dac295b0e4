/// Finds, for bodies in bin order, those near them.
///
/// Around the bin of a body stand at most nine rows of bins. Their bodies lie in a row in memory, so each row is cut into runs of
/// eight, and one run is tested by eight lanes at once. The lanes within reach give a byte, and a table of 256 entries turns it
/// into places in the list of the near ones: nothing branches on what is near and what is not.
///
/// - Complexity: 32 bytes (of cached columns) and 13 operations a candidate; a close packing has about 90 candidates a body.
struct Vicinity<Rule: Topology> {
    let x: UnsafePointer<Double>
    let y: UnsafePointer<Double>
    let z: UnsafePointer<Double>
    let radius: UnsafePointer<Double>
    let map: BinMap
    let period: SIMD3<Double>
    let reach: Double

    init(_ columns: Packed, _ bins: Bins, _ period: SIMD3<Double>, reach: Double) {
        x = UnsafePointer(columns.x.start)
        y = UnsafePointer(columns.y.start)
        z = UnsafePointer(columns.z.start)
        radius = UnsafePointer(columns.radius.start)
        map = BinMap(bins)
        self.period = period
        self.reach = reach
    }

    /// Calls `each` for every body of a range, with the list of those nearer than reach × (sum of the two radii), itself excepted,
    /// in bin order. The list has room for eight more.
    @inline(__always)
    func forEachBody(
        _ range: Range<Int>, firstBin: Int, _ scratch: UnsafeMutablePointer<SearchScratch>,
        _ each: (Int, Int, UnsafeMutablePointer<Int32>, Int) -> Void
    ) {
        let lanes = LaneTable.table
        var bin = firstBin
        var i = range.lowerBound
        while i < range.upperBound {
            while Int(map.starts[bin &+ 1]) <= i { bin &+= 1 }
            let count = map.cut(around: bin, scratch)
            let near = scratch.pointee.near.start
            let runs = UnsafePointer(scratch.pointee.runs.start)
            let end = min(Int(map.starts[bin &+ 1]), range.upperBound)
            while i < end {
                let (xi, yi, zi, ri) = (x[i], y[i], z[i], radius[i])
                var n = 0
                var k = 0
                while k < count {
                    let first = Int(runs[k].x)
                    let dx = Rule.nearest(Eight.load(x + first) - xi, period.x)
                    let dy = Rule.nearest(Eight.load(y + first) - yi, period.y)
                    let dz = Rule.nearest(Eight.load(z + first) - zi, period.z)
                    let limit = (Eight.load(radius + first) + ri) * reach
                    var byte = Eight.bits(dx * dx + dy * dy + dz * dz .< limit * limit) & Int(runs[k].y)
                    // Nobody is near itself.
                    let own = i &- first
                    byte &= ~((own & ~7 == 0 ? 1 : 0) &<< (own & 7))
                    let places = lanes[byte] &+ Int32(truncatingIfNeeded: first)
                    UnsafeMutableRawPointer(near + n).storeBytes(of: places, as: SIMD8<Int32>.self)
                    n &+= byte.nonzeroBitCount
                    k &+= 1
                }
                each(i, bin, near, n)
                i &+= 1
            }
        }
    }
}
