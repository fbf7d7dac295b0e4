#if Blosc
    import CBlosc
#endif

/// Buffers of Blosc 1, as Zarr stores of other programs hold them.
enum Blosc {
    /// What a buffer holds, or nil where it is damaged or holds more than `limit` bytes.
    ///
    /// - Throws: `MissingLibrary` in a build without it.
    static func decompress(_ bytes: UnsafeRawBufferPointer, limit: Int) throws -> [UInt8]? {
        #if Blosc
            var size = 0
            guard bytes.count >= 16, blosc_cbuffer_validate(bytes.baseAddress, bytes.count, &size) >= 0, size <= limit else { return nil }
            var isWhole = false
            let content = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
                isWhole = Int(blosc_decompress_ctx(bytes.baseAddress, buffer.baseAddress, size, 1)) == size
                count = isWhole ? size : 0
            }
            return isWhole ? content : nil
        #else
            throw MissingLibrary.blosc
        #endif
    }
}
