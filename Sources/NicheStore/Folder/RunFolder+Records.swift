import NicheFiles

extension RunFolder {
    private var logFile: String { "\(path)/log.jsonl" }
    private var summaryFile: String { "\(path)/summary.csv" }

    /// Appends a line, a JSON object by convention, to `log.jsonl`, whole or not at all.
    ///
    /// - Throws: `FileFault.cannotWrite`.
    public func appendLog(_ line: String) throws {
        precondition(!line.contains("\n"), "a log line is one line")
        try DiskFiles.appendLine(line, to: logFile)
    }

    /// Whether a summary has been begun.
    public var hasSummary: Bool { DiskFiles.exists(summaryFile) }

    /// Begins `summary.csv` with the names of its columns.
    ///
    /// - Throws: `FileFault.cannotWrite`.
    public func beginSummary(columns: [(name: String, unit: String)]) throws {
        try writeSummary(Summary(columns: columns))
    }

    /// Appends a record to `summary.csv`, whole or not at all.
    ///
    /// - Shape: one value a column.
    /// - Throws: `FileFault.cannotWrite`.
    public func appendSummary(_ row: [Double]) throws {
        try DiskFiles.appendLine(Summary.line(row), to: summaryFile)
    }

    /// Writes all of `summary.csv` anew: to take back the records after the checkpoint that a run resumes from.
    ///
    /// - Throws: `FileFault.cannotWrite`; the earlier one is then untouched.
    public func writeSummary(_ summary: Summary) throws {
        let lines = [summary.header] + summary.rows.map(Summary.line)
        try DiskFiles.writeWhole(Array((lines.joined(separator: "\n") + "\n").utf8), to: summaryFile)
    }

    /// The records so far; a part of a line that a kill left at the end is passed over.
    ///
    /// - Throws: `FileFault`, with line and column.
    public func summary() throws -> Summary {
        let text = try DiskFiles.read(summaryFile, limit: CSVTable.largestFile)
        let end = text.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return try Summary(try CSVTable(text: Array(text[..<end]), path: summaryFile))
    }
}
