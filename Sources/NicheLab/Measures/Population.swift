import NicheModel

/// Cells that a selector and a condition of the model language pick, and a value of each.
struct Population: Sendable {
    var selector: String
    var condition: String?
    var value: String?
    var place: Place

    /// `myeloid, N > 0.5`.
    init(_ tree: Tree, _ units: Units) throws {
        let phrase = try Phrase(tree, units)
        place = phrase.place
        let comma = phrase.tokens.indices.first { phrase.tokens[$0].isSign(",") }
        selector = phrase[phrase.tokens.startIndex..<(comma ?? phrase.tokens.endIndex)].text
        condition = comma.map { phrase[$0 + 1..<phrase.tokens.endIndex].text }
        guard !selector.isEmpty, condition?.isEmpty != true else {
            throw ModelFault(tree.place, "a population is a selector, and a condition after a comma: \"myeloid, N > 0.5\"")
        }
    }

    /// The reduction of the model language whose members these are; it names the population.
    var reduction: String {
        let parts = [selector] + (value.map { [$0] } ?? []) + (condition.map { [$0] } ?? [])
        return Self.plain("\(value == nil ? "count" : "sum")(\(parts.joined(separator: ", ")))")
    }

    /// Text with single blanks, so that the same words are the same name.
    static func plain(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
