/// A picture whose pixels name the cell that they belong to, 0 for none, as segmentation programs write it.
public struct LabelMask: Sendable {
    /// A cell of the picture: its name, its pixels, and their middle from the picture's corner [pixels].
    public struct Cell: Sendable, Equatable {
        public var label: Int
        public var pixels: Int
        public var x: Double
        public var y: Double
    }

    /// Cells in order of their labels.
    public let cells: [Cell]
    public let width: Int
    public let height: Int

    /// Most pixels that are accepted.
    static let most = 1 << 30
    static let mostCells = 1 << 24

    /// Reads the first page of a TIFF of whole numbers.
    ///
    /// - Throws: `FileFault`; `MissingLibrary` in a build without TIFF.
    public init(path: String) throws {
        #if TIFF
            guard DiskFiles.exists(path) else { throw FileFault(.missing, path: path, "there is no such file") }
            let file = try TIFFFile(path, mode: "r", else: FileFault(.malformed, path: path, "is no TIFF image, or a damaged one"))
            var sums: [Int: (pixels: Int, x: Int, y: Int)] = [:]
            (width, height) = try file.forEachRow { y, labels in
                // Neighbours mostly have one label, so that a run is one look-up.
                var start = 0
                while start < labels.count {
                    var end = start + 1
                    while end < labels.count, labels[end] == labels[start] { end += 1 }
                    if labels[start] != 0 {
                        let count = end - start
                        var sum = sums[labels[start], default: (0, 0, 0)]
                        sum.pixels += count
                        // Twice the sum of the pixels' places, to stay with whole numbers.
                        sum.x += (start + end - 1) * count
                        sum.y += y * count
                        sums[labels[start]] = sum
                    }
                    start = end
                }
                guard sums.count <= LabelMask.mostCells else {
                    throw FileFault(.tooLarge, path: path, "has more labels than are accepted here")
                }
            }
            cells = sums.map { label, sum in
                let n = Double(sum.pixels)
                return Cell(label: label, pixels: sum.pixels, x: Double(sum.x) / (2 * n) + 0.5, y: Double(sum.y) / n + 0.5)
            }.sorted { $0.label < $1.label }
        #else
            throw MissingLibrary.tiff
        #endif
    }
}
