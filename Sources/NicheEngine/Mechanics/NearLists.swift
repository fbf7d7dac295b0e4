/// Who may come near whom in a step: for each body, in bin order, those nearer than the limits of both (see ``Whereabouts``).
///
/// As long as neither of two bodies leaves its leash, all that are within reach of each other are in each other's lists. Who does is a
/// drifter (see ``Drifters``).
///
/// - Complexity: one search (see ``Vicinity``); 4 bytes a neighbour, some 14 of them in a close packing, and 4 bytes a body.
final class NearLists {
    /// Where a body's list starts in the memory of its tile, and how long it is.
    private(set) var starts: UnsafeMutablePointer<Int32>
    private(set) var lengths: UnsafeMutablePointer<UInt16>
    private(set) var tiles: [TileLists] = []
    private let pad: Scratchpad

    init(pad: Scratchpad) {
        self.pad = pad
        (starts, lengths) = (pad.room(0), pad.room(0))
    }

    /// Makes room for the lists of some bodies.
    func begin(_ count: Int) {
        (starts, lengths) = (pad.room(count), pad.room(count))
        let used = (count + Mechanics.tile - 1) / Mechanics.tile
        while tiles.count < used { tiles.append(TileLists()) }
    }

    /// Makes the lists of the bodies of a tile.
    @inline(never)
    func find<Rule: Topology>(
        _ tile: Int, _ range: Range<Int>, _ vicinity: Vicinity<Rule>, _ bins: Bins, _ scratch: UnsafeMutablePointer<SearchScratch>
    ) {
        let tile = tiles[tile]
        tile.begin()
        let ahead = Ahead(of: range, bins)
        scratch.pointee.fetched =
            ahead.fetch(vicinity.x) | ahead.fetch(vicinity.y) | ahead.fetch(vicinity.z) | ahead.fetch(vicinity.limits)
        let (starts, lengths) = (starts, lengths)
        vicinity.forEachBody(range, firstBin: bins.bin(holding: range.lowerBound), scratch) { i, _, near, n in
            precondition(n <= Int(UInt16.max), "a heap of bodies too dense to count")
            starts[i] = Int32(truncatingIfNeeded: tile.append(near, n))
            lengths[i] = UInt16(truncatingIfNeeded: n)
        }
    }
}
