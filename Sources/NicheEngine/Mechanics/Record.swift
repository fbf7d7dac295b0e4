/// What a neighbour must know of a body, and what it keeps for itself, in one cache line.
struct Record {
    var x: Double
    var y: Double
    var z: Double
    var radius: Double
    /// √repulsion and √adhesion: a pair's strength is the product of two roots.
    var repulsion: Double
    var adhesion: Double
    /// No mode that the body takes part in relaxes faster [1/min]; below 0 where what the pushes say is to be taken as it is.
    var stiffness = 0.0
    /// How far the body may be from where it is listed [µm].
    var leash: Double

    init(x: Double, y: Double, z: Double, radius: Double, repulsion: Double, adhesion: Double, leash: Double = 0) {
        self.x = x
        self.y = y
        self.z = z
        self.radius = radius
        self.repulsion = repulsion
        self.adhesion = adhesion
        self.leash = leash
    }

    /// Without any strength and far from everything: fills up the last lanes.
    static let nobody = Record(x: 1e100, y: 1e100, z: 1e100, radius: 1, repulsion: 0, adhesion: 0)
}
