/// Times the forces on a packed cloud.
public enum ForceBenchmark {
    public struct Outcome {
        /// Nanoseconds a body and evaluation, the sorting included: the best of the repeats by the clock, as the yardstick counts, and
        /// the median of the processor time.
        public var best, processor: Double
        /// How many bodies a body has in reach.
        public var neighbours: Double
    }

    /// Times whole evaluations.
    public static func run(count: Int, threads: Int, repeats: Int) -> Outcome {
        let cloud = Cloud.packed(count: count)
        let bodies = cloud.bodies
        let pool = Pool(threads: threads)
        // The columns live as long as the cloud.
        defer { withExtendedLifetime(cloud) { pool.close() } }
        let mechanics = Mechanics(space: Space(size: SIMD3(repeating: cloud.size)), pool: pool)
        let out = UnsafeMutablePointer<Double>.allocate(capacity: 3 * count)
        defer { out.deallocate() }
        mechanics.evaluate(bodies, out, out + count, out + 2 * count)
        let times = (0..<max(1, repeats)).map { _ in
            let watch = Stopwatch()
            mechanics.evaluate(bodies, out, out + count, out + 2 * count)
            return watch.elapsed
        }
        return Outcome(
            best: times.map(\.wall).min()! / Double(count), processor: times.map(\.processor).median / Double(count),
            neighbours: Double(
                mechanics.contacts(
                    x: bodies.x, y: bodies.y, z: bodies.z, radius: bodies.radius, count: count, reach: mechanics.reach
                ).other.count) / Double(count))
    }
}
