/// A store of annotated data that another program wrote: reads what of it is asked for.
///
/// Paths are names with slashes between them, from the root: `obs/cell_type/codes`.
public protocol AnnDataSource {
    /// Of the file or folder, for faults.
    var path: String { get }

    /// Names of what a group holds, sorted; empty where there is no such group.
    func members(of group: String) throws -> [String]

    /// Whether a path is a group; nil where there is nothing.
    func isGroup(_ path: String) throws -> Bool?

    /// Numbers of any width as doubles; flags are 0 and 1.
    ///
    /// - Throws: `FileFault`, also where the array holds something else or is too large.
    func numbers(_ path: String) throws -> (values: [Double], shape: [Int])

    /// - Throws: `FileFault`, also where the array holds something else.
    func texts(_ path: String) throws -> [String]
}
