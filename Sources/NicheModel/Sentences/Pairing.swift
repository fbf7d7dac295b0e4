extension Assembly {
    /// "touching apoptotic cell", "touching vessel", "red_cell within 10 um".
    func pair(_ clauses: Clauses) throws -> Model.Event.Pair? {
        if clauses.phrases[.each] != nil, let place = clauses.places[.oneOf], clauses.phrases[.oneOf] != nil {
            throw ModelFault(place, "an event has either \"each\" or \"one of\"")
        }
        let isEach = clauses.phrases[.each] != nil
        guard let phrase = clauses.phrases[.each] ?? clauses.phrases[.oneOf] else { return nil }
        let usage = "\"touching CELLS\", \"touching vessel\" or \"PARTICLE within DISTANCE\""
        guard let first = phrase.tokens.first?.word else { throw ModelFault(phrase.place, "neighbours are \(usage)") }
        let start = phrase.tokens.startIndex
        if first != "touching" {
            guard phrase.tokens.count > 2, phrase.tokens[start + 1].word == "within" else {
                throw ModelFault(phrase.place, "neighbours are \(usage), found \"\(phrase.text)\"")
            }
            let particle = try particle(first, phrase.place)
            guard isEach else { throw ModelFault(phrase.place, "particles are met with \"each\", not with \"one of\"") }
            let distance = phrase[start + 2..<phrase.tokens.endIndex]
            return .particle(particle, within: try constant(distance, .length, "the distance", .positive))
        }
        let rest = phrase[start + 1..<phrase.tokens.endIndex]
        let words = rest.tokens.compactMap(\.word)
        guard !words.isEmpty, words.count == rest.tokens.count else {
            throw ModelFault(rest.place, "neighbours are \(usage), found \"\(phrase.text)\"")
        }
        if words.count == 1, types(words[0]) == nil, let vessels = vessels(words[0]) {
            guard isEach else { throw ModelFault(rest.place, "vessels are met with \"each\", not with \"one of\"") }
            return .eachSegment(vesselTypes: vessels)
        }
        let selector = try selector(words, rest.place)
        return isEach ? .each(selector) : .oneOf(selector)
    }
}

extension Model.Event.Pair {
    /// Types of the neighbours, if they are cells.
    var cells: [Int]? {
        switch self {
        case .each(let selector), .oneOf(let selector): selector.types
        case .eachSegment, .particle: nil
        }
    }
}
