/// Which lanes a byte names, the named ones first.
enum LaneTable {
    nonisolated(unsafe) static let table: UnsafePointer<SIMD8<Int32>> = {
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
