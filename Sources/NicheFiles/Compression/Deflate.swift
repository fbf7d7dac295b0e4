import CZlib

/// zlib streams (RFC 1950).
enum Deflate {
    static func compress(_ bytes: [UInt8]) -> [UInt8] {
        let bound = Int(compressBound(uLong(bytes.count)))
        return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            var length = uLong(bound)
            // The bound is always enough, so only a lack of memory could fail here.
            let status = compress2(buffer.baseAddress, &length, bytes, uLong(bytes.count), 6)
            precondition(status == Z_OK, "zlib reported \(status)")
            count = Int(length)
        }
    }
}
