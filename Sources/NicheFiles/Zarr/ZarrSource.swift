/// A Zarr store of another program, version 2 or 3.
struct ZarrSource: AnnDataSource {
    let path: String

    init(_ path: String) { self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path }

    private func folder(_ inside: String) throws -> String {
        // Names come from the command line and from the store itself; none may lead out of it.
        guard inside.split(separator: "/", omittingEmptySubsequences: false).allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else {
            throw FileFault(.malformed, path: path, "\(inside) is no name in a store")
        }
        return "\(path)/\(inside)"
    }

    func members(of group: String) throws -> [String] {
        let folder = try folder(group)
        guard DiskFiles.isFolder(folder) else { return [] }
        return try DiskFiles.list(folder).filter { $0 != "zarr.json" }.sorted()
    }

    func isGroup(_ inside: String) throws -> Bool? {
        let folder = try folder(inside)
        if DiskFiles.exists("\(folder)/.zarray") { return false }
        if DiskFiles.exists("\(folder)/.zgroup") { return true }
        guard DiskFiles.exists("\(folder)/zarr.json") else { return nil }
        return try JSON.read("\(folder)/zarr.json", limit: 1 << 22)["node_type"] == "group"
    }

    func numbers(_ inside: String) throws -> (values: [Double], shape: [Int]) {
        let array = try ForeignArray(try folder(inside))
        return (try array.numbers(), array.shape)
    }

    func texts(_ inside: String) throws -> [String] { try ForeignArray(try folder(inside)).texts() }
}
