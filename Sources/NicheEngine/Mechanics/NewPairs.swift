/// Finds the bodies that are near one now and were not when the lists were made.
struct NewPairs<Rule: Topology> {
    private let columns: Packed
    private let marks: UnsafePointer<UInt8>
    private let places: UnsafePointer<Int32>
    private let now: (x: UnsafePointer<Double>, y: UnsafePointer<Double>, z: UnsafePointer<Double>)
    private let old: (x: UnsafePointer<Double>, y: UnsafePointer<Double>, z: UnsafePointer<Double>)
    private let limits: UnsafePointer<Double>
    private let period: SIMD3<Double>

    init(_ columns: Packed, _ drifters: Drifters, _ period: SIMD3<Double>) {
        self.columns = columns
        self.period = period
        marks = UnsafePointer(drifters.marks.start)
        places = UnsafePointer(drifters.places.start)
        now = (UnsafePointer(drifters.x.start), UnsafePointer(drifters.y.start), UnsafePointer(drifters.z.start))
        old = (UnsafePointer(drifters.oldX.start), UnsafePointer(drifters.oldY.start), UnsafePointer(drifters.oldZ.start))
        limits = UnsafePointer(drifters.limits.start)
    }

    /// Adds the drifters of some runs that are new to body `i`.
    ///
    /// - Parameter isAnew: whether old pairs count too: lists are of no use to who strides.
    @inline(__always)
    func add(
        drifters list: UnsafePointer<LaneRun>, _ runs: Int, to i: Int, at me: Record, isAnew: Bool = false,
        _ near: UnsafeMutablePointer<Int32>, after n: Int
    ) -> Int {
        var n = n
        let limit = columns.limits.start[i]
        for k in 0..<runs {
            let first = Int(list[k].first)
            let square = Self.square(now, first, me.x, me.y, me.z, period)
            let far = Eight.load(limits + first) + limit
            var byte = Eight.bits(square .< far * far) & list[k].lanes
            if byte == 0 { continue }
            if !isAnew { byte &= ~Eight.bits(oldSquare(old, first, i) .< far * far) }
            while byte != 0 {
                let place = places[first &+ byte.trailingZeroBitCount]
                byte &= byte &- 1
                near[n] = place
                if Int(place) != i { n &+= 1 }
            }
        }
        return n
    }

    /// Adds the bodies of some runs that do not drift and are new to drifter `i`.
    @inline(__always)
    func add(
        others list: UnsafePointer<LaneRun>, _ runs: Int, to i: Int, at me: Record, isAnew: Bool = false,
        _ near: UnsafeMutablePointer<Int32>, after n: Int
    ) -> Int {
        var n = n
        let limit = columns.limits.start[i]
        let all = (UnsafePointer(columns.x.start), UnsafePointer(columns.y.start), UnsafePointer(columns.z.start))
        for k in 0..<runs {
            let first = Int(list[k].first)
            let square = Self.square(all, first, me.x, me.y, me.z, period)
            let far = Eight.load(columns.limits.start + first) + limit
            var byte = Eight.bits(square .< far * far) & list[k].lanes
            if byte == 0 { continue }
            if !isAnew { byte &= ~Eight.bits(oldSquare(all, first, i) .< far * far) }
            while byte != 0 {
                let place = first &+ byte.trailingZeroBitCount
                byte &= byte &- 1
                near[n] = Int32(truncatingIfNeeded: place)
                if marks[place] == 0 && place != i { n &+= 1 }
            }
        }
        return n
    }

    /// The very sum that ``Vicinity`` compares, so that a pair is in the lists or new and never both.
    @inline(__always)
    private func oldSquare(
        _ from: (UnsafePointer<Double>, UnsafePointer<Double>, UnsafePointer<Double>), _ first: Int, _ i: Int
    ) -> SIMD8<Double> {
        Self.square(from, first, columns.x.start[i], columns.y.start[i], columns.z.start[i], period)
    }

    @inline(__always)
    private static func square(
        _ from: (UnsafePointer<Double>, UnsafePointer<Double>, UnsafePointer<Double>), _ first: Int, _ x: Double, _ y: Double, _ z: Double,
        _ period: SIMD3<Double>
    ) -> SIMD8<Double> {
        let dx = Rule.nearest(Eight.load(from.0 + first) - x, period.x)
        let dy = Rule.nearest(Eight.load(from.1 + first) - y, period.y)
        let dz = Rule.nearest(Eight.load(from.2 + first) - z, period.z)
        return dx * dx + dy * dy + dz * dz
    }
}
