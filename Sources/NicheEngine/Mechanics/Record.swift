/// What a neighbour must know of a body, in one cache line.
struct Record {
    var x: Double
    var y: Double
    var z: Double
    var radius: Double
    /// √repulsion and √adhesion: a pair's strength is the product of two roots.
    var repulsion: Double
    var adhesion: Double
    private let spare0 = 0.0
    private let spare1 = 0.0

    init(x: Double, y: Double, z: Double, radius: Double, repulsion: Double, adhesion: Double) {
        self.x = x
        self.y = y
        self.z = z
        self.radius = radius
        self.repulsion = repulsion
        self.adhesion = adhesion
    }

    /// Without any strength and far from everything: fills up the last lanes.
    static let nobody = Record(x: 1e100, y: 1e100, z: 1e100, radius: 1, repulsion: 0, adhesion: 0)
}
