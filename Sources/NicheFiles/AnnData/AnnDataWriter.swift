/// Writes AnnData as a Zarr v3 group that `anndata.read_zarr` opens (encoding `anndata` 0.1.0).
public enum AnnDataWriter {
    static let array: JSON = ["encoding-type": "array", "encoding-version": "0.2.0"]
    static let strings: JSON = ["encoding-type": "string-array", "encoding-version": "0.2.0"]
    private static let dict: JSON = ["encoding-type": "dict", "encoding-version": "0.1.0"]
    private static let scalar: JSON = ["encoding-type": "numeric-scalar", "encoding-version": "0.2.0"]
    private static let string: JSON = ["encoding-type": "string", "encoding-version": "0.2.0"]

    /// Writes the group file by file; whoever wants it whole or not at all writes it beside its place and renames it.
    ///
    /// - Throws: `FileFault.cannotWrite`.
    public static func write(_ data: AnnData, to path: String) throws {
        let encoding: [JSON.Member] = [.init("encoding-type", "anndata"), .init("encoding-version", "0.1.0")]
        let root = try ZarrGroup(creating: path, attributes: .object(encoding + data.attributes))
        let rows = data.obs.index.count
        try data.obs.write(to: "\(path)/obs")
        try data.var.write(to: "\(path)/var")
        try root.write("X", data.x, shape: [rows, data.var.index.count], attributes: array)
        let obsm = try root.makeGroup("obsm", attributes: dict)
        for matrix in data.obsm {
            try obsm.write(matrix.name, matrix.values, shape: [rows, matrix.columns], attributes: array)
        }
        let uns = try root.makeGroup("uns", attributes: dict)
        for (name, value) in data.uns { try write(value, name, to: uns) }
    }

    private static func write(_ value: AnnData.Value, _ name: String, to group: ZarrGroup) throws {
        switch value {
        case .number(let value): try group.write(name, [value], shape: [], attributes: scalar)
        case .integer(let value): try group.write(name, [value], shape: [], attributes: scalar)
        case .boolean(let value): try group.write(name, [value], shape: [], attributes: scalar)
        case .text(let text): try ZarrArray(at: "\(group.path)/\(name)", type: .string, shape: [], attributes: string).write([text])
        case .numbers(let values): try group.write(name, values, attributes: array)
        case .strings(let values): try group.write(name, values, attributes: strings)
        case .table(let table): try table.write(to: "\(group.path)/\(name)")
        }
    }
}
