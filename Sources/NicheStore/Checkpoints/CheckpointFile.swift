import NicheEngine
import NicheFiles
import NicheMath

/// A saved state as the bytes of one file.
///
///     "NICHE CHECKPOINT", version of the format              16 + 4 bytes
///     sections: the header as JSON, then a section a column
///     digest of all bytes before                             32 bytes
///
/// A section is the length of its name, the kind of its numbers, how many there are, how many bytes they take here (4 + 4 + 8 + 8 bytes),
/// the digest of its name and numbers (32), the name, and the numbers, little-endian, as a Zstandard frame.
enum CheckpointFile {
    static let magic = Array("NICHE CHECKPOINT".utf8)
    static let version: UInt32 = 1
    static let digestLength = 32
    /// The largest file that is read, and the most bytes that its columns may take together.
    static let largest = 1 << 38

    enum Kind: UInt32 {
        case text, doubles, words, integers

        /// Bytes of one number.
        var size: Int {
            switch self {
            case .text: 1
            case .doubles, .words: 8
            case .integers: 4
            }
        }
    }

    static func bytes(of saved: SavedState) -> [UInt8] { bytes(of: saved.columns, under: header(of: saved)) }

    static func bytes(of columns: [SavedState.Column], under header: JSON) -> [UInt8] {
        var bytes: [UInt8] = []
        // More than packed columns take, so that hundreds of megabytes need not move; memory that is not written to takes no room.
        bytes.reserveCapacity(columns.reduce(1 << 16) { $0 + 8 * $1.values.count + 256 })
        bytes += magic
        append(version, to: &bytes)
        Array(header.text.utf8).withUnsafeBytes { append("", .text, $0, to: &bytes) }
        for column in columns {
            switch column.values {
            case .doubles(let values): values.withUnsafeBytes { append(column.name, .doubles, $0, to: &bytes) }
            case .words(let values): values.withUnsafeBytes { append(column.name, .words, $0, to: &bytes) }
            case .integers(let values): values.withUnsafeBytes { append(column.name, .integers, $0, to: &bytes) }
            }
        }
        bytes += bytes.withUnsafeBytes { self.digest("", $0) }
        return bytes
    }

    static func header(of saved: SavedState) -> JSON {
        [
            "model": JSON(saved.modelDigest), "state": JSON(saved.stateDigest), "seed": JSON(String(saved.seed)),
            "tick": .integer(saved.tick), "time_s": .integer(saved.time), "columns": JSON(saved.columns.count),
        ]
    }

    private static func append(_ name: String, _ kind: Kind, _ contents: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
        let packed = Zstandard.compress(contents)
        append(UInt32(name.utf8.count), to: &bytes)
        append(kind.rawValue, to: &bytes)
        append(UInt64(contents.count / kind.size), to: &bytes)
        append(UInt64(packed.count), to: &bytes)
        bytes += digest(name, contents)
        bytes += name.utf8
        bytes += packed
    }

    private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }

    static func digest(_ name: String, _ contents: UnsafeRawBufferPointer) -> [UInt8] {
        var digest = Digest()
        digest.add(name)
        digest.add(contents)
        return Array(digest.hex.utf8)
    }
}
