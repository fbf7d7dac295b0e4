/// A stretch of one text of the model, with the place of each of its characters.
package struct Passage: Sendable {
    package let characters: [Unicode.Scalar]
    /// One more than characters, for the end.
    package let places: [Place]
    package let range: Range<Int>

    package init(_ tree: Tree) throws {
        guard let text = tree.text else { throw ModelFault(tree.place, "expected text, found \(tree.kind)") }
        if tree.isBlock { throw ModelFault(tree.place, "write this as plain text, without | or >, so that errors can show its place") }
        try tree.refuseEscapes()
        self.init(characters: Array(text.unicodeScalars), places: tree.places())
    }

    /// A text that stands nowhere as such; what is wrong with it is told at `place`.
    package init(text: String, at place: Place) {
        let characters = Array(text.unicodeScalars)
        self.init(characters: characters, places: Array(repeating: place, count: characters.count + 1))
    }

    init(characters: [Unicode.Scalar], places: [Place]) {
        self.init(characters: characters, places: places, range: 0..<characters.count)
    }

    private init(characters: [Unicode.Scalar], places: [Place], range: Range<Int>) {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high, characters[low] == " " { low += 1 }
        while high > low, characters[high - 1] == " " { high -= 1 }
        self.characters = characters
        self.places = places
        self.range = low..<high
    }

    package func part(_ range: Range<Int>) -> Passage { Passage(characters: characters, places: places, range: range) }

    package var text: String { text(range) }

    package func text(_ range: Range<Int>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: characters[range])
        return String(text)
    }

    package var place: Place { places[range.lowerBound] }
    package var isEmpty: Bool { range.isEmpty }

    /// The columns of a row: what stands between its bars.
    package func columns() -> [Passage] {
        var columns: [Passage] = []
        var start = range.lowerBound
        for i in range where characters[i] == "|" {
            columns.append(part(start..<i))
            start = i + 1
        }
        columns.append(part(start..<range.upperBound))
        return columns
    }
}

extension Tree {
    /// Escapes hide where a character stands.
    fileprivate func refuseEscapes() throws {
        guard !isPlain, place.line >= 1, place.line <= source.lines.count else { return }
        let start = source.lines[place.line - 1]
        guard place.column >= 1, place.column <= start.count, start[place.column - 1] == "\"" else { return }
        var (line, column) = (place.line - 1, place.column)
        while line < source.lines.count {
            while column < source.lines[line].count {
                let character = source.lines[line][column]
                if character == "\"" { return }
                if character == "\\" {
                    throw ModelFault(
                        Place(file: place.file, line: line + 1, column: column + 1),
                        "escapes (\\) are not part of the language; write the character itself")
                }
                column += 1
            }
            (line, column) = (line + 1, 0)
        }
    }
}
