/// A place in a store that annotated data is written to: a group of Zarr or of HDF5.
public protocol AnnDataGroup {
    /// Makes a group in this one.
    ///
    /// - Throws: `FileFault.cannotWrite`, as the others.
    func makeGroup(_ name: String, attributes: JSON) throws -> Self

    /// Writes an array.
    ///
    /// - Shape: of `shape`, the last axis fastest; one value and no axis is a scalar.
    func write<Element: ZarrElement>(_ name: String, _ values: [Element], shape: [Int], attributes: JSON) throws

    /// Writes texts, as one axis or as a scalar.
    func write(_ name: String, _ texts: [String], shape: [Int], attributes: JSON) throws
}

extension ZarrGroup: AnnDataGroup {}
