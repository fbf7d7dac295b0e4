import NicheEngine
import NicheFiles

extension CheckpointFile {
    /// The state in a file's bytes. Nothing is believed before it is checked, and no memory is taken for what is not there.
    ///
    /// - Throws: `FileFault` malformed, with what is wrong, or unsupported for a later format.
    static func read(_ bytes: [UInt8], path: String) throws -> SavedState {
        try bytes.withUnsafeBytes { bytes in
            var reader = Reader(bytes: bytes, path: path)
            guard try Array(reader.take(magic.count)) == magic else { throw reader.fault("is no checkpoint") }
            let version = try reader.number(UInt32.self)
            guard version == Self.version else {
                throw FileFault(
                    .unsupported, path: path,
                    "is a checkpoint of format \(version), this version reads \(Self.version); go on with the version that wrote it")
            }
            try reader.cutDigest()
            let header = try self.header(&reader)
            var columns: [SavedState.Column] = []
            while !reader.isAtEnd { columns.append(try column(&reader)) }
            guard header["columns"]?.integer == columns.count else { throw reader.fault("lacks some of its columns") }
            guard let model = header["model"]?.string, let state = header["state"]?.string, case .integer(let tick)? = header["tick"],
                case .integer(let time)? = header["time_s"], let seed = header["seed"]?.string.flatMap({ UInt64($0) })
            else { throw reader.fault("has a damaged header") }
            return SavedState(modelDigest: model, stateDigest: state, seed: seed, tick: tick, time: time, columns: columns)
        }
    }

    private static func header(_ reader: inout Reader) throws -> JSON {
        let (name, kind, contents) = try reader.section()
        guard name.isEmpty, kind == .text else { throw reader.fault("has no header") }
        return try JSON.parse(contents, path: reader.path)
    }

    private static func column(_ reader: inout Reader) throws -> SavedState.Column {
        let (name, kind, contents) = try reader.section()
        switch kind {
        case .doubles: return SavedState.Column(name: name, values: .doubles(numbers(contents)))
        case .words: return SavedState.Column(name: name, values: .words(numbers(contents)))
        case .integers: return SavedState.Column(name: name, values: .integers(numbers(contents)))
        case .text: throw reader.fault("holds text where a column should be")
        }
    }

    private static func numbers<Number: BitwiseCopyable>(_ contents: [UInt8]) -> [Number] {
        [Number](unsafeUninitializedCapacity: contents.count / MemoryLayout<Number>.size) { buffer, count in
            count = buffer.count
            UnsafeMutableRawBufferPointer(buffer).copyBytes(from: contents)
        }
    }

    /// Takes piece after piece from the front.
    private struct Reader {
        var bytes: UnsafeRawBufferPointer
        let path: String
        /// Bytes that the columns may still take.
        var left = CheckpointFile.largest

        var isAtEnd: Bool { bytes.isEmpty }

        func fault(_ message: String) -> FileFault { FileFault(.malformed, path: path, message) }

        mutating func take(_ count: Int) throws -> UnsafeRawBufferPointer {
            guard count <= bytes.count else { throw fault("ends too early") }
            defer { bytes = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(count)) }
            return UnsafeRawBufferPointer(rebasing: bytes.prefix(count))
        }

        mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) throws -> Number {
            Number(littleEndian: try take(MemoryLayout<Number>.size).loadUnaligned(as: Number.self))
        }

        /// Checks the digest of all bytes, of which some are taken already, and drops it.
        mutating func cutDigest() throws {
            guard bytes.count >= CheckpointFile.digestLength else { throw fault("ends too early") }
            let head = CheckpointFile.magic.count + MemoryLayout<UInt32>.size
            let length = bytes.count - CheckpointFile.digestLength
            let all = UnsafeRawBufferPointer(start: bytes.baseAddress! - head, count: head + length)
            guard CheckpointFile.digest("", all).elementsEqual(bytes.dropFirst(length)) else { throw fault("is damaged") }
            bytes = UnsafeRawBufferPointer(rebasing: bytes.prefix(length))
        }

        mutating func section() throws -> (name: String, kind: Kind, contents: [UInt8]) {
            let length = try number(UInt32.self)
            guard let kind = Kind(rawValue: try number(UInt32.self)) else { throw fault("holds numbers of an unknown kind") }
            let (count, packed) = (try number(UInt64.self), try number(UInt64.self))
            let digest = Array(try take(CheckpointFile.digestLength))
            guard length <= bytes.count, packed <= bytes.count, count <= left / kind.size else { throw fault("ends too early") }
            left -= Int(count) * kind.size
            guard let name = String(validating: try take(Int(length)), as: UTF8.self) else { throw fault("has a column without a name") }
            guard let contents = Zstandard.decompress(try take(Int(packed)), limit: Int(count) * kind.size),
                contents.count == Int(count) * kind.size, CheckpointFile.digest(name, contents) == digest
            else { throw fault("is damaged in \(name)") }
            return (name, kind, contents)
        }
    }

    fileprivate static func digest(_ name: String, _ contents: [UInt8]) -> [UInt8] { contents.withUnsafeBytes { digest(name, $0) } }
}
