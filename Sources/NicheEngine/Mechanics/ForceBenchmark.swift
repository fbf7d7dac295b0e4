/// Times the forces on a packed cloud.
public enum ForceBenchmark {
    /// Packed of a cloud that is made for timing and tests. It frees them when it goes.
    public final class Cloud {
        public let bodies: Bodies
        /// Edge of the cube that holds the cloud [µm].
        public let size: Double
        private let values: UnsafeMutablePointer<Double>

        init(_ count: Int, _ size: Double) {
            self.size = size
            let values = UnsafeMutablePointer<Double>.allocate(capacity: 10 * count)
            values.initialize(repeating: 0, count: 10 * count)
            self.values = values
            func column(_ k: Int) -> UnsafeMutablePointer<Double> { values + k * count }
            bodies = Bodies(
                count: count, x: column(0), y: column(1), z: column(2), radius: column(3), repulsion: column(4),
                adhesion: column(5), walkX: column(6), walkY: column(7), walkZ: column(8), pressure: column(9))
            for i in 0..<count {
                column(3)[i] = ForceBenchmark.radius
                column(4)[i] = 10
                column(5)[i] = 0.4
            }
        }

        deinit { values.deallocate() }
    }

    private static let radius = 8.4

    /// A close packing (face-centred cubic) whose bodies overlap a little and are shifted at random: 11 to 12 neighbours in reach.
    /// Bodies come cell by cell of the lattice, nearly as in a caller's columns.
    public static func packedBodies(count: Int) -> Cloud {
        let spacing = 2 * radius * 0.97
        let edge = spacing * 2.0.squareRoot()
        var cells = 1
        while 4 * cells * cells * cells < count { cells += 1 }
        let cloud = Cloud(count, Double(cells) * edge)
        let (x, y, z) = (cloud.bodies.x, cloud.bodies.y, cloud.bodies.z)
        let corners: [SIMD3<Double>] = [SIMD3(0, 0, 0), SIMD3(0.5, 0.5, 0), SIMD3(0.5, 0, 0.5), SIMD3(0, 0.5, 0.5)]
        var state: UInt64 = 1
        func jitter() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (Double(state >> 11) / 9_007_199_254_740_992 - 0.5) * 0.2 * spacing
        }
        var i = 0
        for k in 0..<cells * cells * cells {
            let corner = SIMD3(Double(k % cells), Double(k / cells % cells), Double(k / (cells * cells))) + 0.25
            for shift in corners where i < count {
                let p = (corner + shift) * edge
                x[i] = p.x + jitter()
                y[i] = p.y + jitter()
                z[i] = p.z + jitter()
                i += 1
            }
        }
        return cloud
    }

    /// Times whole evaluations, the sorting included.
    ///
    /// - Returns: nanoseconds a body and evaluation (the best of the repeats), and the neighbours a body has in reach.
    public static func run(count: Int, threads: Int, repeats: Int) -> (nsPerStep: Double, neighbours: Double) {
        let cloud = packedBodies(count: count)
        let bodies = cloud.bodies
        let pool = Pool(threads: threads)
        // The columns live as long as the cloud.
        defer { withExtendedLifetime(cloud) { pool.close() } }
        let mechanics = Mechanics(space: Space(size: SIMD3(repeating: cloud.size)), pool: pool)
        let out = UnsafeMutablePointer<Double>.allocate(capacity: 3 * count)
        defer { out.deallocate() }
        mechanics.evaluate(bodies, out, out + count, out + 2 * count)
        let clock = ContinuousClock()
        var best = Double.infinity
        for _ in 0..<repeats {
            let time = clock.measure { mechanics.evaluate(bodies, out, out + count, out + 2 * count) }
            best = min(best, Double(time.components.attoseconds) * 1e-9 + Double(time.components.seconds) * 1e9)
        }
        let pairs = mechanics.contacts(
            x: bodies.x, y: bodies.y, z: bodies.z, radius: bodies.radius, count: count, reach: mechanics.reach
        ).other.count
        return (best / Double(count), Double(pairs) / Double(count))
    }
}
