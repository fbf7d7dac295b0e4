/// Computes the pushes on the bodies of a tile from their lists, with what has newly come near.
///
/// - Complexity: 4 bytes of list and 48 of a cached record a neighbour, 100 bytes a body. Where nothing drifts nothing is searched.
struct Evaluation<Rule: Topology> {
    private let mechanics: Mechanics
    private let memory: UnsafePointer<Int32>?
    private let scratch: UnsafeMutablePointer<SearchScratch>
    private let news: NewPairs<Rule>
    private let all: BinMap
    private let drifting: BinMap

    init(_ mechanics: Mechanics, _ tile: Int, _ scratch: UnsafeMutablePointer<SearchScratch>) {
        self.mechanics = mechanics
        memory = mechanics.isListed ? UnsafePointer(mechanics.lists.tiles[tile].found.start) : nil
        self.scratch = scratch
        news = NewPairs(mechanics.columns, mechanics.drifters, mechanics.period)
        all = BinMap(mechanics.bins)
        drifting = BinMap(mechanics.drifters.bins)
    }

    func run(_ range: Range<Int>) {
        scratch.pointee.fetched = Ahead(of: range, mechanics.bins).fetch(UnsafePointer(mechanics.columns.records.start))
        var batch = Batch<Rule>(mechanics, scratch)
        // Before anybody has moved the lists tell all.
        if !mechanics.isListed {
            search(range, &batch)
        } else if mechanics.isFresh || mechanics.drifters.count == 0 {
            addSettled(range, &batch)
        } else {
            addBesideDrifters(range, &batch)
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
        let n = Int(mechanics.lists.lengths.start[i])
        scratch.pointee.joined.reserve(n &+ more &+ 24)
        let near = scratch.pointee.joined.start
        let list = memory! + Int(mechanics.lists.starts.start[i])
        var k = 0
        while k < n {
            let eight = UnsafeRawPointer(list + k).loadUnaligned(as: SIMD8<Int32>.self)
            UnsafeMutableRawPointer(near + k).storeBytes(of: eight, as: SIMD8<Int32>.self)
            k &+= 8
        }
        return (near, n)
    }

    private func addSettled(_ range: Range<Int>, _ batch: inout Batch<Rule>) {
        for i in range {
            let (near, n) = copy(i, more: 0)
            batch.add(i, near, n)
        }
    }

    private func addBesideDrifters(_ range: Range<Int>, _ batch: inout Batch<Rule>) {
        let records = mechanics.columns.records.start
        let marks = mechanics.drifters.marks.start
        var bin = mechanics.bins.bin(holding: range.lowerBound)
        var i = range.lowerBound
        while i < range.upperBound {
            while Int(all.starts[bin &+ 1]) <= i { bin &+= 1 }
            let end = min(Int(all.starts[bin &+ 1]), range.upperBound)
            // Those who have not drifted are still in their bin, or just beside it.
            let runs = drifting.cut(around: bin, scratch)
            var hasDrifter = false
            for k in i..<end {
                if marks[k] != 0 {
                    hasDrifter = true
                    continue
                }
                let (near, n) = copy(k, more: 8 &* runs)
                batch.add(k, near, news.add(drifters: scratch.pointee.runs.start, runs, to: k, at: records[k], near, after: n))
            }
            if hasDrifter {
                for k in i..<end where marks[k] != 0 { addDrifter(k, &batch) }
            }
            i = end
        }
    }

    @inline(never)
    private func addDrifter(_ i: Int, _ batch: inout Batch<Rule>) {
        let me = mechanics.columns.records.start[i]
        let bin = mechanics.bins.bin(at: me.x, me.y, me.z)
        let others = all.cut(around: bin, scratch)
        var (near, n) = copy(i, more: 8 &* others)
        n = news.add(others: scratch.pointee.runs.start, others, to: i, at: me, near, after: n)
        let drifters = drifting.cut(around: bin, scratch)
        scratch.pointee.joined.reserve(n &+ 8 &* drifters &+ 24, keeping: n)
        near = scratch.pointee.joined.start
        n = news.add(drifters: scratch.pointee.runs.start, drifters, to: i, at: me, near, after: n)
        batch.add(i, near, n)
    }
}
