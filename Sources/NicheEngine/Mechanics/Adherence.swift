/// Whom bodies hold to and how far they reach, where that differs. By column, in the caller's order, who owns the memory.
///
/// A pair adheres with √(A_i a_ij A_j a_ji), A the adhesion of a body and a_ij the affinity of body i to the kind of body j, below the sum of
/// both limits.
public struct Adherence {
    /// How far adhesion reaches from the centre of a body [µm].
    let limits: Limits
    /// By body, below `kindCount`.
    let kinds: UnsafePointer<Int32>
    let kindCount: Int
    /// Of the bodies [µm/min].
    let adhesion: UnsafePointer<Double>
    /// By body and kind, kinds in a row: the root of the affinity to the kind.
    let roots: UnsafePointer<Double>

    init(limits: Limits, adhesion: UnsafePointer<Double>, kinds: UnsafePointer<Int32>, kindCount: Int, roots: UnsafePointer<Double>) {
        self.limits = limits
        self.adhesion = adhesion
        self.kinds = kinds
        self.kindCount = kindCount
        self.roots = roots
    }
}

/// Adhesion where bodies differ in it: pair by pair, beside the repulsion that ``Pushes`` computes in eights.
///
/// - Complexity: a line and 36 bytes, 25 operations, two roots and two divisions a neighbour; several times what pairs cost that are all alike.
struct Clinging<Rule: Topology> {
    private let adherence: Adherence
    private let records: UnsafePointer<Record>
    private let order: UnsafePointer<Int32>
    private let period: SIMD3<Double>

    /// - Returns: nil where all bodies are alike.
    init?(_ mechanics: Mechanics) {
        guard let adherence = mechanics.adherence else { return nil }
        self.adherence = adherence
        records = UnsafePointer(mechanics.columns.records)
        order = mechanics.bins.order
        period = mechanics.period
    }

    /// What the neighbours of body i, which stands where `me` says, add to its velocity [µm/min]. Those in its very place add nothing.
    @inline(never)
    func pull(on me: Record, _ i: Int, by near: UnsafePointer<Int32>, _ count: Int) -> SIMD3<Double> {
        let mine = Int(order[i])
        let (limit, adhesion, kind) = (adherence.limits[mine], adherence.adhesion[mine], Int(adherence.kinds[mine]))
        let roots = adherence.roots + mine * adherence.kindCount
        var velocity = SIMD3<Double>()
        for k in 0..<count {
            let other = records[Int(near[k])]
            let way = SIMD3(
                Rule.nearest(me.x - other.x, period.x), Rule.nearest(me.y - other.y, period.y), Rule.nearest(me.z - other.z, period.z))
            let theirs = Int(order[Int(near[k])])
            let far = limit + adherence.limits[theirs]
            let square = (way * way).sum()
            guard square > 0, square < far * far else { continue }
            let distance = square.squareRoot()
            let gap = 1 - distance / far
            let affinity = roots[Int(adherence.kinds[theirs])] * adherence.roots[theirs * adherence.kindCount + kind]
            let strength = (adhesion * adherence.adhesion[theirs]).squareRoot() * affinity
            velocity -= way * (strength * gap * gap / distance)
        }
        return velocity
    }
}
