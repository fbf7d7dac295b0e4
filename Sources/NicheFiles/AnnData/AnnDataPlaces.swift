/// The columns of an AnnData that say where its observations are and of which class.
public struct AnnDataPlaces {
    /// Coordinates along x, y and, where there are three, z.
    public var coordinates: [[Double]]
    public var classes: [String]

    /// Most values of one array that are read.
    static let most = 1 << 25

    /// Reads `obsm/<key>` and `obs/<column>`.
    ///
    /// - Parameter path: of a Zarr folder or an h5ad file.
    /// - Throws: `FileFault` that lists what there is; `MissingLibrary`.
    public init(path: String, key: String, column: String) throws {
        let source: any AnnDataSource
        if DiskFiles.isFolder(path) {
            source = ZarrSource(path)
        } else {
            #if HDF5
                source = try HDF5Source(path)
            #else
                throw MissingLibrary.hdf5
            #endif
        }
        try self.init(source, key: key, column: column)
    }

    init(_ source: any AnnDataSource, key: String, column: String) throws {
        guard try source.isGroup("obs") != nil else {
            throw FileFault(.malformed, path: source.path, "is no AnnData: it has no obs (a SpatialData store keeps one under tables/)")
        }
        func missing(_ what: String, _ name: String, _ group: String) throws -> FileFault {
            let there = try source.members(of: group).filter { $0 != "_index" }
            var message = "has no \(what) \(name); it has: \(there.prefix(24).joined(separator: ", "))"
            if let near = nearestName(to: name, among: there) { message += ". Did you mean \(near)?" }
            return FileFault(.malformed, path: source.path, message)
        }
        guard try source.isGroup("obsm/\(key)") == false else { throw try missing("obsm", key, "obsm") }
        let (values, shape) = try source.numbers("obsm/\(key)")
        guard shape.count == 2, (2...3).contains(shape[1]) else {
            throw FileFault(.malformed, path: source.path, "obsm/\(key) has shape \(shape); expected cells x 2 or cells x 3")
        }
        coordinates = Self.split(values, columns: shape[1])
        guard let isGroup = try source.isGroup("obs/\(column)") else { throw try missing("column", column, "obs") }
        if isGroup {
            let names = try source.texts("obs/\(column)/categories")
            let codes = try source.numbers("obs/\(column)/codes").values
            classes = try codes.map { code in
                if code == -1 { return "" }
                guard let index = Int(exactly: code), names.indices.contains(index) else {
                    throw FileFault(.malformed, path: source.path, "obs/\(column) has a code outside its \(names.count) categories")
                }
                return names[index]
            }
        } else if let texts = try? source.texts("obs/\(column)") {
            classes = texts
        } else {
            classes = try source.numbers("obs/\(column)").values.map { CSVWriter.field($0) }
        }
        guard classes.count == shape[0] else {
            throw FileFault(
                .malformed, path: source.path, "obs/\(column) has \(classes.count) rows, obsm/\(key) has \(shape[0])")
        }
    }

    private static func split(_ values: [Double], columns: Int) -> [[Double]] {
        (0..<columns).map { column in stride(from: column, to: values.count, by: columns).map { values[$0] } }
    }
}
