/// The number of terms of a tile of `tileSum`. Part of the definition of the sum: changing it changes bits.
public let tileLength = 512

/// The sum of `term(i)` for i in 0 ..< count, with the same bits however the work is shared.
///
/// The terms are cut into fixed tiles of 512; each tile is `tileTotal`, and the tiles are added in order with
/// compensation. Threads that compute tiles on their own and add them with one `OrderedSum` get these bits.
@inlinable
public func tileSum(count: Int, _ term: (Int) -> Double) -> Double {
    var total = OrderedSum()
    var start = 0
    while start < count {
        let end = min(start + tileLength, count)
        total.add(tileTotal(start..<end, term))
        start = end
    }
    return total.value
}

/// The sum of the terms of one tile: four interleaved partial sums, added pairwise.
@inlinable
public func tileTotal(_ range: Range<Int>, _ term: (Int) -> Double) -> Double {
    var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0)
    var i = range.lowerBound
    let last = range.upperBound
    while i &+ 4 <= last {
        a += term(i)
        b += term(i &+ 1)
        c += term(i &+ 2)
        d += term(i &+ 3)
        i &+= 4
    }
    if i < last { a += term(i) }
    if i &+ 1 < last { b += term(i &+ 1) }
    if i &+ 2 < last { c += term(i &+ 2) }
    return (a + b) + (c + d)
}
