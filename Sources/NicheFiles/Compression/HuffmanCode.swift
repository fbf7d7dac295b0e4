/// A prefix code for symbols of known frequency, as deflate streams use it (RFC 1951, 3.2.2).
struct HuffmanCode {
    /// Bits of each symbol's code; 0 where the symbol does not occur.
    let lengths: [UInt8]
    /// The codes, their first bit lowest, as they go into the stream.
    let codes: [UInt16]

    /// - Parameter limit: the most bits that a code may have; 2^limit symbols fit.
    init(counts: [UInt32], limit: Int) {
        lengths = HuffmanCode.lengths(counts, limit: limit)
        codes = HuffmanCode.codes(lengths)
    }

    /// Lengths of least total size, save that the longest are cut to the limit and others pay for it.
    private static func lengths(_ counts: [UInt32], limit: Int) -> [UInt8] {
        var lengths = [UInt8](repeating: 0, count: counts.count)
        let symbols = counts.indices.filter { counts[$0] > 0 }.sorted { (counts[$0], $0) < (counts[$1], $1) }
        guard symbols.count > 1 else {
            for symbol in symbols { lengths[symbol] = 1 }
            return lengths
        }
        // Symbols of each length: all that is needed, since the rarest take the longest codes.
        var tally = [Int](repeating: 0, count: limit + 1)
        for depth in depths(symbols.map { UInt64(counts[$0]) }) { tally[min(depth, limit)] += 1 }
        // Cut codes overfill the space of codes; each exchange of a shorter code for two of the next length frees one place.
        var places = tally.indices.reduce(0) { $0 + tally[$1] << (limit - $1) }
        while places > 1 << limit {
            tally[limit] -= 1
            let shorter = (1..<limit).last { tally[$0] > 0 }!
            tally[shorter] -= 1
            tally[shorter + 1] += 2
            places -= 1
        }
        var next = symbols.makeIterator()
        for length in tally.indices.reversed() { for _ in 0..<tally[length] { lengths[next.next()!] = UInt8(length) } }
        return lengths
    }

    /// Depth of each leaf of the tree, from rising counts: both leaves and inner nodes come in rising order, so two queues suffice.
    private static func depths(_ counts: [UInt64]) -> [Int] {
        let leaves = counts.count
        var weight = counts
        var parent = [Int](repeating: 0, count: 2 * leaves - 1)
        var (leaf, inner) = (0, leaves)
        func least() -> Int {
            let isLeaf = leaf < leaves && (inner >= weight.count || weight[leaf] <= weight[inner])
            defer { if isLeaf { leaf += 1 } else { inner += 1 } }
            return isLeaf ? leaf : inner
        }
        for node in leaves..<2 * leaves - 1 {
            let (one, other) = (least(), least())
            (parent[one], parent[other]) = (node, node)
            weight.append(weight[one] + weight[other])
        }
        var depth = [Int](repeating: 0, count: 2 * leaves - 1)
        for node in (0..<2 * leaves - 2).reversed() { depth[node] = depth[parent[node]] + 1 }
        return Array(depth[..<leaves])
    }

    /// Codes of equal length follow each other in order of their symbols.
    private static func codes(_ lengths: [UInt8]) -> [UInt16] {
        var next = [Int](repeating: 0, count: 17)
        for length in lengths where length > 0 { next[Int(length) + 1] += 2 }
        for length in 1..<17 { next[length] += next[length - 1] << 1 }
        return lengths.map { length in
            if length == 0 { return 0 }
            defer { next[Int(length)] += 1 }
            let code = UInt16(next[Int(length)])
            return (0..<16).reduce(0) { $0 | (code >> $1 & 1) << (15 - $1) } >> (16 - UInt16(length))
        }
    }
}
