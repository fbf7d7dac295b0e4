/// Finds the values of a table in its text.
struct CSVParser {
    struct Rows {
        var fields: [CSVTable.Field] = []
        /// The line each row begins at, from 1.
        var lines: [UInt32] = []
        /// Values a row.
        var width = 0
    }

    let text: [UInt8]
    let path: String
    private var at = 0
    private var line = 1
    private var lineStart = 0

    init(text: [UInt8], path: String) {
        self.text = text
        self.path = path
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
        lineStart = at
    }

    /// - Parameter width: values a row, or nil to take it from the first row.
    mutating func parse(width: Int?, allowsShortRows: Bool) throws -> Rows {
        var rows = Rows()
        rows.width = width ?? 0
        try text.withUnsafeBufferPointer { bytes in
            let separator = separator(bytes)
            while at < bytes.count {
                if skipEmptyLine(bytes) { continue }
                let first = rows.fields.count
                let rowLine = line
                let limit = rows.width > 0 ? rows.width : CSVTable.mostColumns
                try parseRow(bytes, separator, limit: limit, isFirst: rows.width == 0, into: &rows.fields)
                let count = rows.fields.count - first
                if rows.width == 0 { rows.width = count }
                if count < rows.width {
                    guard allowsShortRows else { throw ragged(rowLine, "has \(count)", rows.width) }
                    let empty = CSVTable.Field(start: UInt32(at), extent: 0)
                    for _ in count..<rows.width { rows.fields.append(empty) }
                }
                if rows.fields.count > CSVTable.mostFields {
                    throw FileFault(.tooLarge, path: path, line: rowLine, "the table has more than \(CSVTable.mostFields) values")
                }
                rows.lines.append(UInt32(rowLine))
            }
        }
        return rows
    }

    private func ragged(_ line: Int, _ found: String, _ width: Int) -> FileFault {
        FileFault(.malformed, path: path, line: line, "this row \(found) value\(found == "has 1" ? "" : "s"); expected \(width)")
    }

    private func separator(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
        var counts = (comma: 0, semicolon: 0, tab: 0)
        var isQuoted = false
        var i = at
        while i < bytes.count, isQuoted || (bytes[i] != 0x0A && bytes[i] != 0x0D), i - at < CSVTable.longestField {
            switch bytes[i] {
            case 0x22: isQuoted.toggle()
            case 0x2C where !isQuoted: counts.comma += 1
            case 0x3B where !isQuoted: counts.semicolon += 1
            case 0x09 where !isQuoted: counts.tab += 1
            default: break
            }
            i += 1
        }
        if counts.comma >= max(counts.semicolon, counts.tab) { return 0x2C }
        return counts.semicolon >= counts.tab ? 0x3B : 0x09
    }

    private mutating func skipEmptyLine(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var i = at
        while i < bytes.count, bytes[i] == 0x20 || bytes[i] == 0x0D { i += 1 }
        if i < bytes.count, bytes[i] != 0x0A { return false }
        at = min(i + 1, bytes.count)
        line += 1
        lineStart = at
        return true
    }

    /// Reads values up to and with the end of the row.
    private mutating func parseRow(
        _ bytes: UnsafeBufferPointer<UInt8>, _ separator: UInt8, limit: Int, isFirst: Bool, into fields: inout [CSVTable.Field]
    ) throws {
        var count = 0
        let rowLine = line
        while true {
            let field = at < bytes.count && bytes[at] == 0x22 ? try quotedField(bytes, separator) : try plainField(bytes, separator)
            if count == limit {
                if isFirst { throw FileFault(.tooLarge, path: path, line: rowLine, "has more than \(limit) columns") }
                throw ragged(rowLine, "has more than \(limit)", limit)
            }
            fields.append(field)
            count += 1
            if at < bytes.count, bytes[at] == separator {
                at += 1
                continue
            }
            if at < bytes.count, bytes[at] == 0x0D { at += 1 }
            if at < bytes.count { at += 1 }
            line += 1
            lineStart = at
            return
        }
    }

    private mutating func plainField(_ bytes: UnsafeBufferPointer<UInt8>, _ separator: UInt8) throws -> CSVTable.Field {
        let start = at
        var i = at
        while i < bytes.count, bytes[i] != separator, bytes[i] != 0x0A { i += 1 }
        at = i
        // The carriage return of a Windows line end belongs to the line end.
        if i > start, bytes[i - 1] == 0x0D, i == bytes.count || bytes[i] == 0x0A { at -= 1 }
        if at - start > CSVTable.longestField { throw tooLong(start) }
        return CSVTable.Field(start: UInt32(start), extent: UInt32(at - start))
    }

    private mutating func quotedField(_ bytes: UnsafeBufferPointer<UInt8>, _ separator: UInt8) throws -> CSVTable.Field {
        let quote = (at: at, line: line, column: at - lineStart + 1)
        let start = at + 1
        var i = start
        var doubled: UInt32 = 0
        while true {
            if i >= bytes.count || i - start > CSVTable.longestField {
                let message = i >= bytes.count ? "this quote is never closed" : "a value is longer than \(CSVTable.longestField) bytes"
                throw FileFault(
                    i >= bytes.count ? .malformed : .tooLarge, path: path, line: quote.line, column: quote.column, message)
            }
            if bytes[i] == 0x22 {
                guard i + 1 < bytes.count, bytes[i + 1] == 0x22 else { break }
                doubled = CSVTable.Field.doubled
                i += 1
            } else if bytes[i] == 0x0A {
                line += 1
                lineStart = i + 1
            }
            i += 1
        }
        at = i + 1
        let isEnd = at == bytes.count || bytes[at] == separator || bytes[at] == 0x0A
        guard isEnd || (bytes[at] == 0x0D && (at + 1 == bytes.count || bytes[at + 1] == 0x0A)) else {
            throw FileFault(
                .malformed, path: path, line: line, column: at - lineStart + 1, "text follows a closing quote; double quotes inside a value"
            )
        }
        return CSVTable.Field(start: UInt32(start), extent: UInt32(i - start) | doubled)
    }

    private func tooLong(_ start: Int) -> FileFault {
        FileFault(
            .tooLarge, path: path, line: line, column: start - lineStart + 1, "a value is longer than \(CSVTable.longestField) bytes")
    }
}
