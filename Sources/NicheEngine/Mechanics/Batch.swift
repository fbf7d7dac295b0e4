/// Bodies whose neighbours are known and whose pushes are still to be computed.
///
/// Search, lining up and arithmetic each go over some twenty bodies before the next begins: a long loop over blocks of eight
/// neighbours keeps the arithmetic units busy, where one body alone would wait for its own division.
///
/// Lane k of a sum takes the neighbours k, k + 8, ... of a body's list, and the lanes are added in a fixed tree. The sum is therefore
/// the same however the bodies are shared between threads.
struct Batch<Rule: Topology> {
    private let pushes: Pushes<Rule>
    private let results: UnsafeMutablePointer<SIMD4<Double>>
    private let records: UnsafeMutablePointer<Record>
    private let bins: Bins
    private let space: Space
    private let hasWall: Bool
    private let scale: Double
    private let spare: SIMD8<Int32>
    private let withStiffness: Bool
    private let clinging: Clinging<Rule>?
    private let scratch: UnsafeMutablePointer<SearchScratch>
    private var bodies = 0
    private var blocks = 0

    private static var mostBodies: Int { 16 }
    private static var mostBlocks: Int { 32 }

    init(_ mechanics: Mechanics, _ scratch: UnsafeMutablePointer<SearchScratch>) {
        space = mechanics.space
        hasWall = space.walls.contains(.wall)
        scale = 1 / mechanics.pressureScale
        pushes = Pushes(
            records: UnsafePointer(mechanics.columns.records), period: mechanics.period, inverseReach: 1 / mechanics.reach)
        results = mechanics.columns.pushes
        records = mechanics.columns.records
        bins = mechanics.bins
        spare = SIMD8(repeating: Int32(truncatingIfNeeded: mechanics.bins.count))
        withStiffness = mechanics.needsStiffness
        clinging = Clinging(mechanics)
        self.scratch = scratch
        scratch.pointee.blocks.reserve(Pushes<Rule>.stride * Self.mostBlocks)
        scratch.pointee.owners.reserve(Self.mostBlocks)
        scratch.pointee.bodies.reserve(Self.mostBodies)
        if clinging != nil { scratch.pointee.pulls.reserve(Self.mostBodies) }
    }

    /// Takes a body with its list of neighbours, which has room for eight more.
    @inline(__always)
    mutating func add(_ i: Int, _ near: UnsafeMutablePointer<Int32>, _ n: Int) {
        let more = (n &+ 7) &>> 3
        if bodies == Self.mostBodies || blocks &+ more > Self.mostBlocks { makeRoom(more) }
        UnsafeMutableRawPointer(near + n).storeBytes(of: spare, as: SIMD8<Int32>.self)
        let block = scratch.pointee.blocks.start
        let owners = scratch.pointee.owners.start
        for k in 0..<more {
            owners[blocks &+ k] = Int32(truncatingIfNeeded: i)
            pushes.lineUp(near + 8 &* k, in: block + Pushes<Rule>.stride &* (blocks &+ k))
        }
        if let clinging { scratch.pointee.pulls.start[bodies] = clinging.pull(on: pushes.records[i], i, by: near, n) }
        blocks &+= more
        scratch.pointee.bodies.start[bodies] = SIMD4(
            Int32(truncatingIfNeeded: i), Int32(truncatingIfNeeded: blocks), 0, 0)
        bodies &+= 1
    }

    @inline(never)
    private mutating func makeRoom(_ more: Int) {
        finish()
        scratch.pointee.blocks.reserve(Pushes<Rule>.stride * more)
        scratch.pointee.owners.reserve(more)
    }

    /// Computes what has been taken so far.
    @inline(never)
    mutating func finish() {
        let block = scratch.pointee.blocks.start
        let owners = scratch.pointee.owners.start
        if withStiffness { pushAndStiffen(block, owners) } else { push(block, owners) }
        var first = 0
        for k in 0..<bodies {
            let body = scratch.pointee.bodies.start[k]
            finish(Int(body.x), block + Pushes<Rule>.stride &* first, Int(body.y) &- first)
            if clinging != nil { cling(Int(body.x), scratch.pointee.pulls.start[k]) }
            first = Int(body.y)
        }
        bodies = 0
        blocks = 0
    }

