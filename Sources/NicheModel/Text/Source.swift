/// The text of one file, from which places of characters are found again.
public final class Source: Sendable {
    public let file: String
    let lines: [[Unicode.Scalar]]

    public init(file: String, text: String) {
        self.file = file
        lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    }

    /// The place of each character of a scalar that starts at `line`, `column` (from 1) and reads `value` once quotes and folds are gone.
    ///
    /// Source and value are walked together: a character of the value is the same character of the source, or the blank that a line
    /// break folded to.
    func places(of value: String, line: Int, column: Int) -> [Place] {
        var line = line - 1
        var column = column - 1
        var places: [Place] = []
        var isFirst = true
        for character in value.unicodeScalars {
            if character != " " || isFirst {
                // A quoted value starts after its quote; folded lines start after their indentation.
                while line < lines.count {
                    if column >= lines[line].count { line += 1; column = 0; continue }
                    if lines[line][column] == character { break }
                    column += 1
                }
                isFirst = false
            } else if line < lines.count, column >= lines[line].count || lines[line][column] != " " {
                places.append(Place(file: file, line: line + 1, column: column + 1))
                continue
            }
            places.append(Place(file: file, line: line + 1, column: column + 1))
            column += 1
        }
        places.append(Place(file: file, line: line + 1, column: column + 1))
        return places
    }

    func character(at place: Place) -> Unicode.Scalar? {
        guard place.line >= 1, place.line <= lines.count, place.column >= 1, place.column <= lines[place.line - 1].count else { return nil }
        return lines[place.line - 1][place.column - 1]
    }

    /// Where a key of a block stands again in the same column, or a key of {…} in the same line.
    func next(_ key: String, after first: Place) -> Place? {
        let word = Array(key.unicodeScalars) + [":"]
        guard character(at: first) != nil else { return nil }
        let line = lines[first.line - 1]
        for column in first.column..<max(first.column, line.count) where line[column...].starts(with: word) {
            return Place(file: file, line: first.line, column: column + 1)
        }
        for i in first.line..<max(first.line, lines.count) {
            let indent = lines[i].prefix { $0 == " " }.count
            if indent + 1 == first.column, lines[i].dropFirst(indent).starts(with: word) {
                return Place(file: file, line: i + 1, column: indent + 1)
            }
        }
        return nil
    }
}
