/// Finds the bodies that are near a walker or drifter now and were not when the lists were made.
struct NewPairs<Rule: Topology> {
    private let columns: Packed
    private let marks: UnsafePointer<UInt8>
    private let places: UnsafePointer<Int32>
    private let now: (x: UnsafePointer<Double>, y: UnsafePointer<Double>, z: UnsafePointer<Double>)
    private let old: (x: UnsafePointer<Double>, y: UnsafePointer<Double>, z: UnsafePointer<Double>)
    private let limits: UnsafePointer<Double>
    private let period: SIMD3<Double>
    private let grid: BinGrid
    private let all: BinMap
    private let drifting: BinMap
    private let hasDrifters: Bool
    private let scratch: UnsafeMutablePointer<SearchScratch>

    init(_ mechanics: Mechanics, _ scratch: UnsafeMutablePointer<SearchScratch>) {
        let drifters = mechanics.drifters
        columns = mechanics.columns
        period = mechanics.period
        grid = mechanics.bins.grid
        marks = UnsafePointer(drifters.marks)
        places = UnsafePointer(drifters.places)
        now = (UnsafePointer(drifters.x), UnsafePointer(drifters.y), UnsafePointer(drifters.z))
        old = (UnsafePointer(drifters.oldX), UnsafePointer(drifters.oldY), UnsafePointer(drifters.oldZ))
        limits = UnsafePointer(drifters.limits)
        all = BinMap(mechanics.bins)
        drifting = BinMap(drifters.bins)
        hasDrifters = drifters.count > 0
        self.scratch = scratch
    }

    /// Whom body `i` is near at a place: in the joined list of the scratch, with room for eight more.
    ///
    /// - Parameter isAnew: whether old pairs count too: lists are of no use to who strides.
    /// - Returns: how many there are.
    func find(_ i: Int, at me: Record, isAnew: Bool = false) -> Int {
        let bin = grid.bin(at: me.x, me.y, me.z)
        let others = all.cut(around: bin, scratch)
        scratch.pointee.joined.reserve(8 &* others &+ 24)
        var n = add(
            others: scratch.pointee.runs.start, others, to: i, at: me, isAnew: isAnew, scratch.pointee.joined.start, after: 0)
        // Without drifters their bins are not made anew.
        guard hasDrifters else { return n }
        let drifters = drifting.cut(around: bin, scratch)
        scratch.pointee.joined.reserve(n &+ 8 &* drifters &+ 24, keeping: n)
        n = add(
            drifters: scratch.pointee.runs.start, drifters, to: i, at: me, isAnew: isAnew, scratch.pointee.joined.start, after: n)
        return n
    }

    /// Adds the drifters of some runs.
    @inline(__always)
    private func add(
        drifters list: UnsafePointer<LaneRun>, _ runs: Int, to i: Int, at me: Record, isAnew: Bool,
        _ near: UnsafeMutablePointer<Int32>, after n: Int
    ) -> Int {
        var n = n
        let limit = columns.limits[i]
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

    /// Adds the bodies of some runs that do not drift.
    @inline(__always)
    private func add(
        others list: UnsafePointer<LaneRun>, _ runs: Int, to i: Int, at me: Record, isAnew: Bool,
        _ near: UnsafeMutablePointer<Int32>, after n: Int
    ) -> Int {
        var n = n
        let limit = columns.limits[i]
        let all = (UnsafePointer(columns.x), UnsafePointer(columns.y), UnsafePointer(columns.z))
        for k in 0..<runs {
            let first = Int(list[k].first)
            let square = Self.square(all, first, me.x, me.y, me.z, period)
            let far = Eight.load(columns.limits + first) + limit
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
        Self.square(from, first, columns.x[i], columns.y[i], columns.z[i], period)
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