    // Two functions, each with one loop: in one function the second loop takes registers from the first.
    @inline(never)
    private func push(_ block: UnsafeMutablePointer<SIMD8<Double>>, _ owners: UnsafePointer<Int32>) {
        for k in 0..<blocks {
            pushes.push(pushes.records + Int(owners[k]), from: block + Pushes<Rule>.stride &* k, withStiffness: false)
        }
    }

    @inline(never)
    private func pushAndStiffen(_ block: UnsafeMutablePointer<SIMD8<Double>>, _ owners: UnsafePointer<Int32>) {
        for k in 0..<blocks {
            pushes.push(pushes.records + Int(owners[k]), from: block + Pushes<Rule>.stride &* k, withStiffness: true)
        }
        stiffen(block)
    }

    @inline(__always)
    private mutating func finish(_ i: Int, _ block: UnsafeMutablePointer<SIMD8<Double>>, _ count: Int) {
        var (x, y, z, p) = (SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>())
        for k in 0..<count {
            let sums = block + Pushes<Rule>.stride &* k
            x += sums[0]
            y += sums[1]
            z += sums[2]
            p += sums[3]
        }
        var v = SIMD3(Eight.sum(x), Eight.sum(y), space.isFlat ? 0 : Eight.sum(z))
        let pressure = Eight.sum(p)
        if pressure >= 1 { v.x += apart(i) }
        if hasWall {
            let stiffness = space.push(pushes.records[i], &v)
            if withStiffness { records[i].stiffness += stiffness }
        }
        results[i] = SIMD4(v.x, v.y, v.z, pressure * scale)
    }

    private func cling(_ i: Int, _ pull: SIMD3<Double>) {
        results[i] += SIMD4(pull.x, pull.y, space.isFlat ? 0 : pull.z, 0)
    }

    /// The stiffness of every body taken so far: the greatest eigenvalue of its tensor, or a little more.
    ///
    /// With m the mean of the eigenvalues and F² the sum of their squares, none is above m + √((n-1)/n (F² - n m²)), which is exact
    /// for one contact and for contacts all around.
    @inline(never)
    private func stiffen(_ block: UnsafeMutablePointer<SIMD8<Double>>) {
        let dimensions = space.isFlat ? 2.0 : 3.0
        var first = 0
        for k in 0..<bodies {
            let body = scratch.pointee.bodies.start[k]
            var (a, b, c) = (SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>())
            var (d, e, f) = (SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>())
            for block in stride(
                from: block + Pushes<Rule>.stride &* first, to: block + Pushes<Rule>.stride &* Int(body.y), by: Pushes<Rule>.stride)
            {
                a += block[4]
                b += block[5]
                c += block[6]
                d += block[7]
                e += block[8]
                f += block[9]
            }
            first = Int(body.y)
            let (xx, yy, zz, xy, xz, yz) = (Eight.sum(a), Eight.sum(b), Eight.sum(c), Eight.sum(d), Eight.sum(e), Eight.sum(f))
            let mean = (xx + yy + zz) / dimensions
            let squares = xx * xx + yy * yy + zz * zz + 2 * (xy * xy + xz * xz + yz * yz)
            let spread = max(squares - dimensions * mean * mean, 0) * ((dimensions - 1) / dimensions)
            records[Int(body.x)].stiffness = 2 * (mean + spread.squareRoot())
        }
    }

    /// What bodies in the very place of this one add. They have been in one bin since the bodies were sorted, but for chance.
    @inline(never)
    private func apart(_ i: Int) -> Double {
        let bin = bins.bin(holding: i)
        return pushes.apart(i, Int(bins.binStart[bin])..<Int(bins.binStart[bin + 1]))
    }
}
