/// What pairs add to the velocity of a body, eight neighbours at a time.
///
/// A pair at distance d, with R the sum of the radii and Ra = reach R, adds to the velocity
///
///     [ √(rep_i rep_j) (1 - d/R)²  -  √(adh_i adh_j) (1 - d/Ra)² ] (r_i - r_j) / d
///
/// where a term counts only below its own distance, and (1 - d/R)² to the pressure.
///
/// - Source: Ghaffarizadeh et al. (2018) PLoS Comput Biol 14:e1005991 (PhysiCell), potentials of interaction.
/// - Complexity: 48 bytes (of one cache line), 55 operations and one division a neighbour.
struct Pushes<Rule: Topology> {
    let records: UnsafePointer<Record>
    let period: SIMD3<Double>
    let inverseReach: Double
    let seal = Seal()

    /// Vectors in a block: first the records of eight neighbours, two columns together, then what they add to velocity and pressure, and, if
    /// it is asked for, to the stiffness: half of Σ √(rep_i rep_j) 2 (1 - d/R) / R n n, with n the direction to the neighbour; xx, yy, zz,
    /// xy, xz, yz.
    static var stride: Int { 10 }

    /// Lines up the records of eight bodies in a block: x and y, z and radius, and the strengths, first of the even bodies and then of
    /// the odd ones.
    ///
    /// This is kept apart from the arithmetic, through memory, because the compiler would otherwise split that along the seams.
    @inline(__always)
    func lineUp(_ near: UnsafePointer<Int32>, in block: UnsafeMutablePointer<SIMD8<Double>>) {
        for pair in 0..<3 {
            let base = UnsafeRawPointer(records) + 16 * pair
            @inline(__always)
            func one(_ lane: Int) -> SIMD2<Double> { (base + Int(near[lane]) &<< 6).load(as: SIMD2<Double>.self) }
            @inline(__always)
            func four(_ lane: Int) -> SIMD8<Double> {
                SIMD8(
                    lowHalf: SIMD4(lowHalf: one(lane), highHalf: one(lane + 2)),
                    highHalf: SIMD4(lowHalf: one(lane + 4), highHalf: one(lane + 6)))
            }
            block[2 * pair] = four(0)
            block[2 * pair + 1] = four(1)
        }
    }

    /// The first and the second column of a pair.
    @inline(__always)
    private func columns(_ pair: UnsafePointer<SIMD8<Double>>) -> (SIMD8<Double>, SIMD8<Double>) {
        let (a, b) = (pair[0], pair[1])
        return (
            seal(SIMD8(a[0], b[0], a[2], b[2], a[4], b[4], a[6], b[6])),
            seal(SIMD8(a[1], b[1], a[3], b[3], a[5], b[5], a[7], b[7]))
        )
    }

    /// Puts what the eight bodies of a block add to a body in their place.
    @inline(__always)
    func push(_ me: UnsafePointer<Record>, from block: UnsafeMutablePointer<SIMD8<Double>>, withStiffness: Bool) {
        let ((px, py), (pz, radius), (repulsions, adhesions)) = (columns(block), columns(block + 2), columns(block + 4))
        let dx = seal(Rule.nearest(me.pointee.x - px, period.x))
        let dy = seal(Rule.nearest(me.pointee.y - py, period.y))
        let dz = seal(Rule.nearest(me.pointee.z - pz, period.z))
        let square = seal(dx * dx + dy * dy + dz * dz)
        let inverse = seal(Eight.inverseRoot(square))
        let inverseSum = seal(1 / (me.pointee.radius + radius))
        let ratio = seal(square * inverse * inverseSum)
        let overlap = seal(Eight.positive(seal(1 - ratio)))
        let gap = seal(Eight.positive(seal(1 - ratio * inverseReach)))
        let repulsion = seal((me.pointee.repulsion * repulsions) * overlap)
        let adhesion = (me.pointee.adhesion * adhesions) * gap
        let f = seal((repulsion * overlap - adhesion * gap) * inverse)
        block[0] = f * dx
        block[1] = f * dy
        block[2] = f * dz
        block[3] = overlap * overlap
        // Half the slope of the push. Nobody reads it without the directions, but if it is not written the optimiser takes the
        // division apart.
        block[4] = repulsion * inverseSum
        guard withStiffness else { return }
        let weight = seal(repulsion * seal(inverseSum * seal(inverse * inverse)))
        let (wx, wy) = (seal(weight * dx), seal(weight * dy))
        block[4] = wx * dx
        block[5] = wy * dy
        block[6] = seal(weight * dz) * dz
        block[7] = wx * dy
        block[8] = wx * dz
        block[9] = wy * dz
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
