import CZstd

/// Zstandard frames that hold their content's size, as Zarr readers want them.
package enum Zstandard {
    /// Level 1: simulations produce faster than higher levels compress, and noisy doubles gain little from them.
    package static func compress(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        let bound = ZSTD_compressBound(bytes.count)
        return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            let length = ZSTD_compress(buffer.baseAddress, bound, bytes.baseAddress, bytes.count, 1)
            precondition(ZSTD_isError(length) == 0, "zstd failed on \(bytes.count) bytes")
            count = length
        }
    }

    /// What a block holds at the most [bytes], and what it takes at the least: a byte that is repeated.
    private static let largestBlock = 128 << 10
    private static let smallestBlock = 4

    /// The content of one frame, or nil where the frame is damaged or its content is larger than `limit`.
    package static func decompress(_ bytes: UnsafeRawBufferPointer, limit: Int) -> [UInt8]? {
        let size = ZSTD_getFrameContentSize(bytes.baseAddress, bytes.count)
        // The two values for "unknown" and "error" are the largest there are, so the limit catches them. A frame cannot hold more than its
        // smallest blocks would, however large it says that its content is: no memory is taken for what is not there.
        guard size <= UInt64(limit), size <= UInt64(bytes.count / smallestBlock + 1) * UInt64(largestBlock) else { return nil }
        var isWhole = false
        let content = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
            let length = ZSTD_decompress(buffer.baseAddress, Int(size), bytes.baseAddress, bytes.count)
            isWhole = ZSTD_isError(length) == 0 && length == Int(size)
            count = isWhole ? length : 0
        }
        return isWhole ? content : nil
    }
}
