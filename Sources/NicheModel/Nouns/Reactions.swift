extension Assembly {
    /// `Hb + Hp -> HbHp: 10 /uM/h`, by mass action.
    func readReactions() {
        var seen: [String: Place] = [:]
        for entry in entries("reactions") {
            if let other = seen[entry.name] { problems.add(entry.place, "\(entry.name) is already defined at \(other)") }
            seen[entry.name] = entry.place
            problems.attempt { model.reactions.append(try reaction(entry)) }
        }
    }

    private func reaction(_ entry: Entry) throws -> Model.Reaction {
        let usage = "a reaction is \"A + B -> C: rate\""
        guard let arrow = entry.name.range(of: "->") else { throw ModelFault(entry.place, "\(usage), found \"\(entry.name)\"") }
        func substances(_ text: Substring) throws -> [Int] {
            let names = text.split(separator: "+").map { String($0).trimmed }.filter { !$0.isEmpty && $0 != "nothing" }
            return try names.map { try substance($0, entry.place) }
        }
        let from = try substances(entry.name[..<arrow.lowerBound])
        let to = try substances(entry.name[arrow.upperBound...])
        guard (1...2).contains(from.count), to.count <= 1 else {
            throw ModelFault(entry.place, "\(usage): one or two that go, and one that comes")
        }
        let dimension = model.substances[from[0]].dimension
        for other in from + to where model.substances[other].dimension != dimension {
            throw ModelFault(
                entry.place,
                "the substances of a reaction must have units of one kind; \(model.substances[from[0]].name) is in "
                    + "\(units.words(dimension)), \(model.substances[other].name) in \(units.words(model.substances[other].dimension))"
            )
        }
        let wanted: Dimension = from.count == 2 ? .rate / dimension : .rate
        let columns = try Passage(entry.value).columns()
        let rate = try constant(Phrase(columns[0], units), wanted, "the rate of \(entry.name)", .notNegative)
        var reaction = Model.Reaction(from: from, to: to, rate: rate, place: entry.place)
        (reaction.text, reaction.module) = ("\(entry.name): \(columns[0].text)", entry.module)
        return reaction
    }
}
