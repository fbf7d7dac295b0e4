import NicheFiles

/// The course of a run in numbers: one row a record, as `summary.csv` holds it.
public struct Summary: Sendable {
    /// Names and units; an empty unit is none.
    public var columns: [(name: String, unit: String)]
    /// - Shape: rows × columns.
    public var rows: [[Double]]

    public init(columns: [(name: String, unit: String)], rows: [[Double]] = []) {
        self.columns = columns
        self.rows = rows
    }

    /// The values of a column, or nil where there is none of that name.
    public func values(_ name: String) -> [Double]? {
        guard let column = columns.firstIndex(where: { $0.name == name }) else { return nil }
        return rows.map { $0[column] }
    }

    /// The line of column names: `name [unit]`.
    var header: String {
        CSVWriter.line(columns.map { $0.unit.isEmpty && !$0.name.hasSuffix("]") ? $0.name : "\($0.name) [\($0.unit)]" })
    }

    /// A row as a line; numbers read back to the same bits.
    static func line(_ row: [Double]) -> String { CSVWriter.line(row.map(CSVWriter.field)) }

    /// - Throws: `FileFault.malformed`, with line and column.
    init(_ table: CSVTable) throws {
        columns = table.header.map { title in
            guard title.hasSuffix("]"), let opening = title.lastIndex(of: "["), opening > title.startIndex,
                title[title.index(before: opening)] == " "
            else { return (title, "") }
            return (String(title[..<title.index(before: opening)]), String(title[opening...].dropFirst().dropLast()))
        }
        rows = try (0..<table.rowCount).map { row in
            try table.header.indices.map { column in
                let text = table.text(row: row, column: column)
                switch text {
                case "NaN": return .nan
                case "inf": return .infinity
                case "-inf": return -.infinity
                default: return try table.number(row: row, column: column)
                }
            }
        }
    }
}
