/// Who touches whom: the neighbours of body i are `other[start[i]..<start[i + 1]]`, as indices in the caller's order.
public struct Contacts: Sendable, Equatable {
    public var start: [Int32]
    public var other: [Int32]

    public init(start: [Int32] = [0], other: [Int32] = []) {
        self.start = start
        self.other = other
    }

    @inline(__always)
    public subscript(body: Int) -> ArraySlice<Int32> { other[Int(start[body])..<Int(start[body + 1])] }
}

/// Makes lists of contacts again and again in the same memory.
///
/// Tiles of bodies in bin order find their neighbours into lists of their own; once all lengths are known these are copied to where
/// the caller's order wants them, and each is sorted. The result depends on neither bins nor threads.
///
/// - Complexity: one search (see ``Vicinity``), then 12 bytes and a few comparisons a contact.
public final class ContactList {
    /// The lists made last. A copy: the engine reads the memory itself.
    public var contacts: Contacts {
        Contacts(
            start: Array(UnsafeBufferPointer(start: starts, count: count + 1)),
            other: Array(UnsafeBufferPointer(start: others, count: Int(starts[count]))))
    }
    /// Where the list of each body starts among the neighbours; one more than there are bodies. Both are good until lists are made anew.
    var starts: UnsafePointer<Int32> { UnsafePointer(startsBuffer.start) }
    var others: UnsafePointer<Int32> { UnsafePointer(othersBuffer.start) }

    private var count = 0
    private var startsBuffer = Buffer<Int32>(capacity: 1)
    private var othersBuffer = Buffer<Int32>()
    private let space: Space
    private let pool: Pool
    private let bins: Bins
    private var columns: Packed
    private let pad: Scratchpad
    private var tiles: [Tile] = []
    private let desks = Shelf { SearchDesk() }
    private var lengths: UnsafeMutablePointer<Int32>

    private static let tile = 512

    /// The neighbours that one tile has found, and whose they are.
    private final class Tile {
        var found = Buffer<Int32>()
        var count = 0
        /// Bodies that have any, in the order of their lists.
        let bodies = UnsafeMutablePointer<Int32>.allocate(capacity: ContactList.tile)
        var bodyCount = 0
        /// What the list in hand is sorted by: at hand, for the IDs of neighbours lie far apart.
        var keys = Buffer<UInt64>()

        @inline(__always)
        func append(_ near: UnsafePointer<Int32>, _ n: Int, of body: Int32, named order: UnsafePointer<Int32>) {
            found.reserve(count + n, keeping: count)
            let end = found.start + count
            for k in 0..<n { end[k] = order[Int(near[k])] }
            count += n
            bodies[bodyCount] = body
            bodyCount += 1
        }

        deinit {
            found.free()
            keys.free()
            bodies.deallocate()
        }
    }

    /// - Parameter pad: what is needed while lists are made, and cleared for it.
    public init(space: Space, pool: Pool, pad: Scratchpad = Scratchpad()) {
        self.space = space
        self.pool = pool
        self.pad = pad
        bins = Bins(pool: pool, pad: pad)
        columns = Packed(0, on: pad, hasForces: false)
        lengths = pad.room(0)
        startsBuffer.start[0] = 0
    }

    deinit {
        startsBuffer.free()
        othersBuffer.free()
    }

    /// Lists all pairs whose centres are nearer than the sum of their limits.
    ///
    /// Every list ascends by `id`, or by the caller's order where there is none. Where `asking` says of which kind each body is and
    /// which kinds ask, the lists of the others stay empty.
    func rebuild(
        x: UnsafePointer<Double>, y: UnsafePointer<Double>, z: UnsafePointer<Double>, limits: Limits, count: Int,
        id: UnsafePointer<UInt64>? = nil, asking: (kind: UnsafePointer<Int32>, doesAsk: UnsafePointer<Bool>)? = nil
    ) {
        var widest = 1e-9
        for i in 0..<count where limits.values[i] > widest { widest = limits.values[i] }
        // A hair wider than the farthest pair, for the rounding of places to bins.
        let width = 2 * limits.factor * widest * (1 + 1e-6)
        pad.clear()
        bins.rebuild(count: count, x: x, y: y, z: z, space: space, width: width)
        columns = Packed(count, on: pad, hasForces: false)
        let (columns, order) = (columns, bins.order)
        pool.forEachTile(ofBodies: count, size: Self.tile) { _, range in
            columns.fill(range, from: order, x, y, z, limits: limits)
        }
        columns.close(count)
        find(count, asking)
        place(count, id)
    }

