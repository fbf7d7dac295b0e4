/// The even or odd half of one row of a level, with all it is coupled to: six half rows and their weights.
///
/// Red-black smoothing updates every second voxel of a row. Rows are stored with their even places first and then their odd ones,
/// so that the voxels of one colour and each kind of neighbour are contiguous, and a kernel takes eight at a time.
/// Lanes beyond the end of a row have no coupling and a diagonal of 1: their answer is finite and never used.
struct Stencil {
    /// Lanes to work on, a multiple of 8.
    let count: Int
    var centre: UnsafeMutablePointer<Double>
    var left: UnsafeMutablePointer<Double>
    var right: UnsafeMutablePointer<Double>
    var south: UnsafeMutablePointer<Double>
    var north: UnsafeMutablePointer<Double>
    var below: UnsafeMutablePointer<Double>
    var above: UnsafeMutablePointer<Double>
    /// Couplings along x and the sum of what leaves along x [1/min].
    let low: UnsafeMutablePointer<Double>
    let high: UnsafeMutablePointer<Double>
    let diagonal: UnsafeMutablePointer<Double>
    /// Couplings along y and z, the same for the whole row, and the sum of what leaves along them [1/min].
    var toSouth: Double
    var toNorth: Double
    let toBelow: Double
    let toAbove: Double
    var across: Double
    var loss: UnsafeMutablePointer<Double>
    var source: UnsafeMutablePointer<Double>
    var capacity: UnsafeMutablePointer<Double>
    let half: Double
    /// Parts of the row that the places make up, zero in spare ones.
    let share: UnsafeMutablePointer<Double>

    /// The places of row (j, k) of this parity.
    @inline(__always)
    init(_ level: Level, _ j: Int, _ k: Int, parity: Int) {
        let (y, z) = (level.y, level.z)
        let line = level.row(j, k)
        let pitch = level.pitch
        let own = parity &* level.half
        let other = level.half &- own
        let place = (k &* y.count &+ j) &* pitch &+ own
        let plane = level.isFlat ? 0 : (y.count &+ 2) &* pitch
        count = ((level.x.count &+ 1 &- parity) / 2 &+ 7) & ~7
        centre = line + own
        left = line + (other &- (1 &- parity))
        right = line + (other &+ parity)
        south = centre - pitch
        north = centre + pitch
        below = centre - plane
        above = centre + plane
        low = level.x.low + own
        high = level.x.high + own
        diagonal = level.x.diagonal + own
        share = level.x.share + own
        toSouth = y.low[j]
        toNorth = y.high[j]
        toBelow = z.low[k]
        toAbove = z.high[k]
        across = y.diagonal[j] + z.diagonal[k]
        loss = level.loss + place
        source = level.source + place
        capacity = level.capacity + place
        half = level.saturation
    }

    /// Goes on to row j, the second next one in the same plane: the places of the same colour there have the same parity.
    @inline(__always)
    mutating func advance(to j: Int, _ level: Level, _ k: Int) {
        let step = 2 &* level.pitch
        centre += step
        left += step
        right += step
        south += step
        north += step
        below += step
        above += step
        loss += step
        source += step
        capacity += step
        toSouth = level.y.low[j]
        toNorth = level.y.high[j]
        across = level.y.diagonal[j] + level.z.diagonal[k]
    }

    /// Source and inflow from the neighbours, six of them or in a flat level four [conc/min].
    @inline(__always)
    private func inflow(_ m: Int, isFlat: Bool) -> Lanes {
        let x = low.lanes(m) * left.lanes(m) + high.lanes(m) * right.lanes(m)
        let y = toSouth * south.lanes(m) + toNorth * north.lanes(m)
        if isFlat { return source.lanes(m) + (x + y) }
        let z = toBelow * below.lanes(m) + toAbove * above.lanes(m)
        return source.lanes(m) + ((x + y) + z)
    }

    /// All that leaves in proportion to the concentration [1/min].
    @inline(__always)
    private func outflow(_ m: Int) -> Lanes { loss.lanes(m) + (diagonal.lanes(m) + across) }
}

