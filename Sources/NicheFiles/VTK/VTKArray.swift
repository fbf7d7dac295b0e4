/// A named array of a VTK file, packed as it is made.
public struct VTKArray: Sendable {
    /// Bytes that are packed as one.
    private static let blockSize = 1 << 20

    let name: String
    let type: String
    let components: Int
    /// Lengths of the blocks, then the blocks.
    let packed: [UInt8]

    /// - Shape: `components` values side by side for each thing.
    public init<Element: ZarrElement>(_ name: String, _ values: [Element], components: Int = 1) {
        self.name = name
        self.components = components
        type =
            switch Element.zarrType {
            case .float32: "Float32"
            case .float64: "Float64"
            case .int8: "Int8"
            case .int16: "Int16"
            case .int32: "Int32"
            case .int64: "Int64"
            case .uint16: "UInt16"
            case .uint32: "UInt32"
            case .uint64: "UInt64"
            case .uint8, .bool, .string: "UInt8"
            }
        packed = values.withUnsafeBytes(VTKArray.pack)
    }

    private static func pack(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        let starts = stride(from: 0, to: bytes.count, by: blockSize)
        let blocks = starts.map { start in
            Zlib.compress(UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + blockSize, bytes.count)]))
        }
        var result: [UInt8] = []
        func append(_ number: Int) { withUnsafeBytes(of: UInt64(number).littleEndian) { result += $0 } }
        append(blocks.count)
        append(blockSize)
        append(bytes.count % blockSize)
        for block in blocks { append(block.count) }
        return blocks.reduce(into: result) { $0 += $1 }
    }
}
