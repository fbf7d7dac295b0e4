/// Refuses, before any parser sees it, a text that could make one slow, deep or huge.
package struct Guard {
    /// The largest of our own modules has 9 kB and 550 values; a PhysiCell project of six cell types becomes 16 kB and 1,000.
    package static let mostBytes = 512 << 10
    static let mostDepth = 64
    static let mostNodes = 8_000

    private let file: String
    private var line = 1
    private var column = 0
    private var brackets = 0
    /// Signs that a value follows: there is one for each, or nearly.
    private var values = 0
    /// Where the lines that enclose this one begin.
    private var indents: [Int] = []
    /// Blanks and "- " at the head of the line so far; nil once something else was met.
    private var indent: Int? = 0
    private var dashes = 0
    private var isComment = false
    /// The last byte that was not a blank after a sign that a value follows, and the last byte of all.
    private var previous: UInt8 = 10
    private var last: UInt8 = 10

    static func check(_ bytes: [UInt8], file: String) throws(ModelFault) {
        if bytes.count > mostBytes {
            throw ModelFault(
                Place(file: file, line: 0, column: 0), "the file has more than \(mostBytes) bytes, the most that a model may have")
        }
        var scan = Guard(file: file)
        for (i, byte) in bytes.enumerated() { try scan.see(byte, next: i + 1 < bytes.count ? bytes[i + 1] : 10) }
    }

    private init(file: String) { self.file = file }

    private var place: Place { Place(file: file, line: line, column: column) }

    private mutating func see(_ byte: UInt8, next: UInt8) throws(ModelFault) {
        defer { last = byte }
        if byte == 10 {
            (line, column, indent, dashes, isComment, previous) = (line + 1, 0, 0, 0, false, 10)
            return
        }
        // Continuation bytes of UTF-8 are no columns of their own.
        if byte & 0xC0 != 0x80 { column += 1 }
        if (byte < 32 && byte != 9 && byte != 13) || byte == 127 {
            throw ModelFault(place, "a control character (code \(byte)); a model is plain text")
        }
        if try seesIndent(byte, next) { return }
        if byte == UInt8(ascii: "#"), last == 32 || last == 10 { isComment = true }
        if isComment { return }
        if byte == UInt8(ascii: ":"), next == 32 || next == 10 { try seeValue() }
        try seeBracket(byte)
        if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*"), isLeading(previous) {
            // `*` also stands in expressions, but never where a value begins.
            throw ModelFault(place, "YAML anchors and aliases (& and *) are not part of the language; write the value out")
        }
        if byte != 32 || !isLeading(previous) { previous = byte }
    }

    /// Blanks and list dashes at the head of a line; then the depth of the line.
    private mutating func seesIndent(_ byte: UInt8, _ next: UInt8) throws(ModelFault) -> Bool {
        guard let blanks = indent else { return false }
        let isDash = (byte == UInt8(ascii: "-") || byte == UInt8(ascii: "?")) && (next == 32 || next == 10)
        if byte == 32 || isDash {
            indent = blanks + 1
            if isDash {
                dashes += 1
                try seeValue()
            }
            if dashes > Self.mostDepth { throw ModelFault(place, "nested more than \(Self.mostDepth) deep") }
            return true
        }
        if byte == 9 { throw ModelFault(place, "a tab; indent with blanks") }
        if byte == 13 { return true }
        indent = nil
        // Comments and blank lines may stand anywhere.
        if byte == UInt8(ascii: "#") { return false }
        while let last = indents.last, last >= blanks { indents.removeLast() }
        indents.append(blanks)
        if indents.count > Self.mostDepth { throw ModelFault(place, "nested more than \(Self.mostDepth) deep") }
        return false
    }

    private mutating func seeValue() throws(ModelFault) {
        values += 1
        if values > Self.mostNodes { throw ModelFault(place, "more than \(Self.mostNodes) values in one file") }
    }

    private mutating func seeBracket(_ byte: UInt8) throws(ModelFault) {
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "("): brackets += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ")"): brackets = max(brackets - 1, 0)
        default: return
        }
        if brackets > Self.mostDepth { throw ModelFault(place, "brackets nested more than \(Self.mostDepth) deep") }
    }

    /// Whether a value may begin after this byte (blanks between do not count).
    private func isLeading(_ byte: UInt8) -> Bool {
        byte == 10 || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: ",")
    }
}
