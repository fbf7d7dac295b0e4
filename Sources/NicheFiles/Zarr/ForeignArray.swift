/// An array of a Zarr store that another program wrote: version 2 or 3, packed with gzip, zlib, Zstandard or Blosc, or not at all.
struct ForeignArray {
    enum Packing { case gzip, zstandard, blosc }
    enum Values: Equatable {
        case numbers(ZarrType, isBigEndian: Bool)
        /// Texts of any length.
        case texts
        /// Texts of so many letters of four bytes each.
        case fixedTexts(Int)
    }

    private static let mostChunks = 1 << 20

    let path: String
    private(set) var shape: [Int] = []
    private var chunk: [Int] = []
    private var values = Values.texts
    private var packings: [Packing] = []
    /// What stands between the indices of a chunk in the name of its file, and before them.
    private var separator = "."
    private var prefix = ""
    private var fill = 0.0

    /// - Throws: `FileFault`, also for what is not read here.
    init(_ path: String) throws {
        self.path = path
        if DiskFiles.exists("\(path)/.zarray") {
            try readVersion2(try JSON.read("\(path)/.zarray", limit: 1 << 20))
        } else {
            try readVersion3(try JSON.read("\(path)/zarr.json", limit: 1 << 20))
        }
        guard chunk.count == shape.count, chunk.allSatisfy({ $0 > 0 }) else { throw fault("its chunks do not fit its shape") }
        let count = shape.reduce(1, *)
        guard count <= AnnDataPlaces.most, chunk.reduce(1, *) <= AnnDataPlaces.most else {
            throw FileFault(.tooLarge, path: path, "has more than the \(AnnDataPlaces.most) values that are accepted here")
        }
    }

    private func fault(_ message: String) -> FileFault { FileFault(.malformed, path: path, message) }

    private func unsupported(_ message: String) -> FileFault { FileFault(.unsupported, path: path, message) }

    private mutating func readVersion2(_ json: JSON) throws {
        shape = try ZarrArray.lengths(json["shape"], "shape", least: 0, path)
        chunk = try ZarrArray.lengths(json["chunks"], "chunks", least: 0, path)
        guard json["order"] != "F" || shape.count < 2 else { throw unsupported("is stored column by column, which is not read here") }
        separator = json["dimension_separator"]?.string ?? "."
        guard separator == "." || separator == "/" else { throw fault("dimension_separator is neither . nor /") }
        fill = json["fill_value"]?.number ?? 0
        try readType(json["dtype"]?.string ?? "", isText: (json["filters"]?.array ?? []).contains { $0["id"] == "vlen-utf8" })
        if let compressor = json["compressor"], compressor != .null { packings = [try packing(compressor["id"]?.string ?? "")] }
    }

    /// NumPy's names: `<f8`, `|b1`, `<U5`, `|O`.
    private mutating func readType(_ name: String, isText: Bool) throws {
        if isText, name == "|O" {
            values = .texts
            return
        }
        let kind = name.dropFirst().first
        let width = Int(name.dropFirst(2)) ?? 0
        if kind == "U", (0...10_000).contains(width), name.first == "<" {
            values = .fixedTexts(width)
            return
        }
        let types: [String: ZarrType] = [
            "f4": .float32, "f8": .float64, "i1": .int8, "i2": .int16, "i4": .int32, "i8": .int64, "u1": .uint8, "u2": .uint16,
            "u4": .uint32,
            "u8": .uint64, "b1": .bool,
        ]
        guard let type = types[String(name.dropFirst())] else {
            throw unsupported("holds values of type \(name.prefix(20)), which are not read here")
        }
        values = .numbers(type, isBigEndian: name.first == ">")
    }

    private mutating func readVersion3(_ json: JSON) throws {
        guard json["zarr_format"] == 3, json["node_type"] == "array" else { throw fault("is no Zarr array") }
        shape = try ZarrArray.lengths(json["shape"], "shape", least: 0, path)
        chunk = try ZarrArray.lengths(json["chunk_grid"]?["configuration"]?["chunk_shape"], "chunk_shape", least: 0, path)
        let isDefault = json["chunk_key_encoding"]?["name"] != "v2"
        separator = json["chunk_key_encoding"]?["configuration"]?["separator"]?.string ?? (isDefault ? "/" : ".")
        prefix = isDefault ? "c" + separator : ""
        fill = json["fill_value"]?.number ?? 0
        var isBigEndian = false
        for codec in json["codecs"]?.array ?? [] {
            switch codec["name"]?.string ?? "" {
            case "bytes": isBigEndian = codec["configuration"]?["endian"] == "big"
            case "vlen-utf8": break
            case "crc32c": throw unsupported("uses the codec crc32c, which is not read here")
            case let name: packings.insert(try packing(name), at: 0)
            }
        }
        let name = json["data_type"]?.string ?? ""
        if name == "string" { return values = .texts }
        guard let type = ZarrType(rawValue: name) else {
            throw unsupported("holds values of type \(name.prefix(20)), which are not read here")
        }
        values = .numbers(type, isBigEndian: isBigEndian)
    }

    private func packing(_ name: String) throws -> Packing {
        switch name {
        case "gzip", "zlib": return .gzip
        case "zstd": return .zstandard
        case "blosc": return .blosc
        default: throw unsupported("is packed with \(name.prefix(40)), which is not read here; save it with gzip, zstd or blosc")
        }
    }

