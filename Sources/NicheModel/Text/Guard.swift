/// Refuses, before any parser sees it, a text that could make one slow, deep or huge.
enum Guard {
    static let mostBytes = 1 << 20
    static let mostDepth = 64
    static let mostNodes = 20_000

    static func check(_ bytes: [UInt8], file: String) throws(ModelFault) {
        if bytes.count > mostBytes {
            throw ModelFault(Place(file: file, line: 0, column: 0), "the file has \(bytes.count) bytes; a model has at most \(mostBytes)")
        }
        var line = 1
        var column = 0
        var depth = 0
        var indents: [Int] = []
        var indent: Int? = 0
        var isComment = false
        var previous: UInt8 = 10
        for byte in bytes {
            if byte == 10 {
                (line, column, indent, isComment) = (line + 1, 0, 0, false)
                previous = byte
                continue
            }
            column += 1
            let place = Place(file: file, line: line, column: column)
            if byte == 0 || (byte < 32 && byte != 9 && byte != 13) || byte == 127 {
                throw ModelFault(place, "a control character (\(byte)); a model is plain text")
            }
            if let spaces = indent {
                if byte == 32 { indent = spaces + 1; previous = byte; continue }
                if byte == 9 { throw ModelFault(place, "a tab; indent with blanks") }
                while let last = indents.last, last >= spaces { indents.removeLast() }
                indents.append(spaces)
                indent = nil
                // A line may open several list items at once.
                if indents.count > mostDepth { throw ModelFault(place, "nested more than \(mostDepth) deep") }
            }
            if byte == UInt8(ascii: "#"), previous == 32 || previous == 10 { isComment = true }
            if isComment { continue }
            if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: ")") { depth -= 1 }
            if depth > mostDepth { throw ModelFault(place, "brackets nested more than \(mostDepth) deep") }
            if byte == UInt8(ascii: "-"), previous == 32, column > 4 * mostDepth {
                throw ModelFault(place, "nested more than \(mostDepth) deep")
            }
            if (byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*")) && isLeading(previous) {
                // `*` also stands in expressions, but never where a value begins.
                throw ModelFault(place, "YAML anchors and aliases (& and *) are not part of the language; write the value out")
            }
            previous = byte == 13 ? previous : (byte == 32 && isLeading(previous) ? previous : byte)
        }
    }

    /// Whether a value may begin after this byte (blanks between do not count).
    private static func isLeading(_ byte: UInt8) -> Bool {
        byte == 10 || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: ",")
    }
}
