/// A table of text read from a file of comma-, semicolon- or tab-separated values (RFC 4180).
///
/// The separator is the one the header uses most. Quotes, line breaks inside quotes, a byte order mark, and Unix or Windows line ends are
/// understood; empty lines are passed over. Spaces around a name of the header do not count.
///
///     let table = try CSVTable(path: "section.csv")
///     let x = try table.column("x_um")
///     for row in 0..<table.rowCount { use(try table.number(row: row, column: x)) }
public struct CSVTable: Sendable {
    /// The most that is accepted of a file [bytes], of a row [columns], of one value [bytes], and of the table [values].
    public static let largestFile = 512 << 20
    public static let mostColumns = 4096
    public static let longestField = 1 << 20
    static let mostFields = 1 << 27

    /// Where a value lies in the text.
    struct Field {
        var start: UInt32
        /// The length [bytes]; the top bit says that the value holds doubled quotes.
        var extent: UInt32
        static let doubled: UInt32 = 1 << 31
        var length: Int { Int(extent & ~Field.doubled) }
    }

    public let path: String
    /// Names of the columns.
    public let header: [String]
    let bytes: [UInt8]
    /// All values, row by row.
    let fields: [Field]
    let lines: [UInt32]

    /// Reads a table from a file.
    ///
    /// - Parameters:
    ///   - names: names of the columns of a file that has no header.
    ///   - allowsShortRows: whether values may be missing at the end of a row; they are then empty.
    /// - Throws: `FileFault`, with line and column.
    public init(path: String, names: [String]? = nil, allowsShortRows: Bool = false) throws {
        let text = try DiskFiles.read(path, limit: CSVTable.largestFile)
        try self.init(text: text, path: path, names: names, allowsShortRows: allowsShortRows)
    }

    /// Reads a table from text; `path` names it in faults.
    public init(text: [UInt8], path: String, names: [String]? = nil, allowsShortRows: Bool = false) throws {
        if text.count > CSVTable.largestFile {
            throw FileFault(.tooLarge, path: path, "is larger than the \(CSVTable.largestFile) bytes that are accepted here")
        }
        if text.starts(with: [0xFF, 0xFE]) || text.starts(with: [0xFE, 0xFF]) {
            throw FileFault(.unsupported, path: path, "is UTF-16 text; save it as \"CSV UTF-8\"")
        }
        var parser = CSVParser(text: text, path: path)
        let rows = try parser.parse(width: names?.count, allowsShortRows: allowsShortRows)
        if let names {
            header = names
            fields = rows.fields
            lines = rows.lines
        } else {
            guard rows.width > 0 else { throw FileFault(.malformed, path: path, line: 1, "is empty; expected a line of column names") }
            header = rows.fields[..<rows.width].map { CSVTable.trimmed(CSVTable.string($0, in: text)) }
            fields = Array(rows.fields[rows.width...])
            lines = Array(rows.lines[1...])
        }
        self.path = path
        bytes = text
    }

    /// Rows below the header.
    public var rowCount: Int { lines.count }

    /// The line of the file, from 1, at which a row begins.
    public func line(ofRow row: Int) -> Int { Int(lines[row]) }

    /// The index of a column.
    ///
    /// - Throws: `FileFault.malformed` that lists what there is and offers the nearest name, also where the name stands twice.
    public func column(_ name: String) throws -> Int {
        let found = header.indices.filter { header[$0] == name }
        if found.count == 1 { return found[0] }
        let headerLine = 1
        if found.count > 1 {
            throw FileFault(.malformed, path: path, line: headerLine, "has \(found.count) columns named \(name); expected one")
        }
        let listed = header.prefix(24).map { $0.isEmpty ? "(no name)" : String($0.prefix(64)) }.joined(separator: ", ")
        let more = header.count > 24 ? " and \(header.count - 24) more" : ""
        var message = "has no column \(name); it has: \(listed)\(more)"
        if let near = nearestName(to: name, among: header) { message += ". Did you mean \(near)?" }
        throw FileFault(.malformed, path: path, line: headerLine, message)
    }

    /// Whether there is a column of this name.
    public func hasColumn(_ name: String) -> Bool { header.contains(name) }

    static func trimmed(_ text: String) -> String {
        var part = text[...]
        while part.first?.isWhitespace == true { part.removeFirst() }
        while part.last?.isWhitespace == true { part.removeLast() }
        return String(part)
    }
}
