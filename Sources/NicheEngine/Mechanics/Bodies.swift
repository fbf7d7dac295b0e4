/// Bodies by column, in the caller's order. The pointers stay owned by the caller and hold at least `count` values each.
///
/// At the head of a step that order should be bin order, then ID: the columns are then read nearly in a row.
public struct Bodies {
    public var count: Int
    /// Centres [µm]; moved in place. Along a periodic axis they must lie within the space.
    public var x, y, z: UnsafeMutablePointer<Double>
    /// Radius [µm], above 0.
    public var radius: UnsafePointer<Double>
    /// Strength of the repulsion and of the adhesion between two such bodies [µm/min], not below 0.
    public var repulsion, adhesion: UnsafePointer<Double>
    /// Own walk: the mean velocity over the step [µm/min].
    public var walkX, walkY, walkZ: UnsafePointer<Double>
    /// How squeezed a body is: 1 in a just confluent layer; written.
    public var pressure: UnsafeMutablePointer<Double>
    /// Whom bodies hold to and how far they reach; nil where all are alike.
    public var adherence: Adherence?

    /// How far adhesion reaches from the centre of a body [µm], where all others reach some radii.
    @inline(__always)
    func limit(_ i: Int, _ reach: Double) -> Double { adherence.map { $0.limits[i] } ?? reach * radius[i] }

    @inline(__always)
    func walk(_ i: Int) -> SIMD3<Double> { SIMD3(walkX[i], walkY[i], walkZ[i]) }

    public init(
        count: Int, x: UnsafeMutablePointer<Double>, y: UnsafeMutablePointer<Double>, z: UnsafeMutablePointer<Double>,
        radius: UnsafePointer<Double>, repulsion: UnsafePointer<Double>, adhesion: UnsafePointer<Double>,
        walkX: UnsafePointer<Double>, walkY: UnsafePointer<Double>, walkZ: UnsafePointer<Double>,
        pressure: UnsafeMutablePointer<Double>, adherence: Adherence? = nil
    ) {
        precondition(count >= 0 && count < Int(Int32.max) - 64)
        self.count = count
        self.x = x
        self.y = y
        self.z = z
        self.radius = radius
        self.repulsion = repulsion
        self.adhesion = adhesion
        self.walkX = walkX
        self.walkY = walkY
        self.walkZ = walkZ
        self.pressure = pressure
        self.adherence = adherence
    }
}
