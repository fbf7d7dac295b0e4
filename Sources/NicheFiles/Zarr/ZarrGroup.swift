/// A folder of a Zarr v3 store that holds arrays and groups.
public struct ZarrGroup: Sendable {
    public let path: String
    /// An object.
    public let attributes: JSON

    /// Makes the folder and writes its `zarr.json`.
    ///
    /// - Parameter draft: what the file becomes a piece of; nil to write it in its place.
    /// - Throws: `FileFault.cannotWrite`.
    public init(creating path: String, attributes: JSON = [:], in draft: Draft? = nil) throws {
        self.path = path
        self.attributes = attributes
        try DiskFiles.makeFolder(path)
        let json: JSON = ["zarr_format": 3, "node_type": "group", "attributes": attributes]
        let text = Array(json.text(isIndented: true).utf8)
        try draft?.write(text, to: "\(path)/zarr.json") ?? DiskFiles.writeInPlace(text, to: "\(path)/zarr.json")
    }

    /// - Throws: `FileFault` missing or malformed.
    public init(opening path: String) throws {
        let file = "\(path)/zarr.json"
        let json = try JSON.read(file)
        guard json["zarr_format"] == 3, json["node_type"] == "group" else {
            throw FileFault(.malformed, path: file, "does not describe a Zarr v3 group")
        }
        self.path = path
        attributes = json["attributes"] ?? [:]
    }

    /// Makes a group in this one.
    public func makeGroup(_ name: String, attributes: JSON) throws -> ZarrGroup {
        try ZarrGroup(creating: "\(path)/\(name)", attributes: attributes)
    }

    /// Opens a group in this one.
    public func group(_ name: String) throws -> ZarrGroup { try ZarrGroup(opening: "\(path)/\(name)") }

    /// Opens an array in this group.
    public func array(_ name: String) throws -> ZarrArray { try ZarrArray(opening: "\(path)/\(name)") }

    /// Writes an array into this group.
    ///
    /// - Shape: of `shape`, the last axis fastest.
    public func write<Element: ZarrElement>(_ name: String, _ values: [Element], shape: [Int], attributes: JSON = [:]) throws {
        try ZarrArray(at: "\(path)/\(name)", type: Element.zarrType, shape: shape, attributes: attributes).write(values)
    }

    /// Writes an array of one axis.
    public func write<Element: ZarrElement>(_ name: String, _ values: [Element], attributes: JSON = [:]) throws {
        try write(name, values, shape: [values.count], attributes: attributes)
    }

    /// Writes texts into this group, as one axis or as a scalar.
    public func write(_ name: String, _ texts: [String], shape: [Int], attributes: JSON = [:]) throws {
        try ZarrArray(at: "\(path)/\(name)", type: .string, shape: shape, attributes: attributes).write(texts)
    }

    /// A name like `name` that may be used for a folder in any store: no slash, no leading point, at most 100 bytes, and not in `taken`.
    public static func safeName(_ name: String, taken: some Collection<String>) -> String {
        var letters = String(name.unicodeScalars.map { $0.value < 0x20 || "/\\:*?\"<>|".unicodeScalars.contains($0) ? "_" : Character($0) })
        while letters.utf8.count > 100 { letters.unicodeScalars.removeLast() }
        if letters.isEmpty || letters.hasPrefix(".") || letters.hasPrefix("__") || letters == "zarr.json" { letters = "x" + letters }
        while taken.contains(letters) { letters += "_" }
        return letters
    }
}
