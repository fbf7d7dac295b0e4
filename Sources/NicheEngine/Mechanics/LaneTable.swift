/// Which lanes a byte names, one bit a lane: in ascending order, ahead of zeros. As wide as the indices they are added to: widening them
/// eight at a time is a call of a function in some builds.
enum LaneTable {
    nonisolated(unsafe) static let lanes: UnsafePointer<SIMD8<Int32>> = {
        let table = Buffer<SIMD8<Int32>>(capacity: 256).start
        for byte in 0..<256 {
            var (entry, n) = (SIMD8<Int32>(), 0)
            for lane in 0..<8 where byte & 1 << lane != 0 {
                entry[n] = Int32(lane)
                n += 1
            }
            table[byte] = entry
        }
        return UnsafePointer(table)
    }()
}
