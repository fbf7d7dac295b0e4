import NicheFiles

extension RunFolder {
    /// Keeps an input byte for byte under `inputs/`.
    ///
    /// - Parameter name: a plain file name.
    /// - Throws: `FileFault` exists, where another input has the name; malformed, where it is no plain name; cannotWrite.
    public func freeze(input bytes: [UInt8], name: String) throws {
        let file = "\(path)/inputs/\(name)"
        guard !name.isEmpty, !name.hasPrefix("."), !name.contains("/"), name.utf8.count <= 200 else {
            throw FileFault(.malformed, path: file, "\(name) is no plain file name")
        }
        if DiskFiles.exists(file) {
            if let kept = try? DiskFiles.read(file, limit: bytes.count), kept == bytes { return }
            throw FileFault(.exists, path: file, "another input of this name is kept already")
        }
        try DiskFiles.writeWhole(bytes, to: file)
    }

    /// Names of the inputs kept.
    public func inputs() throws -> [String] { try DiskFiles.list("\(path)/inputs") }

    /// An input as it was kept.
    ///
    /// - Throws: `FileFault`.
    public func input(_ name: String) throws -> [UInt8] { try DiskFiles.read("\(path)/inputs/\(name)", limit: CSVTable.largestFile) }
}
