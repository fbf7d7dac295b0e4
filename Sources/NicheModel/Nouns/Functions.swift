/// A small pure function of the model's own: `hat(v): v / (0.5 + v)`.
struct WrittenFunction {
    var name: String
    var arguments: [String]
    var text: String
    /// nil if it could not be parsed, which has been reported.
    var body: Expression?
    var passage: Passage
    var place: Place
    var module: String
}

extension Assembly {
    func readFunctions() {
        for entry in entries("functions") { problems.attempt { try readFunction(entry) } }
    }

    private func readFunction(_ entry: Entry) throws {
        let pattern = "a function is written \"hat(v): v / (0.5 + v)\""
        guard let open = entry.name.firstIndex(of: "("), entry.name.hasSuffix(")") else {
            throw ModelFault(entry.place, "\(pattern), found \"\(entry.name)\"")
        }
        let name = String(entry.name[..<open]).trimmed
        let inside = entry.name[entry.name.index(after: open)...].dropLast()
        let arguments = inside.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmed }
        for word in [name] + arguments {
            if let objection = Words.objection(to: word, units) { throw ModelFault(entry.place, objection) }
        }
        guard Set(arguments).count == arguments.count else { throw ModelFault(entry.place, "an argument stands twice in \(entry.name)") }
        if let other = functions[name] { throw ModelFault(entry.place, "\(name) is already defined at \(other.place) as a function") }
        let phrase = try Phrase(Passage(entry.value), units)
        let body = problems.attempt { try Parser.parse(phrase, units) }
        functions[name] = WrittenFunction(
            name: name, arguments: arguments, text: phrase.text, body: body, passage: phrase.passage, place: entry.place,
            module: entry.module)
        guard let body else { return }
        body.visit { node in
            guard case .call(let other, _) = node.kind, other == name else { return }
            problems.add(phrase.passage.places[node.range.lowerBound], "the function \(name) calls itself")
        }
    }
}
