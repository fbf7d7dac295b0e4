/// An array of a Zarr v3 store, one folder with a `zarr.json` and a file a chunk, compressed with Zstandard.
///
/// Chunks are regular and stored whole, padded at the edges. With `inner`, each file is a shard of smaller chunks that can be read one by one.
/// Only what this type writes is read: little-endian values or strings, Zstandard, shards with their index at the end.
public struct ZarrArray: Sendable {
    public let path: String
    public var type: ZarrType
    public var shape: [Int]
    /// The shape of what one file holds.
    public var chunk: [Int]
    /// The shape of the chunks inside a shard; nil without shards.
    public var inner: [Int]?
    public var dimensionNames: [String]?
    /// An object.
    public var attributes: JSON

    /// - Parameter chunk: nil for chunks of up to 262,144 rows, so that most columns are one file.
    public init(
        at path: String, type: ZarrType, shape: [Int], chunk: [Int]? = nil, inner: [Int]? = nil, dimensionNames: [String]? = nil,
        attributes: JSON = [:]
    ) {
        self.path = path
        self.type = type
        self.shape = shape
        self.chunk = chunk ?? ZarrArray.wholeRows(shape)
        self.inner = inner
        self.dimensionNames = dimensionNames
        self.attributes = attributes
        precondition(self.chunk.count == shape.count && self.chunk.allSatisfy { $0 > 0 }, "a chunk is as shaped as its array")
        precondition(inner == nil || zip(self.chunk, inner!).allSatisfy { $0.isMultiple(of: $1) }, "inner chunks must divide the shard")
    }

    /// Chunks have at least one row and column even in an empty array: the format has no chunks of size 0.
    private static func wholeRows(_ shape: [Int]) -> [Int] {
        let rowSize = max(1, shape.dropFirst().reduce(1, *))
        let rows = max(1, (1 << 20) / rowSize)
        return shape.enumerated().map { axis, length in max(1, axis == 0 ? min(length, min(rows, 1 << 18)) : length) }
    }

    /// Values in the array.
    public var count: Int { shape.reduce(1, *) }

    /// Chunks along each axis.
    var grid: [Int] { zip(shape, chunk).map { ($0 + $1 - 1) / $1 } }

    /// Where the chunk with these grid indices is stored.
    func chunkPath(_ index: [Int]) -> String {
        index.reduce("\(path)/c") { "\($0)/\($1)" }
    }

    /// Calls `body` with the grid indices of every chunk, the last axis fastest.
    func forEachChunk(_ body: ([Int]) throws -> Void) rethrows {
        let grid = grid
        if grid.contains(0) { return }
        var index = grid.map { _ in 0 }
        while true {
            try body(index)
            guard let axis = index.indices.last(where: { index[$0] + 1 < grid[$0] }) else { return }
            index[axis] += 1
            for later in (axis + 1)..<max(axis + 1, index.count) { index[later] = 0 }
        }
    }
}
