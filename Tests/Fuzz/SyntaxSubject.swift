@testable import NicheModel

/// Expressions as they are written, before any name in them is looked up.
struct SyntaxSubject: Subject {
    private let units = Units()

    func seeds() -> [[UInt8]] { ExpressionSubject.texts.map { Array($0.utf8) } }

    func read(_ bytes: [UInt8]) throws {
        let place = Place(file: "e", line: 1, column: 1)
        let phrase = try Phrase(Passage(text: String(decoding: bytes, as: UTF8.self), at: place), units)
        _ = try Parser.parse(phrase, units)
    }
}
