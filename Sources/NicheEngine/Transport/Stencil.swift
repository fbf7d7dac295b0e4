/// The even or odd half of one row of a level, with all it is coupled to: six half rows and their weights.
///
/// Red-black smoothing updates every second voxel of a row. Rows are stored with their even places first and then their odd ones,
/// so that the voxels of one colour and each kind of neighbour are contiguous, and a kernel takes eight at a time.
/// Lanes beyond the end of a row have no coupling and a diagonal of 1: their answer is finite and never used.
struct Stencil {
    /// Lanes to work on, a multiple of 8.
    var count: Int
    var centre: UnsafeMutablePointer<Double>
    var left: UnsafePointer<Double>
    var right: UnsafePointer<Double>
    var south: UnsafePointer<Double>
    var north: UnsafePointer<Double>
    var below: UnsafePointer<Double>
    var above: UnsafePointer<Double>
    /// Couplings along x and the sum of what leaves along x [1/min].
    var low: UnsafePointer<Double>
    var high: UnsafePointer<Double>
    var diagonal: UnsafePointer<Double>
    /// Couplings along y and z, the same for the whole row, and the sum of what leaves along them [1/min].
    var toSouth: Double
    var toNorth: Double
    var toBelow: Double
    var toAbove: Double
    var across: Double
    var loss: UnsafePointer<Double>
    var source: UnsafePointer<Double>
    /// Saturable uptake, if any.
    var capacity: UnsafePointer<Double>?
    var half: Double

    /// Source and inflow from the six neighbours [conc/min].
    @inline(__always)
    private func inflow(_ m: Int) -> Lanes {
        let x = low.lanes(m) * left.lanes(m) + high.lanes(m) * right.lanes(m)
        let y = toSouth * south.lanes(m) + toNorth * north.lanes(m)
        let z = toBelow * below.lanes(m) + toAbove * above.lanes(m)
        return source.lanes(m) + ((x + y) + z)
    }

    /// Solves each voxel's own equation exactly, the neighbours being held:
    ///
    ///     a c + q c / (h + c) = r,   c = 2 h r / (b + √(b² + 4 a h r)),   b = a h + q - r
    ///
    /// in the form that does not cancel for either sign of b. Below zero the uptake goes on as a straight line.
    /// - Complexity: per voxel 24 bytes of coefficients and 16 to 24 of concentrations; 1 division and, with uptake,
    ///   1 square root in 20 multiplications.
    @inline(__always)
    func relax() {
        if capacity == nil { relaxLinear() } else { relaxCurved() }
    }

    @inline(never)
    private func relaxLinear() {
        let across = Lanes(repeating: across)
        var m = 0
        while m < count {
            let a = loss.lanes(m) + (diagonal.lanes(m) + across)
            centre.store(inflow(m) / a, m)
            m += 8
        }
    }

    @inline(never)
    private func relaxCurved() {
        let across = Lanes(repeating: across)
        let h = Lanes(repeating: half)
        let capacity = capacity!
        var m = 0
        while m < count {
            let a = loss.lanes(m) + (diagonal.lanes(m) + across)
            let q = capacity.lanes(m)
            let r = inflow(m)
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
            centre.store(top / bottom, m)
            m += 8
        }
    }

    /// Adds `weight` times what the balance leaves over, source + inflow - a c - uptake(c).
    @inline(__always)
    func addResidual(times weight: Double, to sum: UnsafeMutablePointer<Double>) {
        if capacity == nil { addResidualLinear(times: weight, to: sum) } else { addResidualCurved(times: weight, to: sum) }
    }

    @inline(never)
    private func addResidualLinear(times weight: Double, to sum: UnsafeMutablePointer<Double>) {
        let across = Lanes(repeating: across)
        var m = 0
        while m < count {
            let a = loss.lanes(m) + (diagonal.lanes(m) + across)
            sum.store(sum.lanes(m) + weight * (inflow(m) - a * centre.lanes(m)), m)
            m += 8
        }
    }

    @inline(never)
    private func addResidualCurved(times weight: Double, to sum: UnsafeMutablePointer<Double>) {
        let across = Lanes(repeating: across)
        let h = Lanes(repeating: half)
        let capacity = capacity!
        var m = 0
        while m < count {
            let a = loss.lanes(m) + (diagonal.lanes(m) + across)
            let c = centre.lanes(m)
            let positive = c.replacing(with: 0, where: c .< 0)
            let uptake = capacity.lanes(m) * c / (h + positive)
            sum.store(sum.lanes(m) + weight * ((inflow(m) - a * c) - uptake), m)
            m += 8
        }
    }

    /// Adds `weight` times the loss that a coarser level should see in place of this one's.
    ///
    /// The loss is that of the balance made linear at c, σ = loss + q h / (h + c)². A single strong sink draws in proportion to the
    /// voxel's width, so on a coarser level it would draw too much; in series with the resistance between the two widths,
    /// σ s / (σ + s), it draws what it draws here. `limit` is s. Wherever σ is not small against s the smoother alone is fast,
    /// so that nothing is lost where the sink is not single.
    @inline(__always)
    func addStiffness(times weight: Double, limit: Double, to sum: UnsafeMutablePointer<Double>) {
        if capacity == nil {
            addStiffnessLinear(times: weight, limit: limit, to: sum)
        } else {
            addStiffnessCurved(times: weight, limit: limit, to: sum)
        }
    }

    @inline(never)
    private func addStiffnessLinear(times weight: Double, limit: Double, to sum: UnsafeMutablePointer<Double>) {
        let s = Lanes(repeating: limit)
        var m = 0
        while m < count {
            let l = loss.lanes(m)
            sum.store(sum.lanes(m) + weight * (l * s / (l + s)), m)
            m += 8
        }
    }

    @inline(never)
    private func addStiffnessCurved(times weight: Double, limit: Double, to sum: UnsafeMutablePointer<Double>) {
        let s = Lanes(repeating: limit)
        let h = Lanes(repeating: half)
        let capacity = capacity!
        var m = 0
        while m < count {
            let c = centre.lanes(m)
            let reach = h + c.replacing(with: 0, where: c .< 0)
            let square = reach * reach
            // σ times (h + c)², so that one division serves for both fractions.
            let top = loss.lanes(m) * square + capacity.lanes(m) * h
            sum.store(sum.lanes(m) + weight * (top * s / (top + s * square)), m)
            m += 8
        }
    }
}
