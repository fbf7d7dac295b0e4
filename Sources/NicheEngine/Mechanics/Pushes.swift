/// What pairs add to the velocity of a body, eight neighbours at a time.
///
/// A pair at distance d, with R the sum of the radii and Ra = reach R, adds to the velocity
///
///     [ √(rep_i rep_j) (1 - d/R)²  -  √(adh_i adh_j) (1 - d/Ra)² ] (r_i - r_j) / d
///
/// where a term counts only below its own distance, (1 - d/R)² to the pressure and √(rep_i rep_j) (1 - d/R) / R to half the
/// stiffness.
///
/// - Source: Ghaffarizadeh et al. (2018) PLoS Comput Biol 14:e1005991 (PhysiCell), potentials of interaction.
/// - Complexity: 48 bytes (of one cache line), 55 operations and one division a neighbour.
struct Pushes<Rule: Topology> {
    let records: UnsafePointer<Record>
    let period: SIMD3<Double>
    let inverseReach: Double
    let seal = Seal()

    /// Vectors in a block: of eight neighbours x, y, z, radius and the roots of the strengths before, and what they add to velocity,
    /// pressure and half the stiffness afterwards.
    static var stride: Int { 6 }

    /// Lines up the records of eight bodies in a block.
    ///
    /// This is kept apart from the arithmetic, through memory, because the compiler would otherwise split that along the seams.
    @inline(__always)
    func lineUp(_ near: UnsafePointer<Int32>, in block: UnsafeMutablePointer<SIMD8<Double>>) {
        for pair in 0..<3 {
            let base = UnsafeRawPointer(records) + 16 * pair
            @inline(__always)
            func one(_ lane: Int) -> SIMD2<Double> { (base + Int(near[lane]) &<< 6).load(as: SIMD2<Double>.self) }
            let (a, b, c, d, e, f, g, h) = (one(0), one(1), one(2), one(3), one(4), one(5), one(6), one(7))
            block[2 * pair] = SIMD8(a.x, b.x, c.x, d.x, e.x, f.x, g.x, h.x)
            block[2 * pair + 1] = SIMD8(a.y, b.y, c.y, d.y, e.y, f.y, g.y, h.y)
        }
    }

    /// Puts what the eight bodies of a block add to body i in their place.
    @inline(__always)
    func push(_ i: Int, from block: UnsafeMutablePointer<SIMD8<Double>>) {
        let me = records + i
        let dx = seal(Rule.nearest(me.pointee.x - block[0], period.x))
        let dy = seal(Rule.nearest(me.pointee.y - block[1], period.y))
        let dz = seal(Rule.nearest(me.pointee.z - block[2], period.z))
        let square = seal(dx * dx + dy * dy + dz * dz)
        let inverse = seal(Eight.inverseRoot(square))
        let inverseSum = seal(1 / (me.pointee.radius + block[3]))
        let ratio = seal(square * inverse * inverseSum)
        let overlap = seal(Eight.positive(seal(1 - ratio)))
        let gap = seal(Eight.positive(seal(1 - ratio * inverseReach)))
        let repulsion = seal((me.pointee.repulsion * block[4]) * overlap)
        let adhesion = (me.pointee.adhesion * block[5]) * gap
        let f = seal((repulsion * overlap - adhesion * gap) * inverse)
        block[0] = f * dx
        block[1] = f * dy
        block[2] = f * dz
        block[3] = overlap * overlap
        block[4] = repulsion * inverseSum
    }

    /// What bodies of a range in the very place of body i add: the later of two is pushed along x, the earlier one back. Above they
    /// add nothing.
    ///
    /// Each of them adds 1 to the raw pressure, so without that nobody need be asked.
    @inline(never)
    func apart(_ i: Int, _ range: Range<Int>) -> Double {
        let me = records[i]
        var push = 0.0
        for j in range where j != i {
            let other = records[j]
            guard other.x == me.x && other.y == me.y && other.z == me.z else { continue }
            let f = me.repulsion * other.repulsion - me.adhesion * other.adhesion
            push += j < i ? f : -f
        }
        return push
    }
}