    private func find(_ count: Int, _ asking: (kind: UnsafePointer<Int32>, doesAsk: UnsafePointer<Bool>)?) {
        let used = (count + Self.tile - 1) / Self.tile
        while tiles.count < used { tiles.append(Tile()) }
        lengths = pad.room(count)
        lengths.update(repeating: 0, count: count)
        let wraps = bins.wraps.0 || bins.wraps.1 || bins.wraps.2
        pool.forEachTile(ofBodies: count, size: Self.tile) { tile, range in
            desks.withItem { desk in
                if wraps {
                    find(range, tiles[tile], asking, desk.scratch, Wrapped.self)
                } else {
                    find(range, tiles[tile], asking, desk.scratch, Plain.self)
                }
            }
        }
    }

    private func find<Rule: Topology>(
        _ range: Range<Int>, _ tile: Tile, _ asking: (kind: UnsafePointer<Int32>, doesAsk: UnsafePointer<Bool>)?,
        _ scratch: UnsafeMutablePointer<SearchScratch>, _ rule: Rule.Type
    ) {
        tile.count = 0
        tile.bodyCount = 0
        let (order, lengths) = (bins.order, lengths)
        let vicinity = Vicinity<Rule>(columns, bins, space.period)
        func isWanted(_ i: Int) -> Bool {
            guard let asking else { return true }
            return asking.doesAsk[Int(asking.kind[Int(order[i])])]
        }
        vicinity.forEachBody(range, firstBin: bins.bin(holding: range.lowerBound), scratch, where: isWanted) { i, _, near, n in
            if n == 0 { return }
            tile.append(near, n, of: order[i], named: order)
            lengths[Int(order[i])] = Int32(truncatingIfNeeded: n)
        }
    }

    private func place(_ count: Int, _ id: UnsafePointer<UInt64>?) {
        let lengths = lengths
        var total = 0
        for i in 0..<count { total += Int(lengths[i]) }
        precondition(total <= Int(Int32.max), "more contacts than a list can name")
        self.count = count
        startsBuffer.reserve(count + 1)
        othersBuffer.reserve(total)
        let (start, other) = (startsBuffer.start, othersBuffer.start)
        start[0] = 0
        for i in 0..<count { start[i + 1] = start[i] + lengths[i] }
        pool.forEachTile(ofBodies: count, size: Self.tile) { tile, _ in
            let tile = tiles[tile]
            var from = UnsafePointer(tile.found.start)
            for k in 0..<tile.bodyCount {
                let i = Int(tile.bodies[k])
                let n = Int(lengths[i])
                tile.keys.reserve(n)
                Self.copy(from, n, to: other + Int(start[i]), id, tile.keys.start)
                from += n
            }
        }
    }

    /// Copies a list in ascending order, by insertion: lists are short, and nearly sorted in runs.
    @inline(__always)
    private static func copy(
        _ from: UnsafePointer<Int32>, _ n: Int, to list: UnsafeMutablePointer<Int32>, _ id: UnsafePointer<UInt64>?,
        _ keys: UnsafeMutablePointer<UInt64>
    ) {
        for k in 0..<n {
            let value = from[k]
            let key = id?[Int(value)] ?? UInt64(value)
            var hole = k
            while hole > 0 && keys[hole - 1] > key {
                (list[hole], keys[hole]) = (list[hole - 1], keys[hole - 1])
                hole -= 1
            }
            (list[hole], keys[hole]) = (value, key)
        }
    }
}
