extension Tree {
    /// Reads a text of YAML; `file` is what faults are told of.
    ///
    /// - Throws: `ModelFault`, where it is none.
    public static func read(_ text: String, file: String) throws -> Tree { try YAMLReader.read(Array(text.utf8), file: file) }

    /// One line of YAML that reads as the same tree.
    public var written: String {
        switch content {
        // Nothing at all is read as a map without entries, and cannot stand in brackets.
        case .text(let text): isEmpty ? "{}" : Self.isWord(text) ? text : Self.quoted(text)
        case .list(let items): "[" + items.map(\.written).joined(separator: ", ") + "]"
        case .map(let entries): "{" + entries.map { "\($0.key.writtenAsKey): \($0.value.written)" }.joined(separator: ", ") + "}"
        }
    }

    private var writtenAsKey: String { isEmpty ? "\"\"" : written }

    /// Whether a text stands for itself in brackets.
    private static func isWord(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return false }
        return (Words.isLetter(first) || Words.isDigit(first)) && last != " "
            && text.unicodeScalars.allSatisfy { Words.isLetter($0) || Words.isDigit($0) || " .+-*/^()".unicodeScalars.contains($0) }
    }

    private static func quoted(_ text: String) -> String {
        let characters = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case _ where isBreakOrControl(scalar): escaped(scalar)
            default: String(scalar)
            }
        }
        return "\"" + characters.joined() + "\""
    }

    /// What ends a line to YAML, or may not stand in it as it is.
    private static func isBreakOrControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case ..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return "\\U" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }
}
