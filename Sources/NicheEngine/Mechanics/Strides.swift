/// Takes those who walk far in a sub-step through it in strides, each with pushes of its own.
///
/// Meanwhile everybody else stands still; they feel the walker where it stands at the head of a sub-step. Each walker is on its own,
/// so that neither their order nor the number of threads matters.
struct Strides<Rule: Topology> {
    /// How far a body may walk between two evaluations of its pushes [µm].
    static var longest: Double { 2.5 }
    private static var most: Int { 64 }

    private let news: NewPairs<Rule>
    private let pushes: Pushes<Rule>
    private let clinging: Clinging<Rule>?
    private let space: Space
    private let hasWall: Bool
    private let scale: Double
    private let columns: Packed
    private let bodies: Bodies
    private let order: UnsafePointer<Int32>
    private let scratch: UnsafeMutablePointer<SearchScratch>
    private let nobody: SIMD8<Int32>

    init(_ mechanics: Mechanics, _ bodies: Bodies, _ scratch: UnsafeMutablePointer<SearchScratch>) {
        columns = mechanics.columns
        self.bodies = bodies
        order = mechanics.bins.order
        news = NewPairs(mechanics, scratch)
        pushes = Pushes(records: UnsafePointer(columns.records), period: mechanics.period, inverseReach: 1 / mechanics.reach)
        clinging = Clinging(mechanics)
        space = mechanics.space
        scale = mechanics.pressureScale
        hasWall = space.walls.contains(.wall)
        nobody = SIMD8(repeating: Int32(truncatingIfNeeded: mechanics.bins.count))
        self.scratch = scratch
    }

    /// Replaces the pushes of the far walkers of a range by what makes them end where their strides end, and marks them as whole.
    func walk(_ range: Range<Int>, _ dt: Double) {
        let records = columns.records
        for i in range {
            let walk = bodies.walk(Int(order[i]))
            let length = (walk * walk).sum().squareRoot() * dt
            guard length > Self.longest else { continue }
            let strides = min(Int(length / Self.longest) + 1, Self.most)
            let extra = stroll(i, strides, dt / Double(strides))
            columns.pushes[i].x = extra.x / dt
            columns.pushes[i].y = extra.y / dt
            columns.pushes[i].z = extra.z / dt
            records[i].stiffness = -1
        }
    }

    /// What pushes add to the way of a body over some strides of `dt` each [µm]. The pushes of the first are known.
    private func stroll(_ i: Int, _ strides: Int, _ dt: Double) -> SIMD4<Double> {
        let walk = SIMD4(bodies.walk(Int(order[i])), 0)
        var push = columns.pushes[i]
        let start = columns.records[i]
        var extra = SIMD4<Double>()
        for stride in 0..<strides {
            if stride > 0 {
                var me = start
                let way = walk * (dt * Double(stride)) + extra
                let place = space.held(SIMD3(way.x, way.y, way.z), from: SIMD3(start.x, start.y, start.z))
                (me.x, me.y, me.z) = (place.x, place.y, place.z)
                push = feel(&me, besides: i)
            }
            extra += (Mechanics.velocity(push, walk, start, over: dt, scale) - walk) * dt
        }
        return extra
    }

    private func feel(_ me: inout Record, besides i: Int) -> SIMD4<Double> {
        let n = news.find(i, at: me, isAnew: true)
        let list = scratch.pointee.joined.start
        UnsafeMutableRawPointer(list + n).storeBytes(of: nobody, as: SIMD8<Int32>.self)
        let count = (n &+ 7) &>> 3
        scratch.pointee.blocks.reserve(Pushes<Rule>.stride &* max(count, 1))
        let block = scratch.pointee.blocks.start
        var sums = (SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>())
        for k in 0..<count {
            pushes.lineUp(list + 8 &* k, in: block)
            pushes.push(&me, from: block, withStiffness: false)
            sums.0 += block[0]
            sums.1 += block[1]
            sums.2 += block[2]
            sums.3 += block[3]
        }
        var v = SIMD3(Eight.sum(sums.0), Eight.sum(sums.1), space.isFlat ? 0 : Eight.sum(sums.2))
        if let clinging {
            let pull = clinging.pull(on: me, i, by: list, n)
            v += SIMD3(pull.x, pull.y, space.isFlat ? 0 : pull.z)
        }
        if hasWall { _ = space.push(me, &v) }
        return SIMD4(v, Eight.sum(sums.3) / scale)
    }
}
