/// Writes AnnData as `anndata` opens it (encoding `anndata` 0.1.0): `read_zarr` from Zarr v3, `read_h5ad` from HDF5.
public enum AnnDataWriter {
    static let array: JSON = ["encoding-type": "array", "encoding-version": "0.2.0"]
    static let strings: JSON = ["encoding-type": "string-array", "encoding-version": "0.2.0"]
    static let dict: JSON = ["encoding-type": "dict", "encoding-version": "0.1.0"]
    private static let scalar: JSON = ["encoding-type": "numeric-scalar", "encoding-version": "0.2.0"]
    private static let string: JSON = ["encoding-type": "string", "encoding-version": "0.2.0"]
    /// The attributes that make a group AnnData.
    static let root: [JSON.Member] = [.init("encoding-type", "anndata"), .init("encoding-version", "0.1.0")]

    /// Writes a Zarr group file by file; whoever wants it whole or not at all writes it beside its place and renames it.
    ///
    /// - Throws: `FileFault.cannotWrite`.
    public static func write(_ data: AnnData, to path: String) throws {
        try write(data, into: ZarrGroup(creating: path, attributes: .object(root + data.attributes)))
    }

    /// Fills a group that has the attributes of AnnData.
    ///
    /// - Throws: `FileFault.cannotWrite`.
    static func write(_ data: AnnData, into group: some AnnDataGroup) throws {
        let rows = data.obs.index.count
        try data.obs.write("obs", into: group)
        try data.var.write("var", into: group)
        try group.write("X", data.x, shape: [rows, data.var.index.count], attributes: array)
        let obsm = try group.makeGroup("obsm", attributes: dict)
        for matrix in data.obsm {
            try obsm.write(matrix.name, matrix.values, shape: [rows, matrix.columns], attributes: array)
        }
        let uns = try group.makeGroup("uns", attributes: dict)
        for (name, value) in data.uns { try write(value, name, into: uns) }
    }

    private static func write(_ value: AnnData.Value, _ name: String, into group: some AnnDataGroup) throws {
        switch value {
        case .number(let value): try group.write(name, [value], shape: [], attributes: scalar)
        case .integer(let value): try group.write(name, [value], shape: [], attributes: scalar)
        case .boolean(let value): try group.write(name, [value], shape: [], attributes: scalar)
        case .text(let text): try group.write(name, [text], shape: [], attributes: string)
        case .numbers(let values): try group.write(name, values, shape: [values.count], attributes: array)
        case .strings(let values): try group.write(name, values, shape: [values.count], attributes: strings)
        case .table(let table): try table.write(name, into: group)
        case .dictionary(let members):
            let dictionary = try group.makeGroup(name, attributes: dict)
            for (name, value) in members { try write(value, name, into: dictionary) }
        }
    }
}
