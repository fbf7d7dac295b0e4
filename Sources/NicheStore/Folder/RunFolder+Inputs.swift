import NicheFiles

extension RunFolder {
    /// Keeps inputs byte for byte under `inputs/`.
    ///
    /// - Parameter inputs: their names are plain file names.
    /// - Throws: `FileFault` exists, where another input has the name; malformed, where it is no plain name; cannotWrite.
    public func freeze(_ inputs: [(name: String, bytes: [UInt8])]) throws {
        try Draft.publish(by: "\(path)/.writing-inputs") { draft in
            var new: [String: [UInt8]] = [:]
            for (name, bytes) in inputs {
                let file = "\(path)/inputs/\(name)"
                try RunFolder.check(name, file)
                if new[name] != nil || DiskFiles.exists(file) {
                    // One that is longer than these bytes is another, and is not read.
                    if (new[name] ?? (try? DiskFiles.read(file, limit: bytes.count))) == bytes { continue }
                    throw FileFault(.exists, path: file, "another input of this name is kept already")
                }
                new[name] = bytes
                try draft.write(bytes, to: file)
            }
        }
    }

    /// Keeps one input.
    ///
    /// - Throws: as `freeze(_:)`.
    public func freeze(input bytes: [UInt8], name: String) throws { try freeze([(name, bytes)]) }

    /// Names of the inputs kept.
    public func inputs() throws -> [String] { try DiskFiles.list("\(path)/inputs") }

    /// An input as it was kept.
    ///
    /// - Throws: `FileFault`.
    public func input(_ name: String) throws -> [UInt8] {
        let file = "\(path)/inputs/\(name)"
        try RunFolder.check(name, file)
        return try DiskFiles.read(file, limit: CSVTable.largestFile)
    }

    /// Names come from models and manifests, which may be anybody's; none may lead out of the folder.
    private static func check(_ name: String, _ file: String) throws {
        guard !name.isEmpty, !name.hasPrefix("."), !name.contains("/"), name.utf8.count <= 200 else {
            throw FileFault(.malformed, path: file, "\(name) is no plain file name")
        }
    }
}
