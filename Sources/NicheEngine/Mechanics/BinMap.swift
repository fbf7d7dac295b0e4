/// Where bins lie, and which of them surround one.
struct BinMap {
    let starts: UnsafePointer<Int32>
    let shape: SIMD3<Int>
    let wraps: (Bool, Bool, Bool)

    /// Bins along x are half as wide as what they must reach: fewer bodies are then looked at in vain.
    static let finer = 2

    init(_ bins: Bins) {
        starts = bins.binStart
        shape = bins.shape
        wraps = bins.wraps
    }

    /// Cuts the rows around a bin into runs of eight.
    ///
    /// - Returns: how many runs there are.
    @inline(never)
    func cut(around bin: Int, _ scratch: UnsafeMutablePointer<SearchScratch>) -> Int {
        let ix = Int(UInt32(truncatingIfNeeded: bin) % UInt32(truncatingIfNeeded: shape.x))
        let row = UInt32(truncatingIfNeeded: bin) / UInt32(truncatingIfNeeded: shape.x)
        let iy = Int(row % UInt32(truncatingIfNeeded: shape.y))
        let iz = Int(row / UInt32(truncatingIfNeeded: shape.y))
        let xs = Self.around(ix, shape.x, Self.finer, wraps.0)
        let ys = Self.around(iy, shape.y, 1, wraps.1)
        let zs = Self.around(iz, shape.z, 1, wraps.2)
        scratch.pointee.reserveRuns(Self.room, keeping: 0)
        var n = add(xs, ys.0, zs.0, after: 0, scratch)
        if wraps.1 { n = add(xs, ys.1, zs.0, after: n, scratch) }
        if wraps.2 { n = add(xs, ys.0, zs.1, after: n, scratch) }
        if wraps.1 && wraps.2 { n = add(xs, ys.1, zs.1, after: n, scratch) }
        scratch.pointee.near.reserve(8 &* n &+ 16)
        return n
    }

    typealias Span = (low: Int, high: Int)

    @inline(__always)
    private func add(_ xs: (Span, Span), _ ys: Span, _ zs: Span, after n: Int, _ scratch: UnsafeMutablePointer<SearchScratch>) -> Int {
        var n = n
        var iz = zs.low
        while iz < zs.high {
            var row = starts + shape.x &* (ys.low &+ shape.y &* iz)
            let end = starts + shape.x &* (ys.high &+ shape.y &* iz)
            while row < end {
                n = add(row[xs.0.low], row[xs.0.high], after: n, scratch)
                if wraps.0 { n = add(row[xs.1.low], row[xs.1.high], after: n, scratch) }
                row += shape.x
            }
            iz &+= 1
        }
        return n
    }

    /// Most rows are one or two runs: both are written, and counted if there is something in them.
    @inline(__always)
    private func add(_ first: Int32, _ end: Int32, after n: Int, _ scratch: UnsafeMutablePointer<SearchScratch>) -> Int {
        let length = Int(end &- first)
        let runs = scratch.pointee.runs.start + n
        runs[0] = SIMD2(first, lanes(length))
        runs[1] = SIMD2(first &+ 8, lanes(length &- 8))
        let n = n &+ (length > 0 ? 1 : 0) &+ (length > 8 ? 1 : 0)
        return length > 16 ? addMore(first, end, after: n, scratch) : n
    }

    /// The third run of a row and those after.
    @inline(never)
    private func addMore(_ first: Int32, _ end: Int32, after n: Int, _ scratch: UnsafeMutablePointer<SearchScratch>) -> Int {
        let length = Int(end &- first)
        scratch.pointee.reserveRuns(n + length / 8 + Self.room, keeping: n)
        var n = n
        var done = 16
        while done < length {
            scratch.pointee.runs.start[n] = SIMD2(first &+ Int32(truncatingIfNeeded: done), lanes(length &- done))
            n &+= 1
            done &+= 8
        }
        return n
    }

    @inline(__always)
    private func lanes(_ length: Int) -> Int32 { (1 &<< Int32(truncatingIfNeeded: max(0, min(length, 8)))) &- 1 }

    /// Runs of all rows, if none is longer than two.
    static let room = 128

    /// The bins at most `steps` from one along an axis, each once: one span, or two around a periodic end.
    @inline(__always)
    private static func around(_ bin: Int, _ count: Int, _ steps: Int, _ isPeriodic: Bool) -> (Span, Span) {
        let (low, high) = (bin &- steps, bin &+ steps &+ 1)
        if !isPeriodic { return ((max(low, 0), min(high, count)), (0, 0)) }
        if 2 * steps + 1 >= count { return ((0, count), (0, 0)) }
        if low < 0 { return ((0, high), (low + count, count)) }
        if high > count { return ((0, high - count), (low, count)) }
        return ((low, high), (0, 0))
    }
}
