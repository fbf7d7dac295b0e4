/// Where bins lie, and which of them surround one.
struct BinMap {
    let starts: UnsafePointer<Int32>
    let shape: SIMD3<Int>
    let wraps: (Bool, Bool, Bool)

    init(_ bins: Bins) {
        starts = bins.binStart
        shape = bins.shape
        wraps = bins.wraps
    }

    /// Cuts the rows of the bins around one into runs of eight, its own row first.
    ///
    /// - Returns: how many runs there are.
    @inline(never)
    func cut(around bin: Int, _ scratch: UnsafeMutablePointer<SearchScratch>) -> Int {
        let line = Int(UInt32(truncatingIfNeeded: bin) / UInt32(truncatingIfNeeded: shape.x))
        let ix = bin &- line &* shape.x
        let iz = Int(UInt32(truncatingIfNeeded: line) / UInt32(truncatingIfNeeded: shape.y))
        let iy = line &- iz &* shape.y
        let xs = Self.around(ix, shape.x, wraps.0)
        let ys = Self.around(iy, shape.y, wraps.1)
        let zs = Self.around(iz, shape.z, wraps.2)
        scratch.pointee.reserveRuns(Self.room, keeping: 0)
        let own = starts + shape.x &* line
        let isFirst = ix >= xs.0.low && ix < xs.0.high
        var n = addRow(own, isFirst ? xs : (xs.1, xs.0), after: 0, scratch)
        n = add(xs, ys.0, zs.0, besides: own, after: n, scratch)
        if wraps.1 { n = add(xs, ys.1, zs.0, besides: own, after: n, scratch) }
        if wraps.2 { n = add(xs, ys.0, zs.1, besides: own, after: n, scratch) }
        if wraps.1 && wraps.2 { n = add(xs, ys.1, zs.1, besides: own, after: n, scratch) }
        scratch.pointee.near.reserve(8 &* n &+ 16)
        return n
    }

    private typealias Span = (low: Int, high: Int)
    private typealias Scratch = UnsafeMutablePointer<SearchScratch>

    @inline(__always)
    private func add(
        _ xs: (Span, Span), _ ys: Span, _ zs: Span, besides own: UnsafePointer<Int32>, after n: Int, _ scratch: Scratch
    ) -> Int {
        var n = n
        var iz = zs.low
        while iz < zs.high {
            var row = starts + shape.x &* (ys.low &+ shape.y &* iz)
            let end = row + shape.x &* (ys.high &- ys.low)
            while row < end {
                if row != own { n = addRow(row, xs, after: n, scratch) }
                row += shape.x
            }
            iz &+= 1
        }
        return n
    }

    @inline(__always)
    private func addRow(_ row: UnsafePointer<Int32>, _ xs: (Span, Span), after n: Int, _ scratch: Scratch) -> Int {
        let n = add(row[xs.0.low], row[xs.0.high], after: n, scratch)
        return wraps.0 ? add(row[xs.1.low], row[xs.1.high], after: n, scratch) : n
    }

    /// Most rows are one or two runs: both are written, and counted if there is something in them.
    @inline(__always)
    private func add(_ first: Int32, _ end: Int32, after n: Int, _ scratch: Scratch) -> Int {
        let length = Int(end &- first)
        let runs = scratch.pointee.runs.start + n
        runs[0] = LaneRun(first, lanes(length))
        runs[1] = LaneRun(first &+ 8, lanes(length &- 8))
        let n = n &+ (length > 0 ? 1 : 0) &+ (length > 8 ? 1 : 0)
        return length > 16 ? addMore(first, end, after: n, scratch) : n
    }

    /// The third run of a row and those after.
    @inline(never)
    private func addMore(_ first: Int32, _ end: Int32, after n: Int, _ scratch: Scratch) -> Int {
        let length = Int(end &- first)
        scratch.pointee.reserveRuns(n + length / 8 + Self.room, keeping: n)
        var n = n
        var done = 16
        while done < length {
            scratch.pointee.runs.start[n] = LaneRun(first &+ Int32(truncatingIfNeeded: done), lanes(length &- done))
            n &+= 1
            done &+= 8
        }
        return n
    }

    @inline(__always)
    private func lanes(_ length: Int) -> Int { (1 &<< max(0, min(length, 8))) &- 1 }

    /// Runs of all rows, if none is longer than two.
    static let room = 128

    /// The bins next to one along an axis and itself, each once: one span, or two around a periodic end.
    @inline(__always)
    private static func around(_ bin: Int, _ count: Int, _ isPeriodic: Bool) -> (Span, Span) {
        let (low, high) = (bin &- 1, bin &+ 2)
        if !isPeriodic { return ((max(low, 0), min(high, count)), (0, 0)) }
        if count <= 3 { return ((0, count), (0, 0)) }
        if low < 0 { return ((0, high), (low + count, count)) }
        if high > count { return ((0, high - count), (low, count)) }
        return ((low, high), (0, 0))
    }
}