/// The kernels. Each is a function of its own for each kind of row: inlined into a loop over rows, the compiler takes them apart into
/// single numbers, six times as slow.
extension Stencil {
    /// Solves each voxel's own equation exactly, the neighbours being held:
    ///
    ///     a c + q c / (h + c) = r,   c = 2 h r / (b + √(b² + 4 a h r)),   b = a h + q - r
    ///
    /// in the form that does not cancel for either sign of b. Below zero the uptake goes on as a straight line.
    /// - Parameter most: grows to the largest magnitude of the values.
    @inline(__always)
    private func relax(_ most: inout Lanes, isFlat: Bool) {
        var largest = most
        var m = 0
        while m < count {
            let c = inflow(m, isFlat: isFlat) / outflow(m)
            centre.store(c, m)
            largest.keepLarger(c.magnitude)
            m += 8
        }
        most = largest
    }

    @inline(__always)
    private func relaxCurved(_ most: inout Lanes, isFlat: Bool) {
        var largest = most
        let h = Lanes(repeating: half)
        var m = 0
        while m < count {
            let a = outflow(m)
            let q = capacity.lanes(m)
            let r = inflow(m, isFlat: isFlat)
            let ah = a * h
            let hr = h * r
            let b = (ah + q) - r
            let root = (b * b + 4 * (a * hr)).root
            let isLow = b .> 0
            var top = (root - b).replacing(with: hr + hr, where: isLow)
            var bottom = (a + a).replacing(with: b + root, where: isLow)
            let isNegative = r .< 0
            top.replace(with: hr, where: isNegative)
            bottom.replace(with: ah + q, where: isNegative)
            let c = top / bottom
            centre.store(c, m)
            largest.keepLarger(c.magnitude)
            m += 8
        }
        most = largest
    }

    /// Adds `weight` times what the balance leaves over, source + inflow - a c - uptake(c) [conc/min].
    /// - Parameter furthest: grows to the furthest that `relax` would now move a value.
    @inline(__always)
    private func addResidual(_ weight: Double, _ sum: UnsafeMutablePointer<Double>, _ furthest: inout Lanes, isFlat: Bool) {
        var most = furthest
        var m = 0
        while m < count {
            let a = outflow(m)
            let rest = inflow(m, isFlat: isFlat) - a * centre.lanes(m)
            let move = (rest / a).magnitude
            // Spare places may hold what is beyond a periodic side.
            most.keepLarger(move.replacing(with: 0, where: share.lanes(m) .== 0))
            sum.store(sum.lanes(m) + weight * rest, m)
            m += 8
        }
        furthest = most
    }

    @inline(__always)
    private func addResidualCurved(_ weight: Double, _ sum: UnsafeMutablePointer<Double>, _ furthest: inout Lanes, isFlat: Bool) {
        var most = furthest
        let h = Lanes(repeating: half)
        var m = 0
        while m < count {
            let a = outflow(m)
            let c = centre.lanes(m)
            let fraction = 1 / (h + c.replacing(with: 0, where: c .< 0))
            let uptake = capacity.lanes(m) * fraction
            let rest = (inflow(m, isFlat: isFlat) - a * c) - uptake * c
            let move = (rest / (a + uptake * (h * fraction))).magnitude
            most.keepLarger(move.replacing(with: 0, where: share.lanes(m) .== 0))
            sum.store(sum.lanes(m) + weight * rest, m)
            m += 8
        }
        furthest = most
    }

    @inline(never) func relaxFlat(_ most: inout Lanes) { relax(&most, isFlat: true) }
    @inline(never) func relaxDeep(_ most: inout Lanes) { relax(&most, isFlat: false) }
    @inline(never) func relaxFlatCurved(_ most: inout Lanes) { relaxCurved(&most, isFlat: true) }
    @inline(never) func relaxDeepCurved(_ most: inout Lanes) { relaxCurved(&most, isFlat: false) }

    @inline(never)
    func addResidualFlat(times weight: Double, to sum: UnsafeMutablePointer<Double>, _ furthest: inout Lanes) {
        addResidual(weight, sum, &furthest, isFlat: true)
    }
    @inline(never)
    func addResidualDeep(times weight: Double, to sum: UnsafeMutablePointer<Double>, _ furthest: inout Lanes) {
        addResidual(weight, sum, &furthest, isFlat: false)
    }
    @inline(never)
    func addResidualFlatCurved(times weight: Double, to sum: UnsafeMutablePointer<Double>, _ furthest: inout Lanes) {
        addResidualCurved(weight, sum, &furthest, isFlat: true)
    }
    @inline(never)
    func addResidualDeepCurved(times weight: Double, to sum: UnsafeMutablePointer<Double>, _ furthest: inout Lanes) {
        addResidualCurved(weight, sum, &furthest, isFlat: false)
    }
}
