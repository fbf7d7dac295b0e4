/// Times whole steps of the mechanics, six minutes each: search, forces, moves and sorting.
public enum MechanicsBenchmark {
    public enum Scene: String, Sendable {
        /// A packed cloud that has settled.
        case resting
        /// The same where one body in 200 has just divided and one in 20 walks at 0.5 µm/min.
        case growing
    }

    public enum Method: String, Sendable, CaseIterable { case pairs, pressure }

    public struct Outcome {
        /// Nanoseconds a body and step, by the clock and in processor time; medians of the repeats.
        public var wall, processor: Double
        public var substeps: Int
        /// The part of the bodies that had moved too far for their lists at the last evaluation.
        public var drifters: Double
    }

    static let duration = 6.0
    private static let settling = 4

    public static func run(_ scene: Scene, _ method: Method = .pairs, count: Int, threads: Int, repeats: Int) -> Outcome {
        let pool = Pool(threads: threads)
        defer { pool.close() }
        let divided = scene == .growing ? count / 200 : 0
        var cloud = Cloud.packed(count: count - divided)
        let space = Space(size: SIMD3(repeating: cloud.size))
        let mechanics: any CellMechanics =
            method == .pairs ? Mechanics(space: space, pool: pool) : PressureMechanics(space: space, pool: pool)
        for _ in 0..<settling { _ = mechanics.advance(cloud.bodies, duration: duration) }
        if scene == .growing { cloud = grown(cloud, to: count) }
        // The columns live as long as the cloud.
        defer { withExtendedLifetime(cloud) {} }
        let places = UnsafeMutablePointer<Double>.allocate(capacity: 3 * count)
        defer { places.deallocate() }
        cloud.copyPlaces(to: places)
        var times: [(wall: Double, processor: Double)] = []
        var substeps = 0
        // The first is not counted.
        for _ in 0..<max(1, repeats) + 1 {
            cloud.setPlaces(from: places)
            let watch = Stopwatch()
            substeps = mechanics.advance(cloud.bodies, duration: duration).substeps
            times.append(watch.elapsed)
        }
        times.removeFirst()
        return Outcome(
            wall: times.map(\.wall).median / Double(count), processor: times.map(\.processor).median / Double(count),
            substeps: substeps, drifters: Double((mechanics as? Mechanics)?.drifters.count ?? 0) / Double(count))
    }

    /// The cloud after some have divided, each daughter next to its mother in memory, and with some walking.
    private static func grown(_ cloud: Cloud, to count: Int) -> Cloud {
        let grown = Cloud(count, size: cloud.size)
        let old = cloud.bodies.count
        var (chance, i) = (Chance(), 0)
        for k in 0..<old {
            grown.place(i, cloud.position(k))
            i += 1
            // As many as there are places left, evenly spread.
            if (k + 1) * (count - old) / old > k * (count - old) / old {
                grown.divide(i - 1, into: i, along: chance.direction())
                i += 1
            }
        }
        for k in stride(from: 0, to: count, by: 20) { grown.setWalk(k, 0.5 * chance.direction()) }
        return grown
    }
}
