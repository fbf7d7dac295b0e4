import NicheFiles
import NicheMath

/// What another program gave, as a table of text: `time_min,cell_type,quantity,mean,sd,n`, a row for each time, type and quantity.
///
/// `cell_type` is a cell type, `ALL`, or `substrate:NAME`; `sd` is over `n` runs.
public struct Curves: Sendable {
    public struct Key: Hashable, Sendable, Comparable {
        /// [min]
        public var time: Double
        /// As the file has them.
        public var subject: String
        public var quantity: String

        public static func < (a: Key, b: Key) -> Bool { (a.subject, a.quantity, a.time) < (b.subject, b.quantity, b.time) }
    }

    public let path: String
    public let points: [Key: Spread]

    /// - Throws: `FileFault`, with line and column.
    public init(path: String) throws {
        let table = try CSVTable(path: path)
        let names = ["time_min", "cell_type", "quantity", "mean", "sd", "n"]
        let columns = try names.map { try table.column($0) }
        var points: [Key: Spread] = [:]
        for row in 0..<table.rowCount {
            // What no run had, such as the volume of the dead where none was.
            if table.text(row: row, column: columns[3]).isEmpty { continue }
            let key = Key(
                time: try table.number(row: row, column: columns[0]), subject: table.text(row: row, column: columns[1]),
                quantity: table.text(row: row, column: columns[2]))
            guard let count = Int(exactly: try table.number(row: row, column: columns[5])), count > 0 else {
                throw table.fault(row: row, column: columns[5], "n is the number of runs, 1 or more")
            }
            // One run has no spread.
            let sd = table.text(row: row, column: columns[4]).isEmpty ? 0 : try table.number(row: row, column: columns[4])
            points[key] = Spread(mean: try table.number(row: row, column: columns[3]), deviation: sd, count: count)
        }
        guard !points.isEmpty else { throw FileFault(.malformed, path: path, "holds no numbers") }
        (self.path, self.points) = (path, points)
    }
}

/// A mean over runs.
public struct Spread: Sendable {
    public var mean: Double
    /// Standard deviation over the runs.
    public var deviation: Double
    public var count: Int

    /// Of the mean, squared.
    var squaredError: Double { deviation * deviation / Double(count) }

    init(mean: Double, deviation: Double, count: Int) {
        (self.mean, self.deviation, self.count) = (mean, deviation, count)
    }

    init(_ sample: Sample) {
        self.init(mean: sample.mean, deviation: sample.count > 1 ? sample.deviation : 0, count: sample.count)
    }
}
