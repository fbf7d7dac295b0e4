/// The pairs that have come near since the lists were made: drifters, and whom they have met.
///
/// The drifters look for them, once a sub-step, so that nobody else need look. Each pair is noted for both, and sorted by tile of the
/// bodies; within a tile by body, when that is evaluated. A body's new ones stand in the drifters' order, whoever found them.
///
/// - Complexity: a search a drifter, and some 40 bytes moved a pair.
final class Encounters {
    private(set) var count = 0
    /// By tile of bodies, where its pairs start; one more than there are tiles.
    private(set) var starts = Buffer<Int32>()
    /// A body, and whom it has met.
    private(set) var pairs = Buffer<SIMD2<Int32>>()
    private var finds: [Finds] = []

    /// Drifters that are looked after together.
    private static let tile = 64

    /// What a tile of drifters has found.
    private final class Finds {
        var pairs = Buffer<SIMD2<Int32>>()
        var count = 0

        @inline(__always)
        func append(_ body: Int32, _ other: Int32) {
            if count == pairs.capacity { pairs.reserve(count + 1, keeping: count) }
            pairs.start[count] = SIMD2(body, other)
            count += 1
        }

        deinit { pairs.free() }
    }

    deinit {
        starts.free()
        pairs.free()
    }

    func forget() { count = 0 }

    /// Finds all encounters.
    func find<Rule: Topology>(_ mechanics: Mechanics, _ rule: Rule.Type) {
        count = 0
        let drifters = mechanics.drifters
        guard drifters.count > 0 else { return }
        let tiles = (drifters.count + Self.tile - 1) / Self.tile
        while finds.count < tiles { finds.append(Finds()) }
        mechanics.pool.forEachTile(ofBodies: drifters.count, size: Self.tile) { tile, range in
            mechanics.desks.withItem { desk in
                let finds = finds[tile]
                finds.count = 0
                let news = NewPairs<Rule>(mechanics, desk.scratch)
                let (places, marks) = (drifters.places, drifters.marks)
                for k in range {
                    let i = Int(places[k])
                    let n = news.find(i, at: mechanics.columns.records[i])
                    let near = desk.scratch.pointee.joined.start
                    for other in UnsafeBufferPointer(start: near, count: n) {
                        finds.append(Int32(truncatingIfNeeded: i), other)
                        // A drifter finds its own.
                        if marks[Int(other)] == 0 { finds.append(other, Int32(truncatingIfNeeded: i)) }
                    }
                }
            }
        }
        sort(tiles, bodies: mechanics.bins.count)
    }

    private func sort(_ finders: Int, bodies: Int) {
        let tiles = (bodies + Mechanics.tile - 1) / Mechanics.tile
        starts.reserve(tiles + 2)
        let starts = starts.start
        starts.update(repeating: 0, count: tiles + 2)
        for finds in finds[..<finders] {
            count += finds.count
            let found = finds.pairs.start
            for k in 0..<finds.count { starts[Int(found[k].x) / Mechanics.tile + 2] += 1 }
        }
        for tile in 0..<tiles { starts[tile + 2] += starts[tile + 1] }
        pairs.reserve(count)
        let pairs = pairs.start
        // Each start moves to the next one's place, where it belongs.
        for finds in finds[..<finders] {
            let found = finds.pairs.start
            for k in 0..<finds.count {
                let tile = Int(found[k].x) / Mechanics.tile
                pairs[Int(starts[tile + 1])] = found[k]
                starts[tile + 1] += 1
            }
        }
    }

    /// Sorts the pairs of a tile by body.
    ///
    /// - Returns: where those of each body of the tile start among `others`, both in the scratch; nil if the tile has none.
    @inline(__always)
    func sorted(_ tile: Int, _ range: Range<Int>, _ scratch: UnsafeMutablePointer<SearchScratch>) -> (
        starts: UnsafePointer<Int32>, others: UnsafePointer<Int32>
    )? {
        guard count > 0, starts.start[tile] < starts.start[tile + 1] else { return nil }
        let (first, end) = (Int(starts.start[tile]), Int(starts.start[tile + 1]))
        scratch.pointee.metStarts.reserve(Mechanics.tile + 2)
        scratch.pointee.met.reserve(end - first + 8)
        let (offsets, others, pairs) = (scratch.pointee.metStarts.start, scratch.pointee.met.start, pairs.start)
        offsets.update(repeating: 0, count: range.count + 2)
        for k in first..<end { offsets[Int(pairs[k].x) - range.lowerBound + 2] += 1 }
        for body in 0..<range.count { offsets[body + 2] += offsets[body + 1] }
        for k in first..<end {
            let body = Int(pairs[k].x) - range.lowerBound
            others[Int(offsets[body + 1])] = pairs[k].y
            offsets[body + 1] += 1
        }
        return (UnsafePointer(offsets), UnsafePointer(others))
    }
}
