/// Some tokens of a passage: an expression, or a part of a sentence.
package struct Phrase: Sendable {
    package let passage: Passage
    package let tokens: ArraySlice<Token>
    /// Where something missing at the end would stand.
    package let end: Int

    package init(_ tree: Tree, _ units: Units) throws { try self.init(Passage(tree), units) }

    package init(_ passage: Passage, _ units: Units) throws {
        self.passage = passage
        tokens = ArraySlice(try Lexer.tokens(passage, units))
        end = passage.range.upperBound
    }

    private init(passage: Passage, tokens: ArraySlice<Token>, end: Int) {
        self.passage = passage
        self.tokens = tokens
        self.end = end
    }

    package subscript(range: Range<Int>) -> Phrase {
        Phrase(
            passage: passage, tokens: tokens[range],
            end: range.upperBound < tokens.endIndex ? tokens[range.upperBound].range.lowerBound : end)
    }

    package var isEmpty: Bool { tokens.isEmpty }
    package var place: Place { passage.places[tokens.first?.range.lowerBound ?? end] }
    package var text: String {
        guard let first = tokens.first, let last = tokens.last else { return "" }
        return passage.text(first.range.lowerBound..<last.range.upperBound)
    }

    package func place(_ token: Int) -> Place { passage.places[token < tokens.endIndex ? tokens[token].range.lowerBound : end] }

    /// The single word the phrase is made of, or nil.
    package var word: String? { tokens.count == 1 ? tokens.first?.word : nil }

    /// Cuts at the joining `words` outside brackets: what stands before the first, then each word with what follows it.
    package func split(_ words: Set<String>) -> (head: Phrase, parts: [(word: String, place: Place, phrase: Phrase)]) {
        var cuts: [Int] = []
        var depth = 0
        for i in tokens.indices {
            if tokens[i].isSign("(") { depth += 1 }
            if tokens[i].isSign(")") { depth -= 1 }
            if depth == 0, let word = tokens[i].word, words.contains(word) { cuts.append(i) }
        }
        let head = self[tokens.startIndex..<(cuts.first ?? tokens.endIndex)]
        let ends = cuts.dropFirst() + [tokens.endIndex]
        return (head, zip(cuts, ends).map { (tokens[$0].word!, place($0), self[$0 + 1..<$1]) })
    }
}
