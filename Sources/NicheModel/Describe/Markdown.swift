/// A document in Markdown while it grows.
struct Markdown {
    private(set) var text = ""

    mutating func heading(_ level: Int, _ title: String) { block(String(repeating: "#", count: level) + " " + title) }

    mutating func paragraph(_ words: String) { if !words.isEmpty { block(words) } }

    mutating func list(_ items: [String], isNumbered: Bool = false) {
        guard !items.isEmpty else { return }
        block(items.enumerated().map { "\(isNumbered ? "\($0 + 1)." : "-") \($1)" }.joined(separator: "\n"))
    }

    /// Columns in which no row says anything are left out, and so is a table without rows.
    mutating func table(_ columns: [String], _ rows: [[String]]) {
        let shown = columns.indices.filter { column in rows.contains { !$0[column].isEmpty } }
        guard !shown.isEmpty else { return }
        func line(_ cells: [String]) -> String {
            "| " + shown.map { cells[$0].replacing("\n", with: " ").replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
        }
        block(([line(columns), "|" + String(repeating: "---|", count: shown.count)] + rows.map(line)).joined(separator: "\n"))
    }

    mutating func code(_ lines: [String]) {
        if !lines.isEmpty { block("```text\n" + lines.joined(separator: "\n") + "\n```") }
    }

    private mutating func block(_ block: String) { text += (text.isEmpty ? "" : "\n") + block + "\n" }
}

extension String {
    /// As it stands in a model: nothing in it is markup.
    var asCode: String { isEmpty ? "" : "`" + replacing("`", with: "'").replacing("\n", with: " ") + "`" }

    /// Words of an author, in which nothing is meant as markup.
    var asProse: String {
        var words = ""
        for character in self {
            if "\\*<`".contains(character) { words.append("\\") }
            words.append(character == "\n" ? " " : character)
        }
        return words
    }

    /// The same with a capital letter and a full stop.
    var asSentence: String {
        guard let first, let last else { return "" }
        return first.uppercased() + dropFirst() + (".!?:".contains(last) ? "" : ".")
    }
}

extension [String] {
    /// "a, b and c".
    var asList: String { count < 2 ? first ?? "" : dropLast().joined(separator: ", ") + " and " + self[count - 1] }
}
