/// Text of a comma-separated table (RFC 4180, lines end in a line feed), row by row.
public struct CSVWriter: Sendable {
    /// The text so far.
    public private(set) var text: [UInt8] = []

    public init() {}

    /// Adds a row.
    public mutating func append(_ fields: [String]) {
        text += CSVWriter.line(fields).utf8
        text.append(UInt8(ascii: "\n"))
    }

    /// One row without its line end: fields with a comma, quote, line break or outer space are quoted.
    public static func line(_ fields: [String]) -> String {
        // A lone empty field would be an empty line, which readers skip.
        if fields == [""] { return "\"\"" }
        return fields.map(quoted).joined(separator: ",")
    }

    /// The shortest decimal number that reads back to the same bits; NaN, inf and -inf where it is none.
    public static func field(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        // Whole numbers as people write them; 2^53 bounds where that stays exact.
        if value.rounded() == value, value.magnitude < 9e15, !(value == 0 && value.sign == .minus) { return String(Int64(value)) }
        return "\(value)"
    }

    private static func quoted(_ field: String) -> String {
        let special = field.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D || $0 == 0x3B || $0 == 0x09 }
        if !special, field.utf8.first != 0x20, field.utf8.last != 0x20 { return field }
        var text = "\""
        for character in field.unicodeScalars {
            if character == "\"" { text += "\"" }
            text.unicodeScalars.append(character)
        }
        return text + "\""
    }
}
