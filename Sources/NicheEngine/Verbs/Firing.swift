/// An event that fired in this step: a proposal until it is settled.
struct Firing {
    /// The cell it happens to, its type, phase, and which of the phase's events it is.
    var cell: Int32
    var kind: Int32
    var phase: Int32
    var event: Int32
    /// When in the step it fired [min from its head].
    var time: Double
    /// The neighbour it involves, or -1.
    var other: Int32 = -1
    /// Particles wanted, then got.
    var amount: Int32 = 0
    /// Particle it wants, or -1.
    var particle: Int32 = -1
}
