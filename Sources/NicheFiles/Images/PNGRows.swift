/// Rows of a picture as differences from the pixel on the left or above, whichever is smaller: flat pictures shrink to a tenth.
enum PNGRows {
    /// - Shape: rows of a byte, 1 for left and 2 for above, and the differences.
    static func filtered(_ pixels: [UInt8], rowBytes: Int, channels: Int) -> [UInt8] {
        let rows = pixels.count / rowBytes
        let none = [UInt8](repeating: 0, count: rowBytes)
        return [UInt8](unsafeUninitializedCapacity: pixels.count + rows) { buffer, count in
            pixels.withUnsafeBufferPointer { pixels in
                none.withUnsafeBufferPointer { none in
                    for row in 0..<rows {
                        let source = pixels.baseAddress! + row * rowBytes
                        let above = row > 0 ? source - rowBytes : none.baseAddress!
                        let target = buffer.baseAddress! + row * (rowBytes + 1)
                        let inner = rowBytes - channels
                        // The first pixel has none on its left.
                        let edge = size(source, none.baseAddress!, channels)
                        let isLeft = edge + size(source + channels, source, inner) <= size(source, above, rowBytes)
                        target.initialize(to: isLeft ? 1 : 2)
                        if isLeft {
                            subtract(source, none.baseAddress!, channels, into: target + 1)
                            subtract(source + channels, source, inner, into: target + 1 + channels)
                        } else {
                            subtract(source, above, rowBytes, into: target + 1)
                        }
                    }
                }
            }
            count = pixels.count + rows
        }
    }

    /// The differences of two rows, each taken as -128 to 127, summed without their signs.
    @inline(never)
    private static func size(_ row: UnsafePointer<UInt8>, _ other: UnsafePointer<UInt8>, _ count: Int) -> Int {
        var sum: UInt32 = 0
        for i in 0..<count {
            let difference = row[i] &- other[i]
            sum &+= UInt32(min(difference, 0 &- difference))
        }
        return Int(sum)
    }

    @inline(never)
    private static func subtract(
        _ row: UnsafePointer<UInt8>, _ other: UnsafePointer<UInt8>, _ count: Int, into target: UnsafeMutablePointer<UInt8>
    ) {
        for i in 0..<count { target[i] = row[i] &- other[i] }
    }
}
