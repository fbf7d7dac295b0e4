extension ZarrArray {
    /// The most bytes that reading may allocate unless told otherwise.
    public static let largestRead = 4 << 30
    /// The most files that reading one array may look for.
    static let mostChunks = 1 << 20

    /// All values, the last axis fastest.
    ///
    /// - Parameter limit: the most bytes that the values may take.
    /// - Throws: `FileFault`; malformed where the array holds another type or a chunk is damaged or missing.
    public func read<Element: ZarrElement>(as type: Element.Type, limit: Int = largestRead) throws -> [Element] {
        try readRegion(as: type, from: shape.map { _ in 0 }, shape: shape, limit: limit)
    }

    /// The values of a rectangular region, the last axis fastest.
    ///
    /// - Parameters:
    ///   - corner: the region's first indices.
    ///   - region: the region's shape.
    public func readRegion<Element: ZarrElement>(
        as _: Element.Type, from corner: [Int], shape region: [Int], limit: Int = largestRead
    ) throws -> [Element] {
        precondition(
            shape.indices.allSatisfy { corner[$0] >= 0 && region[$0] >= 0 && corner[$0] + region[$0] <= shape[$0] },
            "a region outside the array")
        try require(Element.zarrType)
        let width = MemoryLayout<Element>.size
        guard region.reduce(1, *) <= limit / width, chunk.reduce(1, *) <= limit / width else {
            throw FileFault(.tooLarge, path: path, "its values take more than the \(limit) bytes that are accepted here")
        }
        let first = zip(corner, chunk).map { $0 / $1 }
        let last = region.indices.map { (corner[$0] + max(1, region[$0]) - 1) / chunk[$0] }
        let across = zip(first, last).map { $1 - $0 + 1 }
        guard across.reduce(1, *) <= ZarrArray.mostChunks else {
            throw FileFault(.tooLarge, path: path, "has more than \(ZarrArray.mostChunks) chunks")
        }
        var values = [Element](repeating: .zero, count: region.reduce(1, *))
        if values.isEmpty { return values }
        try values.withUnsafeMutableBytes { target in
            try ZarrArray(at: path, type: type, shape: across, chunk: across.map { _ in 1 }).forEachChunk { step in
                let index = zip(first, step).map { $0 + $1 }
                let bytes = try chunkBytes(index, limit: limit)
                let low = index.indices.map { max(corner[$0], index[$0] * chunk[$0]) }
                let high = index.indices.map { min(corner[$0] + region[$0], (index[$0] + 1) * chunk[$0]) }
                let block = Block(
                    extent: zip(low, high).map { $1 - $0 }, source: (chunk, index.indices.map { low[$0] - index[$0] * chunk[$0] }),
                    target: (region, zip(low, corner).map { $0 - $1 }))
                bytes.withUnsafeBytes { block.copy(from: $0, to: target, width: width) }
            }
        }
        return values
    }

    func require(_ wanted: ZarrType) throws {
        guard wanted == type else {
            throw FileFault(.malformed, path: path, "holds \(type.rawValue); expected \(wanted.rawValue)")
        }
    }

    /// The values of a chunk as bytes.
    private func chunkBytes(_ index: [Int], limit: Int) throws -> [UInt8] {
        let size = chunk.reduce(type.width!, *)
        let file = chunkPath(index)
        let packed = try DiskFiles.read(file, limit: limit)
        var bytes = try inner.map { try unshard(packed, $0, file) } ?? unpack(packed[...], size, file)
        // Any byte but 0 and 1 would be no Swift Bool.
        if type == .bool { for i in bytes.indices where bytes[i] > 1 { bytes[i] = 1 } }
        return bytes
    }

    func unpack(_ packed: ArraySlice<UInt8>, _ size: Int, _ file: String) throws -> [UInt8] {
        guard let bytes = packed.withUnsafeBytes({ Zstandard.decompress($0, limit: size) }), bytes.count == size else {
            throw FileFault(.malformed, path: file, "this chunk is damaged: it does not unpack to \(size) bytes")
        }
        return bytes
    }

    private func unshard(_ packed: [UInt8], _ inner: [Int], _ file: String) throws -> [UInt8] {
        let places = zip(chunk, inner).map { $0 / $1 }
        let count = places.reduce(1, *)
        let width = type.width!
        let damaged = FileFault(.malformed, path: file, "the index of this shard is damaged")
        guard count <= ZarrArray.mostChunks, packed.count >= count * 16 + 4 else { throw damaged }
        let start = packed.count - count * 16 - 4
        func number(_ offset: Int) -> UInt64 { packed.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self) } }
        let checksum = packed.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: packed.count - 4, as: UInt32.self) }
        guard CRC32C.checksum(packed[start..<packed.count - 4]) == checksum else { throw damaged }
        var bytes = [UInt8](repeating: 0, count: chunk.reduce(width, *))
        var serial = 0
        try ZarrArray(at: path, type: type, shape: places, chunk: places.map { _ in 1 }).forEachChunk { place in
            let offset = number(start + serial * 16)
            let length = number(start + serial * 16 + 8)
            serial += 1
            if offset == .max, length == .max { return }
            guard offset <= UInt64(start), length <= UInt64(start) - offset else { throw damaged }
            let piece = try unpack(packed[Int(offset)..<Int(offset + length)], inner.reduce(width, *), file)
            let block = Block(
                extent: inner, source: (inner, inner.map { _ in 0 }), target: (chunk, zip(place, inner).map { $0 * $1 }))
            piece.withUnsafeBytes { source in bytes.withUnsafeMutableBytes { block.copy(from: source, to: $0, width: width) } }
        }
        return bytes
    }
}
