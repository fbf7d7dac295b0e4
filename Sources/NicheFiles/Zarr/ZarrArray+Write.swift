extension ZarrArray {
    /// Writes `zarr.json` and all values.
    ///
    /// - Shape: as many values as the shape has places, the last axis fastest.
    /// - Throws: `FileFault.cannotWrite`.
    public func write<Element: ZarrElement>(_ values: [Element]) throws {
        precondition(values.count == count, "\(values.count) values for an array of shape \(shape)")
        try writeMetadata()
        try forEachChunk { try writeChunk($0, of: values, shape: shape) }
    }

    /// Writes the chunk with these grid indices. Values beyond the edge are stored as zero.
    ///
    /// - Parameters:
    ///   - values: the part of the array that begins at the chunk's corner, or all of it.
    ///   - part: shape of `values`: the array's own, or one no larger than a chunk.
    ///   - draft: what the file becomes a piece of, for a chunk that is written more than once; nil to write it in its place.
    /// - Throws: `FileFault.cannotWrite`.
    public func writeChunk<Element: ZarrElement>(
        _ index: [Int], of values: [Element], shape part: [Int], in draft: Draft? = nil
    ) throws {
        precondition(Element.zarrType == type, "\(Element.zarrType) values for an array of \(type)")
        precondition(values.count == part.reduce(1, *), "\(values.count) values for a part of shape \(part)")
        let isWhole = part == shape
        let corner = zip(index, chunk).map { isWhole ? $0 * $1 : 0 }
        let extent = part.indices.map { min(chunk[$0], part[$0] - corner[$0]) }
        let file = chunkPath(index)
        try DiskFiles.makeFolder(DiskFiles.folder(of: file))
        let bytes = values.withUnsafeBytes { source in
            if let inner { return shard(source, part, corner, extent, inner) }
            if corner.allSatisfy({ $0 == 0 }), part == chunk { return Zstandard.compress(source) }
            var padded = [Element](repeating: .zero, count: chunk.reduce(1, *))
            padded.withUnsafeMutableBytes { target in
                Block(extent: extent, source: (part, corner), target: (chunk, chunk.map { _ in 0 }))
                    .copy(from: source, to: target, width: MemoryLayout<Element>.size)
            }
            return padded.withUnsafeBytes { Zstandard.compress($0) }
        }
        try draft?.write(bytes, to: file) ?? DiskFiles.writeInPlace(bytes, to: file)
    }

    /// The inner chunks one behind the other, then for each its offset and length, then the checksum of that index.
    private func shard(_ source: UnsafeRawBufferPointer, _ part: [Int], _ corner: [Int], _ extent: [Int], _ inner: [Int]) -> [UInt8] {
        let width = type.width!
        var bytes: [UInt8] = []
        var index: [UInt8] = []
        func appendIndex(_ value: UInt64) { withUnsafeBytes(of: value.littleEndian) { index += $0 } }
        var piece = [UInt8](repeating: 0, count: inner.reduce(width, *))
        ZarrArray(at: path, type: type, shape: chunk, chunk: inner).forEachChunk { place in
            let start = zip(place, inner).map { $0 * $1 }
            let overlap = extent.indices.map { max(0, min(inner[$0], extent[$0] - start[$0])) }
            // A chunk that lies wholly beyond the edge is marked as absent.
            if overlap.contains(0) {
                appendIndex(.max)
                appendIndex(.max)
                return
            }
            if overlap != inner { for i in piece.indices { piece[i] = 0 } }
            piece.withUnsafeMutableBytes { target in
                Block(
                    extent: overlap, source: (part, zip(corner, start).map { $0 + $1 }), target: (inner, inner.map { _ in 0 })
                ).copy(from: source, to: target, width: width)
            }
            let packed = piece.withUnsafeBytes { Zstandard.compress($0) }
            appendIndex(UInt64(bytes.count))
            appendIndex(UInt64(packed.count))
            bytes += packed
        }
        bytes += index
        withUnsafeBytes(of: CRC32C.checksum(index).littleEndian) { bytes += $0 }
        return bytes
    }
}
