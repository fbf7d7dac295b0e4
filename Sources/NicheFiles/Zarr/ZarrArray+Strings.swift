extension ZarrArray {
    /// Writes `zarr.json` and all strings of an array of one axis, or of none for a single string.
    ///
    /// - Throws: `FileFault.cannotWrite`.
    public func write(_ strings: [String]) throws {
        precondition(type == .string && inner == nil && shape.count <= 1, "strings go into an array of one axis, without shards")
        precondition(strings.count == count, "\(strings.count) strings for an array of shape \(shape)")
        try writeMetadata()
        let length = chunk.first ?? 1
        try forEachChunk { index in
            let start = (index.first ?? 0) * length
            var bytes: [UInt8] = []
            func append(_ number: Int) { withUnsafeBytes(of: UInt32(number).littleEndian) { bytes += $0 } }
            append(length)
            for i in start..<start + length {
                // The last chunk is filled up with empty strings.
                let string = i < strings.count ? strings[i] : ""
                append(string.utf8.count)
                bytes += string.utf8
            }
            let file = chunkPath(index)
            try DiskFiles.makeFolder(DiskFiles.folder(of: file))
            try DiskFiles.writeInPlace(bytes.withUnsafeBytes { Zstandard.compress($0) }, to: file)
        }
    }

    /// All strings of an array of one axis, or of none.
    ///
    /// - Parameter limit: the most bytes that they may take.
    /// - Throws: `FileFault`.
    public func readStrings(limit: Int = 1 << 28) throws -> [String] {
        try require(.string)
        guard shape.count <= 1, inner == nil else { throw FileFault(.unsupported, path: path, "strings of several axes are not read here") }
        let length = chunk.first ?? 1
        guard count <= limit / 4, length <= limit / 4, grid.reduce(1, *) <= ZarrArray.mostChunks else {
            throw FileFault(.tooLarge, path: path, "its strings take more than the \(limit) bytes that are accepted here")
        }
        var strings: [String] = []
        var left = limit
        try forEachChunk { index in
            let file = chunkPath(index)
            let packed = try DiskFiles.read(file, limit: limit)
            guard let bytes = packed.withUnsafeBytes({ Zstandard.decompress($0, limit: left) }),
                let found = ZarrArray.strings(in: bytes), found.count == length
            else { throw FileFault(.malformed, path: file, "this chunk of strings is damaged or too large") }
            left -= bytes.count
            strings += found.prefix(count - strings.count)
        }
        return strings
    }

    static func strings(in bytes: [UInt8]) -> [String]? {
        bytes.withUnsafeBytes { buffer in
            var at = 0
            func number() -> Int? {
                guard buffer.count - at >= 4 else { return nil }
                defer { at += 4 }
                return Int(UInt32(littleEndian: buffer.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
            }
            // Each string takes four bytes at least, so the count cannot ask for more memory than there are bytes.
            guard let count = number(), count <= buffer.count / 4 else { return nil }
            var strings: [String] = []
            strings.reserveCapacity(count)
            for _ in 0..<count {
                guard let length = number(), length <= buffer.count - at else { return nil }
                strings.append(String(decoding: buffer[at..<at + length], as: UTF8.self))
                at += length
            }
            return at == buffer.count ? strings : nil
        }
    }
}