    /// All values, the last axis fastest.
    func numbers() throws -> [Double] {
        guard case .numbers(let type, let isBigEndian) = values else { throw fault("holds texts; expected numbers") }
        let width = type.width!
        var result = [Double](repeating: fill, count: shape.reduce(1, *))
        try forEachChunk { index, file in
            let size = chunk.reduce(width, *)
            guard let bytes = try unpack(file, limit: size) else { return }
            guard bytes.count == size else {
                throw FileFault(.malformed, path: file, "this chunk holds \(bytes.count) bytes; expected \(size)")
            }
            let part = ForeignArray.doubles(bytes, type, isBigEndian)
            let corner = zip(index, chunk).map { $0 * $1 }
            let extent = corner.indices.map { min(chunk[$0], shape[$0] - corner[$0]) }
            part.withUnsafeBytes { source in
                result.withUnsafeMutableBytes {
                    Block(extent: extent, source: (chunk, corner.map { _ in 0 }), target: (shape, corner)).copy(
                        from: source, to: $0, width: 8)
                }
            }
        }
        return result
    }

    /// All texts of an array of one axis, or of none.
    func texts() throws -> [String] {
        guard shape.count <= 1 else { throw unsupported("texts of several axes are not read here") }
        let count = shape.first ?? 1
        var result: [String] = []
        try forEachChunk { _, file in
            let length = min(chunk.first ?? 1, count - result.count)
            // Texts of a row are seldom longer than this on the average.
            guard let bytes = try unpack(file, limit: max(1 << 20, (chunk.first ?? 1) * 4096)) else {
                result += [String](repeating: "", count: length)
                return
            }
            let found: [String]?
            switch values {
            case .texts: found = ZarrArray.strings(in: bytes)
            case .fixedTexts(let letters): found = ForeignArray.fixedTexts(bytes, letters)
            case .numbers: throw fault("holds numbers; expected texts")
            }
            guard let found, found.count >= length else { throw FileFault(.malformed, path: file, "this chunk of texts is damaged") }
            result += found.prefix(length)
        }
        return result
    }

    private func forEachChunk(_ body: ([Int], String) throws -> Void) throws {
        let grid = zip(shape, chunk).map { ($0 + $1 - 1) / $1 }
        guard grid.reduce(1, *) <= ForeignArray.mostChunks else { throw FileFault(.tooLarge, path: path, "has too many chunks") }
        try ZarrArray(at: path, type: .int8, shape: grid, chunk: grid.map { _ in 1 }).forEachChunk { index in
            let name = index.isEmpty ? (prefix.isEmpty ? "0" : "c") : prefix + index.map(String.init).joined(separator: separator)
            try body(index, "\(path)/\(name)")
        }
    }

    /// The bytes of a chunk; nil where it is absent, as one that holds nothing but the fill value may be.
    private func unpack(_ file: String, limit: Int) throws -> [UInt8]? {
        guard DiskFiles.exists(file) else { return nil }
        var bytes = try DiskFiles.read(file, limit: limit + (1 << 20))
        for packing in packings {
            let unpacked = try bytes.withUnsafeBytes { buffer in
                switch packing {
                case .gzip: Zlib.decompress(buffer, limit: limit)
                case .zstandard: Zstandard.decompress(buffer, limit: limit)
                case .blosc: try Blosc.decompress(buffer, limit: limit)
                }
            }
            guard let unpacked else {
                throw FileFault(.malformed, path: file, "this chunk is damaged, or holds more than the \(limit) bytes that it should")
            }
            bytes = unpacked
        }
        return bytes
    }

    private static func doubles(_ bytes: [UInt8], _ type: ZarrType, _ isBigEndian: Bool) -> [Double] {
        func words<Value: FixedWidthInteger & BitwiseCopyable>(_: Value.Type, _ number: (Value) -> Double) -> [Double] {
            bytes.withUnsafeBytes { buffer in
                (0..<buffer.count / MemoryLayout<Value>.size).map {
                    let value = buffer.loadUnaligned(fromByteOffset: $0 * MemoryLayout<Value>.size, as: Value.self)
                    return number(isBigEndian ? value.byteSwapped : value)
                }
            }
        }
        func integers<Value: FixedWidthInteger & BitwiseCopyable>(_: Value.Type) -> [Double] { words(Value.self) { Double($0) } }
        switch type {
        case .float32: return words(UInt32.self) { Double(Float(bitPattern: $0)) }
        case .float64: return words(UInt64.self) { Double(bitPattern: $0) }
        case .int8: return integers(Int8.self)
        case .int16: return integers(Int16.self)
        case .int32: return integers(Int32.self)
        case .int64: return integers(Int64.self)
        case .uint8, .bool, .string: return integers(UInt8.self)
        case .uint16: return integers(UInt16.self)
        case .uint32: return integers(UInt32.self)
        case .uint64: return integers(UInt64.self)
        }
    }

    /// Texts of so many letters, as code points of four bytes, filled up with zeros.
    private static func fixedTexts(_ bytes: [UInt8], _ letters: Int) -> [String]? {
        guard letters > 0, bytes.count.isMultiple(of: letters * 4) else { return nil }
        return bytes.withUnsafeBytes { buffer in
            (0..<buffer.count / (letters * 4)).map { row in
                var text = ""
                for letter in 0..<letters {
                    let code = buffer.loadUnaligned(fromByteOffset: (row * letters + letter) * 4, as: UInt32.self)
                    if code == 0 { break }
                    text.unicodeScalars.append(Unicode.Scalar(code) ?? "\u{FFFD}")
                }
                return text
            }
        }
    }
}
