/// Bodies that are made for timing and tests. It frees them when it goes.
public final class Cloud {
    public let bodies: Bodies
    /// Edge of the cube that holds the cloud [µm].
    public let size: Double
    private let values: UnsafeMutablePointer<Double>

    /// Radius, repulsion and adhesion of a body unless something else is said.
    static let radius = 8.4
    static let strengths = (repulsion: 10.0, adhesion: 0.4)

    init(_ count: Int, size: Double) {
        self.size = size
        let values = UnsafeMutablePointer<Double>.allocate(capacity: 10 * count)
        values.initialize(repeating: 0, count: 10 * count)
        self.values = values
        func column(_ k: Int) -> UnsafeMutablePointer<Double> { values + k * count }
        bodies = Bodies(
            count: count, x: column(0), y: column(1), z: column(2), radius: column(3), repulsion: column(4),
            adhesion: column(5), walkX: column(6), walkY: column(7), walkZ: column(8), pressure: column(9))
        for i in 0..<count {
            column(3)[i] = Self.radius
            column(4)[i] = Self.strengths.repulsion
            column(5)[i] = Self.strengths.adhesion
        }
    }

    deinit { values.deallocate() }

    var radius: UnsafeMutablePointer<Double> { values + 3 * bodies.count }

    func position(_ i: Int) -> SIMD3<Double> { SIMD3(bodies.x[i], bodies.y[i], bodies.z[i]) }

    func place(_ i: Int, _ p: SIMD3<Double>) { (bodies.x[i], bodies.y[i], bodies.z[i]) = (p.x, p.y, p.z) }

    /// A body's own walk [µm/min].
    func setWalk(_ i: Int, _ v: SIMD3<Double>) {
        (values[6 * bodies.count + i], values[7 * bodies.count + i], values[8 * bodies.count + i]) = (v.x, v.y, v.z)
    }

    func copy() -> Cloud {
        let other = Cloud(bodies.count, size: size)
        other.values.update(from: values, count: 10 * bodies.count)
        return other
    }

    /// The coordinates of all, to begin from the same places again.
    func copyPlaces(to memory: UnsafeMutablePointer<Double>) { memory.update(from: values, count: 3 * bodies.count) }
    func setPlaces(from memory: UnsafePointer<Double>) { values.update(from: memory, count: 3 * bodies.count) }

    /// A close packing (face-centred cubic) whose bodies overlap a little and are shifted at random: 11 to 12 neighbours in reach.
    /// Bodies come cell by cell of the lattice, nearly as in a caller's columns.
    public static func packed(count: Int) -> Cloud {
        let spacing = 2 * radius * 0.97
        let edge = spacing * 2.0.squareRoot()
        var cells = 1
        while 4 * cells * cells * cells < count { cells += 1 }
        let cloud = Cloud(count, size: Double(cells) * edge)
        let corners: [SIMD3<Double>] = [SIMD3(0, 0, 0), SIMD3(0.5, 0.5, 0), SIMD3(0.5, 0, 0.5), SIMD3(0, 0.5, 0.5)]
        var chance = Chance()
        var i = 0
        for k in 0..<cells * cells * cells {
            let corner = SIMD3(Double(k % cells), Double(k / cells % cells), Double(k / (cells * cells))) + 0.25
            for shift in corners where i < count {
                let p = (corner + shift) * edge
                let jitter = (chance.next(), chance.next(), chance.next())
                cloud.place(i, p + (SIMD3(jitter.0, jitter.1, jitter.2) - 0.5) * 0.2 * spacing)
                i += 1
            }
        }
        return cloud
    }

    /// Makes two bodies of half the volume out of one, 0.8 of its radius apart.
    func divide(_ mother: Int, into daughter: Int, along direction: SIMD3<Double>) {
        let (p, half) = (position(mother), 0.4 * radius[mother])
        radius[mother] *= 0.793_700_525_984_099_7
        radius[daughter] = radius[mother]
        place(mother, p - half * direction)
        place(daughter, p + half * direction)
    }
}

/// Numbers that look random, the same in every run.
struct Chance {
    private var state: UInt64

    init(seed: UInt64 = 1) { state = seed }

    /// In 0..<1.
    mutating func next() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) / 9_007_199_254_740_992
    }

    /// Of length 1, anywhere on the sphere.
    mutating func direction() -> SIMD3<Double> {
        while true {
            let p = SIMD3(next(), next(), next()) * 2 - 1
            let square = (p * p).sum()
            if square > 0.01 && square < 1 { return p / square.squareRoot() }
        }
    }
}
