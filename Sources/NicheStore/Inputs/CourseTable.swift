import NicheFiles
import NicheModel

/// A column of times and one of values.
struct CourseTable {
    let file: Model.DataFile
    let table: CSVTable

    init(_ file: Model.DataFile, _ table: CSVTable) {
        self.file = file
        self.table = table
    }

    /// The points, times ascending.
    func points(mayBeNegative: Bool) throws -> [(time: Double, value: Double)] {
        let (times, values) = (try table.column("time", of: file), try table.column("value", of: file))
        var points: [(time: Double, value: Double)] = []
        for row in 0..<table.rowCount {
            let time = try table.number(row: row, column: times) * file.factors["time", default: 1]
            let value = try table.number(row: row, column: values) * file.factors["value", default: 1]
            if let last = points.last, time <= last.time {
                throw table.fault(row: row, column: times, "times must ascend from row to row; this one is not later than the one before")
            }
            if !mayBeNegative, value < 0 { throw table.fault(row: row, column: values, "a concentration must not be negative") }
            points.append((time, value))
        }
        guard !points.isEmpty else { throw FileFault(.malformed, path: file.path, "has no rows; a course needs at least one") }
        return points
    }
}
