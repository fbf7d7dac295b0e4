import NicheFiles

extension RunFolder {
    /// Clears away what a killed process left half-written, and puts back what it was about to replace.
    ///
    /// Only the process that writes to the run may do this: to all others, temporary files may be in use.
    /// - Throws: `FileFault.cannotWrite`.
    func clearLeftovers() throws {
        let folders = ["", "inputs", "checkpoints", "run.zarr"] + ["cells", "vessels", "fields"].map { "run.zarr/\($0)" }
        let inside = ["0", "1", "t", "t/c"].map { "run.zarr/fields/\($0)" }
        for folder in (folders + inside).map({ "\(path)/\($0)" }) where DiskFiles.isFolder(folder) {
            for name in try DiskFiles.list(folder, hidden: true) {
                let file = "\(folder)/\(name)"
                if name.hasPrefix(".writing-") { try DiskFiles.removeTree(file) }
                guard name.hasPrefix(".replaced-") else { continue }
                let place = "\(folder)/\(name.dropFirst(".replaced-".count))"
                if DiskFiles.exists(place) { try DiskFiles.removeTree(file) } else { try DiskFiles.rename(file, to: place) }
            }
        }
    }
}
