import NicheMath

/// A small scene that different ways of stepping are to end in the same places.
public enum Trial: String, CaseIterable, Sendable {
    /// Two bodies of radius 8.4 µm that start 6.7 µm apart, for six minutes.
    case pair
    /// The same for an hour.
    case settledPair = "pair-60min"
    /// 20 bodies in a row, for an hour, the first of which walks into it at 0.5 µm/min.
    case row
    /// 1,000 bodies that have settled, for three hours: every six minutes one in a hundred divides, and halves grow.
    case ball

    static let size = 1_000.0
    static let minutes = 6.0

    /// Stretches of six minutes.
    var stretches: Int {
        switch self {
        case .pair: 1
        case .settledPair, .row: 10
        case .ball: 30
        }
    }

    /// The bodies at the start.
    func start(_ pool: Pool) -> Cloud {
        let centre = SIMD3<Double>(repeating: 0.5 * Self.size)
        switch self {
        case .pair, .settledPair:
            let cloud = Cloud(2, size: Self.size)
            cloud.place(0, centre)
            cloud.place(1, centre + SIMD3(6.7, 0, 0))
            return cloud
        case .row:
            let cloud = Cloud(20, size: Self.size)
            for i in 0..<20 { cloud.place(i, centre + SIMD3(16 * Double(i), 0, 0)) }
            cloud.setWalk(0, SIMD3(0.5, 0, 0))
            return cloud
        case .ball: return Self.ball(centre, pool)
        }
    }

    private static func ball(_ centre: SIMD3<Double>, _ pool: Pool) -> Cloud {
        let packed = Cloud.packed(count: 4 * 10 * 10 * 10)
        let middle = SIMD3<Double>(repeating: 0.5 * packed.size)
        func distance(_ i: Int) -> Double {
            let d = packed.position(i) - middle
            return (d * d).sum()
        }
        let nearest = (0..<packed.bodies.count).sorted { distance($0) < distance($1) }.prefix(1_000)
        let cloud = Cloud(nearest.count, size: size)
        for (i, k) in nearest.enumerated() { cloud.place(i, packed.position(k) - middle + centre) }
        let mechanics = Mechanics(space: space, pool: pool)
        for _ in 0..<20 { mechanics.advance(cloud.bodies, duration: minutes) }
        return cloud
    }

    static var space: Space { Space(size: SIMD3(repeating: size), walls: [.open, .open, .open]) }

    /// The bodies at the head of a later stretch, whatever way they came: who divides, and where to, does not depend on it.
    func next(_ cloud: Cloud, stretch: Int) -> (cloud: Cloud, mothers: [Int]) {
        guard self == .ball else { return (cloud, []) }
        let old = cloud.bodies.count
        let next = Cloud(old + old / 100, size: Self.size)
        for i in 0..<old {
            next.place(i, cloud.position(i))
            // A half has grown whole after 18 hours: a 360th of its volume each time.
            let r = cloud.radius[i] / Cloud.radius
            let volume = min(r * r * r + 1.0 / 360, 1)
            next.radius[i] = r * r * r < 1 ? Cloud.radius * Elementary.cubeRoot(volume) : Cloud.radius
        }
        var chance = Chance(seed: UInt64(stretch + 1))
        var mothers: [Int] = []
        for daughter in old..<next.bodies.count {
            let mother = Int(chance.next() * Double(old))
            next.divide(mother, into: daughter, along: chance.direction())
            mothers.append(mother)
        }
        return (next, mothers)
    }
}
