import CZlib

/// zlib streams (RFC 1950) of the library.
enum Zlib {
    /// Fast rather than small.
    static func compress(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        let bound = compressBound(uLong(bytes.count))
        return [UInt8](unsafeUninitializedCapacity: Int(bound)) { buffer, count in
            var length = bound
            let source = bytes.baseAddress.map { $0.assumingMemoryBound(to: UInt8.self) }
            let code = compress2(buffer.baseAddress, &length, source, uLong(bytes.count), 1)
            precondition(code == Z_OK, "zlib failed on \(bytes.count) bytes")
            count = Int(length)
        }
    }

    /// What a zlib or gzip stream holds, or nil where it is damaged or holds more than `limit` bytes.
    static func decompress(_ bytes: UnsafeRawBufferPointer, limit: Int) -> [UInt8]? {
        var stream = z_stream()
        // 15 bits of window, and 32 to tell zlib and gzip by their heads.
        guard inflateInit2_(&stream, 15 + 32, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        guard bytes.count <= UInt32.max, limit <= UInt32.max, let start = bytes.baseAddress else { return nil }
        stream.next_in = UnsafeMutablePointer(mutating: start.assumingMemoryBound(to: UInt8.self))
        stream.avail_in = UInt32(bytes.count)
        var isWhole = false
        let content = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            stream.next_out = buffer.baseAddress
            stream.avail_out = UInt32(limit)
            isWhole = inflate(&stream, Z_FINISH) == Z_STREAM_END
            count = isWhole ? Int(stream.total_out) : 0
        }
        return isWhole ? content : nil
    }
}
