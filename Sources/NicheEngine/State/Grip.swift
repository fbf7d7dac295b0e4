/// One cell holds another, for a share of the step.
struct Grip {
    /// IDs of both.
    var holder: UInt64
    var held: UInt64
    /// Where both stand among the cells, until the next act.
    var holderCell: Int32
    var heldCell: Int32
    /// 0 to 1.
    var share: Double
}

/// Memory of one thread for settling who holds whom.
final class GripList {
    /// A neighbour that a cell may take hold of, and how soon [/min].
    struct Offer {
        var lane: Int32
        var other: Int32
        var rate: Double
    }

    var offers: [Offer] = []
    var grips: [Grip] = []
    /// By lane: how soon it lets go [/min].
    var releases: [Double] = []
}
