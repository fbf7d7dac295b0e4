/// Annotated data in one HDF5 file, which `anndata.read_h5ad` and R's readers open.
public enum H5AD {
    /// Writes the file under its own name; whoever wants it whole or not at all writes it as a piece of a draft.
    ///
    /// - Throws: `FileFault.cannotWrite`; `MissingLibrary` in a build without HDF5.
    public static func write(_ data: AnnData, to path: String) throws {
        #if HDF5
            // Attributes of ours stay out: HDF5 holds at most 64 kB of them, and no reader of this file asks for them.
            try AnnDataWriter.write(data, into: HDF5Group(creating: path, attributes: .object(AnnDataWriter.root)))
        #else
            throw MissingLibrary.hdf5
        #endif
    }
}
