/// Which lanes a byte names, one bit a lane: in ascending order, ahead of zeros.
enum LaneTable {
    nonisolated(unsafe) static let lanes: UnsafePointer<SIMD8<UInt8>> = {
        let table = Buffer<SIMD8<UInt8>>(capacity: 256).start
        for byte in 0..<256 {
            var (entry, n) = (SIMD8<UInt8>(), 0)
            for lane in 0..<8 where byte & 1 << lane != 0 {
                entry[n] = UInt8(lane)
                n += 1
            }
            table[byte] = entry
        }
        return UnsafePointer(table)
    }()
}
