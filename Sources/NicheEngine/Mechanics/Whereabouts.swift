/// Where the bodies will be over a step, as far as one knows beforehand: each stays near the middle of its walk.
///
/// Listing a walker around the middle of its way, within half its length and the slack, keeps its list short and complete: only who is pushed
/// farther than the slack, or walks farther than pays, drifts (see ``Drifters``).
///
/// - Complexity: 56 bytes read and 32 written a body; one root a walker.
struct Whereabouts {
    /// In the caller's order: the middles of the ways, and how near another's centre must come to be near: reach × radius, the slack and
    /// half the way.
    let x, y, z, limits: UnsafeMutablePointer<Double>
    private let bodies: Bodies
    private let space: Space
    private let reach: Double
    private let slack: Double
    private let duration: Double
    private let longest: Double

    /// - Parameters:
    ///   - longest: half of the longest way that is listed [µm]; who walks farther is listed where it starts.
    ///   - room: memory for four numbers a body.
    init(
        _ bodies: Bodies, _ space: Space, reach: Double, slack: Double, over duration: Double, longest: Double,
        in room: UnsafeMutablePointer<SIMD4<Double>>
    ) {
        x = UnsafeMutableRawPointer(room).assumingMemoryBound(to: Double.self)
        y = x + bodies.count
        z = y + bodies.count
        limits = z + bodies.count
        self.bodies = bodies
        self.space = space
        self.reach = reach
        self.slack = slack
        self.duration = duration
        self.longest = longest
    }

    /// Finds out those of a range.
    ///
    /// - Returns: the greatest limit.
    func find(_ range: Range<Int>) -> Double {
        var most = 0.0
        for i in range {
            let start = SIMD3(bodies.x[i], bodies.y[i], bodies.z[i])
            var (middle, limit) = (start, bodies.limit(i, reach) + slack)
            if longest > 0 {
                let half = SIMD3(bodies.walkX[i], bodies.walkY[i], bodies.walkZ[i]) * (0.5 * duration)
                let square = (half * half).sum()
                if square > 0 && square <= longest * longest {
                    middle = space.held(half, from: start)
                    limit += square.squareRoot()
                }
            }
            (x[i], y[i], z[i]) = (middle.x, middle.y, middle.z)
            limits[i] = limit
            most = limit > most ? limit : most
        }
        return most
    }
}
