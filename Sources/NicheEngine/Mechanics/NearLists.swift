/// Who was near whom when the bodies were sorted: for each body, in bin order, those nearer than the reach and the slack of both.
///
/// As long as neither of two bodies moves farther than the slack, all that are within reach of each other are in each other's lists.
/// Who does is a drifter (see ``Drifters``).
///
/// - Complexity: one search (see ``Vicinity``); 4 bytes a neighbour, some 14 of them in a close packing, and 4 bytes a body.
final class NearLists {
    /// Where a body's list starts in the memory of its tile, and how long it is.
    private(set) var starts = Buffer<Int32>()
    private(set) var lengths = Buffer<UInt16>()
    private var tiles: [Tile] = []
    private let pool: Pool

    private final class Tile {
        var scratch = SearchScratch()
        var found = Buffer<Int32>(capacity: 20 * Mechanics.tile)
        var count = 0

        deinit {
            scratch.free()
            found.free()
        }

        @inline(__always)
        func append(_ near: UnsafePointer<Int32>, _ n: Int) -> Int {
            if count + n + 8 > found.capacity { grow(count + n + 8) }
            let start = count
            let end = found.start + start
            var k = 0
            while k < n {
                let eight = UnsafeRawPointer(near + k).loadUnaligned(as: SIMD8<Int32>.self)
                UnsafeMutableRawPointer(end + k).storeBytes(of: eight, as: SIMD8<Int32>.self)
                k += 8
            }
            count += n
            return start
        }

        private func grow(_ needed: Int) {
            let old = found
            found = Buffer(capacity: max(needed, old.capacity + old.capacity / 2))
            found.start.update(from: old.start, count: count)
            old.free()
        }
    }

    init(pool: Pool) { self.pool = pool }

    deinit {
        starts.free()
        lengths.free()
    }

    /// Makes the lists of bodies that have just been sorted.
    func rebuild(_ columns: Packed, _ bins: Bins, _ period: SIMD3<Double>, wraps: Bool) {
        let count = bins.count
        let used = (count + Mechanics.tile - 1) / Mechanics.tile
        while tiles.count < used { tiles.append(Tile()) }
        starts.reserve(count)
        lengths.reserve(count)
        pool.forEachTile(ofBodies: count, size: Mechanics.tile) { tile, range in
            if wraps {
                find(range, tiles[tile], Vicinity<Wrapped>(columns, bins, period), bins)
            } else {
                find(range, tiles[tile], Vicinity<Plain>(columns, bins, period), bins)
            }
        }
    }

    @inline(never)
    private func find<Rule: Topology>(_ range: Range<Int>, _ tile: Tile, _ vicinity: Vicinity<Rule>, _ bins: Bins) {
        tile.count = 0
        let (starts, lengths) = (starts.start, lengths.start)
        withUnsafeMutablePointer(to: &tile.scratch) { scratch in
            vicinity.forEachBody(range, firstBin: bins.bin(holding: range.lowerBound), scratch) { i, _, near, n in
                precondition(n <= Int(UInt16.max), "a heap of bodies too dense to count")
                starts[i] = Int32(truncatingIfNeeded: tile.append(near, n))
                lengths[i] = UInt16(truncatingIfNeeded: n)
            }
        }
    }

    /// The memory that the lists of a tile lie in. It may be read eight entries beyond the last.
    @inline(__always)
    func memory(_ tile: Int) -> UnsafePointer<Int32> { UnsafePointer(tiles[tile].found.start) }
}
