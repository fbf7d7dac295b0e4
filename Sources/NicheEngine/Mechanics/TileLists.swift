/// The memory that the lists of a tile of bodies lie in, one after the other. It may be read eight entries beyond the last.
final class TileLists {
    private(set) var found = Buffer<Int32>(capacity: 16 * Mechanics.tile)
    private var count = 0

    deinit { found.free() }

    func begin() { count = 0 }

    /// - Returns: where the list starts.
    @inline(__always)
    func append(_ near: UnsafePointer<Int32>, _ n: Int) -> Int {
        if count + n + 8 > found.capacity { found.reserve(count + n + 8, keeping: count) }
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
}
