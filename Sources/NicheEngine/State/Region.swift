import NicheMath
import NicheModel

/// A disc (a ball in 3-D), a ring, a box or the whole space, to put things into. Discs and rings end at membranes.
struct Region {
    private let inner: Double
    private let outer: Double?
    private let centre: SIMD3<Double>
    private let size: SIMD3<Double>
    /// The sides of the box; those of the space unless it is one.
    private let low: SIMD3<Double>, high: SIMD3<Double>
    private let membranes: Membranes
    private let isSlice: Bool

    init(_ region: Model.Placement.Where, size: SIMD3<Double>, isSlice: Bool, _ membranes: Membranes) {
        self.size = size
        self.membranes = membranes
        self.isSlice = isSlice
        switch region {
        case .disc(let radius, let at): (inner, outer, centre) = (0, radius, at)
        case .ring(let inside, let outside, let at): (inner, outer, centre) = (inside, outside, at)
        case .box(let low, let high): (inner, outer, centre) = (0, nil, (low + pointwiseMin(high, size)) * 0.5)
        default: (inner, outer, centre) = (0, nil, size * 0.5)
        }
        if case .box(let low, let high) = region {
            (self.low, self.high) = (low, pointwiseMin(high, size))
        } else {
            (low, high) = (SIMD3(repeating: 0), size)
        }
    }

    /// [µm²]
    var area: Double { outer.map { .pi * ($0 * $0 - inner * inner) } ?? (high.x - low.x) * (high.y - low.y) }
    /// [µm³]
    var volume: Double {
        outer.map { 4 / 3 * .pi * ($0 * $0 * $0 - inner * inner * inner) } ?? (high.x - low.x) * (high.y - low.y) * (high.z - low.z)
    }

    func contains(_ p: SIMD3<Double>) -> Bool {
        for axis in 0..<3 where p[axis] < low[axis] || p[axis] > high[axis] { return false }
        guard let outer else { return true }
        var d = p - centre
        if isSlice { d.z = 0 }
        let squared = (d * d).sum()
        return squared <= outer * outer && squared >= inner * inner && !membranes.part(p, centre)
    }

    /// A point at random, by rejection from the enclosing box.
    func point(_ draws: inout Draws) -> SIMD3<Double> {
        let reach = outer ?? 0
        for _ in 0..<10_000 {
            var p = SIMD3<Double>(repeating: 0)
            for axis in 0..<3 {
                p[axis] = outer == nil ? draws.uniform(low[axis], high[axis]) : draws.uniform(centre[axis] - reach, centre[axis] + reach)
            }
            if isSlice { p.z = size.z / 2 }
            if contains(p) { return p }
        }
        return centre
    }

    /// Spheres packed hexagonally (close packed in 3-D), a fraction `packing` of the places taken, each shaken a little so that no symmetry
    /// is left.
    func packed(radius: Double, packing: Double, _ draws: inout Draws) -> [SIMD3<Double>] {
        // Spacing at which discs, or balls, just fill the space.
        let spacing = radius * (isSlice ? 1.904_626 : 1.809_416)
        let (stepY, stepZ) = (spacing * 0.866_025_4, spacing * 0.816_496_6)
        let reach = outer ?? max(size.x, size.y, size.z)
        let (m, n) = (Int(reach / spacing) + 2, isSlice ? 0 : Int(reach / stepZ) + 2)
        let rows = Int(reach / stepY) + 2
        var points: [SIMD3<Double>] = []
        for k in -n...n {
            for j in -rows...rows {
                for i in -m...m {
                    let shift = (j & 1 == 0 ? 0 : 0.5) + (k & 1 == 0 ? 0 : 0.5)
                    let lift = k & 1 == 0 ? 0 : 1.0 / 3
                    var p = centre + SIMD3((Double(i) + shift) * spacing, (Double(j) + lift) * stepY, Double(k) * stepZ)
                    if isSlice { p.z = size.z / 2 }
                    guard contains(p), draws.uniform() < packing else { continue }
                    let shaken = p + draws.direction(isFlat: isSlice) * (0.1 * radius * draws.uniform())
                    points.append(membranes.held(shaken, beside: p))
                }
            }
        }
        return points
    }

    /// Points at random, each at least `distance` from the others while there is room.
    func apart(_ count: Int, distance: Double, _ draws: inout Draws) -> [SIMD3<Double>] {
        var points: [SIMD3<Double>] = []
        var allowed = distance
        while points.count < count {
            var isPlaced = false
            for _ in 0..<50 {
                let p = point(&draws)
                guard points.allSatisfy({ (($0 - p) * ($0 - p)).sum() >= allowed * allowed }) else { continue }
                points.append(p)
                isPlaced = true
                break
            }
            if !isPlaced { allowed *= 0.9 }
        }
        return points
    }
}
