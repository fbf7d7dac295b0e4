extension Window {
    /// How much of the ring (in 3-D the shell) from `radii.lowerBound` to `radii.upperBound` around a point lies in the window.
    ///
    /// Exact. A point outside counts to the nearest one inside.
    public func ring(around p: SIMD3<Double>, _ radii: Range<Double>) -> Double {
        ball(around: p, radius: radii.upperBound) - ball(around: p, radius: radii.lowerBound)
    }

    /// How much of the disc (in 3-D the ball) around a point lies in the window: area [µm²] or volume [µm³].
    ///
    /// The sum of the four quarters (eight octants) that the point's axes cut it into, each a corner of a box that starts at the point.
    public func ball(around p: SIMD3<Double>, radius r: Double) -> Double {
        guard r > 0 else { return 0 }
        let low = nearest(p)
        let high = size - low
        let room = isFlat ? min(low.x, low.y, high.x, high.y) : min(low.min(), high.min())
        if room >= r { return isFlat ? Self.pi * r * r : 4 / 3 * Self.pi * r * r * r }
        var sum = 0.0
        for x in [low.x, high.x] {
            for y in [low.y, high.y] {
                if isFlat {
                    sum += Self.quarter(x, y, r)
                } else {
                    sum += Self.octant(x, y, low.z, r) + Self.octant(x, y, high.z, r)
                }
            }
        }
        return sum
    }

    static let pi = 0x1.921fb54442d18p1

    /// The area of 0 < x < a, 0 < y < b in the disc of radius r around the origin.
    static func quarter(_ a: Double, _ b: Double, _ r: Double) -> Double {
        let (a, b) = (min(a, r), min(b, r))
        let square = r * r
        if a * a + b * b <= square { return a * b }
        // Two triangles, up to where the arc enters through y = b and leaves through x = a, and the sector between.
        let x = Elementary.squareRoot(square - b * b)
        let y = Elementary.squareRoot(square - a * a)
        let angle = Elementary.arcTangent(a * b - x * y, over: a * x + y * b)
        return 0.5 * (b * x + a * y + square * angle)
    }

    /// The volume of 0 < x < a, 0 < y < b, 0 < z < c in the ball of radius r around the origin.
    ///
    /// By the divergence theorem: a third of each piece of its surface times that piece's distance from the origin.
    static func octant(_ a: Double, _ b: Double, _ c: Double, _ r: Double) -> Double {
        let (a, b, c) = (min(a, r), min(b, r), min(c, r))
        func face(_ distance: Double, _ u: Double, _ v: Double) -> Double {
            distance * quarter(u, v, Elementary.squareRoot(r * r - distance * distance))
        }
        let sphere = 4 * pi * r * r * r * sphereShare(a / r, b / r, c / r)
        return (sphere + face(a, b, c) + face(b, a, c) + face(c, a, b)) / 3
    }

    /// The share of the unit sphere's surface with 0 < x < a, 0 < y < b, 0 < z < c, by inclusion and exclusion of what lies beyond.
    private static func sphereShare(_ a: Double, _ b: Double, _ c: Double) -> Double {
        let beyondOne = (3 - (a + b + c)) / 8
        let beyondTwo = (sphereShare(beyond: a, b) + sphereShare(beyond: b, c) + sphereShare(beyond: a, c)) / 2
        return 0.125 - beyondOne + beyondTwo - sphereShare(beyond: a, b, c)
    }

    /// The share with x > a and y > b.
    private static func sphereShare(beyond a: Double, _ b: Double) -> Double {
        let square = 1 - a * a - b * b
        guard square > 0 else { return 0 }
        let z = Elementary.squareRoot(square)
        return (Elementary.arcTangent(z, over: a * b) - a * Elementary.arcTangent(z, over: b) - b * Elementary.arcTangent(z, over: a))
            / (2 * pi)
    }

    /// The share with x > a, y > b and z > c.
    /// - Source: Baddeley, Moyeed, Howard & Boyde, Applied Statistics 42 (1993) 641.
    private static func sphereShare(beyond a: Double, _ b: Double, _ c: Double) -> Double {
        guard a * a + b * b + c * c < 1 else { return 0 }
        let x = Elementary.squareRoot(1 - b * b - c * c)
        let y = Elementary.squareRoot(1 - a * a - c * c)
        let z = Elementary.squareRoot(1 - a * a - b * b)
        let corners =
            Elementary.arcTangent(y, over: a * c) + Elementary.arcTangent(x, over: b * c) + Elementary.arcTangent(z, over: a * b)
        let edges =
            a * (Elementary.arcTangent(b, over: z) - Elementary.arcTangent(y, over: c))
            + b * (Elementary.arcTangent(a, over: z) - Elementary.arcTangent(x, over: c))
            + c * (Elementary.arcTangent(b, over: x) - Elementary.arcTangent(y, over: a))
        return (corners + edges) / (4 * pi) - 0.25
    }
}
