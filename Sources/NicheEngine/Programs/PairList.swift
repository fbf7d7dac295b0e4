/// A cell with a neighbour, a segment or particles: something that may happen between them is decided for each pair.
struct CellPair {
    var row: Int32
    var cell: Int32
    var other: Int32
    /// Particles within reach, or segments touched.
    var number: Double
}

/// Pairs that grow in the same memory from block to block.
struct PairList {
    private(set) var start: UnsafeMutablePointer<CellPair> = .allocate(capacity: 256)
    private(set) var count = 0
    private var capacity = 256

    @inline(__always)
    mutating func append(_ pair: CellPair) {
        if count == capacity { grow() }
        start[count] = pair
        count += 1
    }

    mutating func removeAll() { count = 0 }

    /// Keeps the first ones only.
    mutating func cut(to count: Int) { self.count = count }

    private mutating func grow() {
        let wider = UnsafeMutablePointer<CellPair>.allocate(capacity: 2 * capacity)
        wider.update(from: start, count: count)
        start.deallocate()
        start = wider
        capacity *= 2
    }

    func free() { start.deallocate() }
}
