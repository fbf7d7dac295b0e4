/// Where bins lie: how many there are along each axis, and which of them holds a place.
struct BinGrid {
    /// Bins along x, y, z.
    var shape = SIMD3<Int>(1, 1, 1)
    var origin = SIMD3<Double>()
    var inverse = SIMD3<Double>(1, 1, 1)
    var period = SIMD3<Double>(repeating: .infinity)

    var isPeriodic: Bool { period.x.isFinite || period.y.isFinite || period.z.isFinite }

    /// The bin that holds a place, or the nearest one.
    @inline(__always)
    func bin(at x: Double, _ y: Double, _ z: Double) -> Int {
        bin(x, 0) &+ shape.x &* (bin(y, 1) &+ shape.y &* bin(z, 2))
    }

    /// The bin along an axis; NaN counts to the first.
    @inline(__always)
    private func bin(_ value: Double, _ axis: Int) -> Int {
        let (t, last) = ((value - origin[axis]) * inverse[axis], Double(shape[axis] &- 1))
        return t > 0 ? Int(t < last ? t : last) : 0
    }

    /// Calls `body` with the first bin and the last one + 1 of every row of bins that a ball touches, in ascending order. Around a
    /// periodic end the ball goes on at the other.
    @inline(__always)
    func forEachRow(near p: SIMD3<Double>, within distance: Double, _ body: (Int, Int) -> Void) {
        let (xs, ys, zs) = (spans(0, p.x, distance), spans(1, p.y, distance), spans(2, p.z, distance))
        zs.forEach { iz in
            ys.forEach { iy in
                let row = shape.x &* (iy &+ shape.y &* iz)
                if !xs.first.isEmpty { body(row &+ xs.first.lowerBound, row &+ xs.first.upperBound) }
                if !xs.second.isEmpty { body(row &+ xs.second.lowerBound, row &+ xs.second.upperBound) }
            }
        }
    }

    /// How many bins a box touches. No axis is periodic.
    @inline(__always)
    func binCount(from low: SIMD3<Double>, to high: SIMD3<Double>) -> Int {
        (bin(high.x, 0) &- bin(low.x, 0) &+ 1) &* (bin(high.y, 1) &- bin(low.y, 1) &+ 1) &* (bin(high.z, 2) &- bin(low.z, 2) &+ 1)
    }

    /// Calls `body` with the first bin and the last one + 1 of every row of bins that a box touches, in ascending order. No axis is periodic.
    @inline(__always)
    func forEachRow(from low: SIMD3<Double>, to high: SIMD3<Double>, _ body: (Int, Int) -> Void) {
        let (left, right) = (bin(low.x, 0), bin(high.x, 0) &+ 1)
        for iz in bin(low.z, 2)...bin(high.z, 2) {
            for iy in bin(low.y, 1)...bin(high.y, 1) {
                let row = shape.x &* (iy &+ shape.y &* iz)
                body(row &+ left, row &+ right)
            }
        }
    }

    /// The bins between two coordinates along an axis: one range, or two ascending ones around a periodic end.
    private struct Spans {
        var first: Range<Int>
        var second: Range<Int>

        @inline(__always)
        func forEach(_ body: (Int) -> Void) {
            var i = first.lowerBound
            while i < first.upperBound {
                body(i)
                i &+= 1
            }
            for i in second { body(i) }
        }
    }

    @inline(__always)
    private func spans(_ axis: Int, _ centre: Double, _ distance: Double) -> Spans {
        let reach = distance + 1e-9 * (1 + distance)  // a hair more, for the rounding of differences
        guard period[axis].isFinite else {
            return Spans(first: bin(centre - reach, axis)..<bin(centre + reach, axis) &+ 1, second: 0..<0)
        }
        return wrappedSpans(axis, centre, reach)
    }

    @inline(never)
    private func wrappedSpans(_ axis: Int, _ centre: Double, _ reach: Double) -> Spans {
        let (last, length) = (shape[axis] - 1, period[axis])
        let inside = folded(centre, length)
        let (low, high) = (inside - reach, inside + reach)
        if !(2 * reach < length) { return Spans(first: 0..<last + 1, second: 0..<0) }
        let a = bin(low < 0 ? low + length : low, axis)
        let b = bin(high >= length ? high - length : high, axis)
        if low >= 0 && high < length { return Spans(first: a..<b + 1, second: 0..<0) }
        return a > b ? Spans(first: 0..<b + 1, second: a..<last + 1) : Spans(first: 0..<last + 1, second: 0..<0)
    }
}
