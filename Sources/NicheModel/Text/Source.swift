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
}
