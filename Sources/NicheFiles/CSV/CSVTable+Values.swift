extension CSVTable {
    /// A value as text, as it stands in the file but for quotes; bytes that are no UTF-8 become U+FFFD.
    public func text(row: Int, column: Int) -> String {
        CSVTable.string(field(row, column), in: bytes)
    }

    /// A value as a finite decimal number, exactly rounded; spaces around it do not count.
    ///
    /// - Throws: `FileFault.malformed` with line and column, and the text found: empty, no number, NaN, infinite or too large.
    public func number(row: Int, column: Int) throws -> Double {
        let field = field(row, column)
        let value = bytes.withUnsafeBufferPointer { all in
            DecimalNumber.parse(UnsafeBufferPointer(rebasing: all[Int(field.start)..<Int(field.start) + field.length]))
        }
        if let value, value.isFinite { return value }
        throw fault(row: row, column: column, "found \(shown(field)); expected a number")
    }

    /// A fault at a value, for callers that expect something of their own of it.
    public func fault(row: Int, column: Int, _ message: String) -> FileFault {
        let place = place(of: field(row, column), row: row)
        return FileFault(.malformed, path: path, line: place.line, column: place.column, "column \(header[column]): \(message)")
    }

    private func field(_ row: Int, _ column: Int) -> Field {
        precondition(column >= 0 && column < header.count && row >= 0 && row < rowCount, "row or column outside the table")
        return fields[row * header.count + column]
    }

    private func shown(_ field: Field) -> String {
        if field.length == 0 { return "nothing" }
        let text = CSVTable.string(Field(start: field.start, extent: UInt32(min(field.length, 160))), in: bytes)
        return "\"\(text.prefix(40))\(text.count > 40 ? "…" : "")\""
    }

    /// Counted only for faults: line breaks inside quotes are rare, and columns are needed nowhere else.
    private func place(of field: Field, row: Int) -> (line: Int, column: Int) {
        var start = Int(field.start)
        if start > 0, bytes[start - 1] == 0x22 { start -= 1 }
        var lineStart = start
        while lineStart > 0, bytes[lineStart - 1] != 0x0A { lineStart -= 1 }
        var line = line(ofRow: row)
        var at = Int(fields[row * header.count].start)
        while at < lineStart {
            if bytes[at] == 0x0A { line += 1 }
            at += 1
        }
        return (line, start - lineStart + 1)
    }

    static func string(_ field: Field, in bytes: [UInt8]) -> String {
        let raw = bytes[Int(field.start)..<Int(field.start) + field.length]
        guard field.extent & Field.doubled != 0 else { return String(decoding: raw, as: UTF8.self) }
        var plain: [UInt8] = []
        var skips = false
        for byte in raw {
            skips = byte == 0x22 && !skips
            if !skips { plain.append(byte) }
        }
        return String(decoding: plain, as: UTF8.self)
    }
}
