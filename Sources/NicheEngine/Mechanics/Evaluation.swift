/// Computes the pushes on the bodies of a tile from their lists, with what has newly come near.
///
/// - Complexity: 4 bytes of list and 48 of a cached record a neighbour, 100 bytes a body. Nothing is searched.
struct Evaluation<Rule: Topology> {
    private let mechanics: Mechanics
    private let tile: Int
    private let memory: UnsafePointer<Int32>?
    private let scratch: UnsafeMutablePointer<SearchScratch>

    init(_ mechanics: Mechanics, _ tile: Int, _ scratch: UnsafeMutablePointer<SearchScratch>) {
        self.mechanics = mechanics
        self.tile = tile
        memory = mechanics.isListed ? UnsafePointer(mechanics.lists.tiles[tile].found.start) : nil
        self.scratch = scratch
    }

    func run(_ range: Range<Int>) {
        scratch.pointee.fetched = Ahead(of: range, mechanics.bins).fetch(UnsafePointer(mechanics.columns.records))
        var batch = Batch<Rule>(mechanics, scratch)
        if !mechanics.isListed {
            search(range, &batch)
        } else if let met = mechanics.encounters.sorted(tile, range, scratch) {
            for i in range {
                let k = i &- range.lowerBound
                let (first, end) = (Int(met.starts[k]), Int(met.starts[k &+ 1]))
                var (near, n) = copy(i, more: end &- first)
                for other in first..<end {
                    near[n] = met.others[other]
                    n &+= 1
                }
                batch.add(i, near, n)
            }
        } else {
            for i in range {
                let (near, n) = copy(i, more: 0)
                batch.add(i, near, n)
            }
        }
        batch.finish()
    }

    private func search(_ range: Range<Int>, _ batch: inout Batch<Rule>) {
        let vicinity = Vicinity<Rule>(mechanics.columns, mechanics.bins, mechanics.period)
        vicinity.forEachBody(range, firstBin: mechanics.bins.bin(holding: range.lowerBound), scratch) { i, _, near, n in
            batch.add(i, near, n)
        }
    }

    /// A body's list, copied to where there is room for what follows.
    @inline(__always)
    private func copy(_ i: Int, more: Int) -> (near: UnsafeMutablePointer<Int32>, count: Int) {
        let n = Int(mechanics.lists.lengths[i])
        scratch.pointee.joined.reserve(n &+ more &+ 24)
        let near = scratch.pointee.joined.start
        let list = memory! + Int(mechanics.lists.starts[i])
        var k = 0
        while k < n {
            let eight = UnsafeRawPointer(list + k).loadUnaligned(as: SIMD8<Int32>.self)
            UnsafeMutableRawPointer(near + k).storeBytes(of: eight, as: SIMD8<Int32>.self)
            k &+= 8
        }
        return (near, n)
    }
}
