/// Finds, for bodies in bin order, those near them.
///
/// Around the bin of a body stand at most nine rows of bins. Their bodies lie in a row in memory, so each row is cut into runs of
/// eight, and one run is tested by eight lanes at once. The lanes within reach give a byte, and a table of 256 entries turns it
/// into places in the list of the near ones: nothing branches on what is near and what is not.
///
/// - Complexity: 32 bytes (of cached columns) and 12 operations a candidate; a close packing has about 90 candidates a body.
struct Vicinity<Rule: Topology> {
    let x: UnsafePointer<Double>
    let y: UnsafePointer<Double>
    let z: UnsafePointer<Double>
    /// reach × radius
    let limits: UnsafePointer<Double>
    let map: BinMap
    let period: SIMD3<Double>

    init(_ columns: Packed, _ bins: Bins, _ period: SIMD3<Double>) {
        x = UnsafePointer(columns.x)
        y = UnsafePointer(columns.y)
        z = UnsafePointer(columns.z)
        limits = UnsafePointer(columns.limits)
        map = BinMap(bins)
        self.period = period
    }

    /// Calls `each` for every body of a range, with its bin and the list of those nearer than the sum of the two limits, itself
    /// excepted, in bin order. The list has room for eight more. Who is not wanted gets an empty list at no cost.
    @inline(__always)
    func forEachBody(
        _ range: Range<Int>, firstBin: Int, _ scratch: UnsafeMutablePointer<SearchScratch>, where isWanted: (Int) -> Bool = { _ in true },
        _ each: (Int, Int, UnsafeMutablePointer<Int32>, Int) -> Void
    ) {
        let lanes = LaneTable.lanes
        var bin = firstBin
        var i = range.lowerBound
        while i < range.upperBound {
            while Int(map.starts[bin &+ 1]) <= i { bin &+= 1 }
            let end = min(Int(map.starts[bin &+ 1]), range.upperBound)
            var first = i
            while first < end && !isWanted(first) { first &+= 1 }
            let runs = first < end ? map.cut(around: bin, scratch) : 0
            let near = scratch.pointee.near.start
            let list = scratch.pointee.runs.start
            while i < end {
                var n = 0
                if isWanted(i) {
                    // Nobody is near itself: its lane is left out of its run.
                    let mine = list + (i &- Int(list[0].first)) &>> 3
                    let whole = mine.pointee
                    mine.pointee = LaneRun(whole.first, whole.lanes & ~(1 &<< (i &- Int(whole.first))))
                    let (xi, yi, zi, limit) = (x[i], y[i], z[i], limits[i])
                    var k = 0
                    while k < runs {
                        let run = list[k]
                        let first = Int(run.first)
                        let dx = Rule.nearest(Eight.load(x + first) - xi, period.x)
                        let dy = Rule.nearest(Eight.load(y + first) - yi, period.y)
                        let dz = Rule.nearest(Eight.load(z + first) - zi, period.z)
                        let far = Eight.load(limits + first) + limit
                        let byte = Eight.bits(dx * dx + dy * dy + dz * dz .< far * far) & run.lanes
                        let places = lanes[byte] &+ run.first
                        UnsafeMutableRawPointer(near + n).storeBytes(of: places, as: SIMD8<Int32>.self)
                        n &+= byte.nonzeroBitCount
                        k &+= 1
                    }
                    mine.pointee = whole
                }
                each(i, bin, near, n)
                i &+= 1
            }
        }
    }
}
