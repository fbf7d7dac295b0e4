extension ZarrArray {
    /// Reads the description of an array from its `zarr.json`.
    ///
    /// - Throws: `FileFault` missing, malformed, unsupported or tooLarge.
    public init(opening path: String) throws {
        let file = "\(path)/zarr.json"
        let json = try JSON.read(file, limit: 1 << 20)
        func fault(_ message: String) -> FileFault { FileFault(.malformed, path: file, message) }
        guard json["zarr_format"] == 3, json["node_type"] == "array" else { throw fault("does not describe a Zarr v3 array") }
        guard let typeName = json["data_type"]?.string, let type = ZarrType(rawValue: typeName) else {
            throw FileFault(.unsupported, path: file, "data_type \(json["data_type"]?.text.prefix(80) ?? "missing") is not read here")
        }
        let shape = try ZarrArray.lengths(json["shape"], "shape", least: 0, file)
        guard json["chunk_grid"]?["name"] == "regular" else { throw fault("chunk_grid is not regular") }
        let chunk = try ZarrArray.lengths(json["chunk_grid"]?["configuration"]?["chunk_shape"], "chunk_shape", least: 1, file)
        guard chunk.count == shape.count else { throw fault("chunk_shape has \(chunk.count) axes, shape has \(shape.count)") }
        let separator = json["chunk_key_encoding"]?["configuration"]?["separator"] ?? "/"
        guard json["chunk_key_encoding"]?["name"] == "default", separator == "/" else {
            throw FileFault(.unsupported, path: file, "only the default chunk keys, separated by /, are read here")
        }
        self.path = path
        self.type = type
        self.shape = shape
        self.chunk = chunk
        inner = nil
        dimensionNames = json["dimension_names"]?.array?.map { $0.string ?? "" }
        attributes = json["attributes"] ?? [:]
        guard case .object = attributes else { throw fault("attributes is not an object") }
        if let sharding = json["codecs"]?.array?.first, sharding["name"] == "sharding_indexed" {
            inner = try ZarrArray.lengths(sharding["configuration"]?["chunk_shape"], "chunk_shape of the shards", least: 1, file)
            guard inner!.count == shape.count, zip(chunk, inner!).allSatisfy({ $0.isMultiple(of: $1) }) else {
                throw fault("the chunks inside a shard do not divide it")
            }
        }
        guard json["codecs"] == codecs else { throw FileFault(.unsupported, path: file, "uses codecs that are not read here") }
        // What is not all zero where chunks are missing is none of ours, and zero is what this reader fills in.
        guard json["fill_value"]?.number == type.fill.number, type != .string || json["fill_value"] == "" else {
            throw FileFault(.unsupported, path: file, "uses a fill_value other than zero")
        }
    }

    /// The lengths of axes that a store claims.
    static func lengths(_ json: JSON?, _ name: String, least: Int, _ file: String) throws -> [Int] {
        let malformed = FileFault(.malformed, path: file, "\(name) is not a list of lengths")
        guard let items = json?.array, items.count <= 16 else { throw malformed }
        var product = 1
        return try items.map { item in
            guard let length = item.integer, length >= least else { throw malformed }
            let (size, overflows) = product.multipliedReportingOverflow(by: max(1, length))
            // 2^48 values are far beyond any disk, and products of such lengths cannot overflow later.
            guard !overflows, size <= 1 << 48 else { throw FileFault(.tooLarge, path: file, "\(name) is too large") }
            product = size
            return length
        }
    }

    /// Writes `zarr.json`, and makes the folder.
    ///
    /// - Parameter draft: what the file becomes a piece of; nil to write it in its place.
    /// - Throws: `FileFault.cannotWrite`.
    public func writeMetadata(in draft: Draft? = nil) throws {
        try DiskFiles.makeFolder(path)
        let text = Array(metadata.text(isIndented: true).utf8)
        try draft?.write(text, to: "\(path)/zarr.json") ?? DiskFiles.writeInPlace(text, to: "\(path)/zarr.json")
    }

    var metadata: JSON {
        var members: [JSON.Member] = [
            .init("zarr_format", 3), .init("node_type", "array"), .init("shape", JSON(shape)), .init("data_type", JSON(type.rawValue)),
            .init("chunk_grid", ["name": "regular", "configuration": ["chunk_shape": JSON(chunk)]]),
            .init("chunk_key_encoding", ["name": "default", "configuration": ["separator": "/"]]),
            .init("fill_value", type.fill), .init("codecs", codecs), .init("attributes", attributes),
        ]
        if let dimensionNames { members.append(.init("dimension_names", JSON(dimensionNames))) }
        return .object(members)
    }

    private var codecs: JSON {
        let little: JSON = ["name": "bytes", "configuration": ["endian": "little"]]
        let first: JSON = type == .string ? ["name": "vlen-utf8"] : type.width == 1 ? ["name": "bytes"] : little
        let plain: JSON = [first, ["name": "zstd", "configuration": ["level": 1, "checksum": false]]]
        guard let inner else { return plain }
        return [
            [
                "name": "sharding_indexed",
                "configuration": [
                    "chunk_shape": JSON(inner), "codecs": plain, "index_codecs": [little, ["name": "crc32c"]], "index_location": "end",
                ],
            ]
        ]
    }
}
