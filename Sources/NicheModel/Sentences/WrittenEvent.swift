/// An event as written, with the terms that modules add to its rate.
struct WrittenEvent {
    var entry: Entry
    var terms: [(operation: Entry.Operation, phrase: Phrase, module: String)] = []
}

/// Whose event it is, and what its expressions see.
struct EventOwner {
    var subject: VerbEntry.Subject
    var scope: Scope
    var type: AssembledType?
    var particle: Int?
}

extension Assembly {
    /// Events with the terms of all modules; `known` are further events a term may have meant.
    func assembledEvents(_ entries: [Entry], known: Set<String>) -> [WrittenEvent] {
        var events: [WrittenEvent] = []
        var index: [String: Int] = [:]
        for entry in entries where entry.operation == .define && isLabel(entry) {
            if let first = index[entry.name] {
                problems.add(
                    entry.place,
                    "the event \(entry.name) is already defined at \(events[first].entry.place); "
                        + "to add to its rate write \"\(entry.name) +:\""
                )
                continue
            }
            index[entry.name] = events.count
            events.append(WrittenEvent(entry: entry))
        }
        for entry in entries where entry.operation != .define {
            guard let i = index[entry.name] else {
                problems.add(entry.place, "no event \"\(entry.name)\" to add to\(didYouMean(entry.name, among: known.union(index.keys)))")
                continue
            }
            if let (phrase, _) = problems.attempt({ try row(entry) }) { events[i].terms.append((entry.operation, phrase, entry.module)) }
        }
        return events
    }
}

/// The words of an event, from a sentence or from a map with the same words as keys.
struct Clauses {
    typealias Key = VerbEntry.Key
    var action: Phrase
    var phrases: [Key: Phrase] = [:]
    /// set, tally, yield.
    var maps: [Key: Tree] = [:]
    var places: [Key: Place] = [:]
    var text: String

    private static let joining: Set<String> = ["at", "after", "when", "on", "every", "in", "lasting"]
    private static let mapKeys: Set<Key> = [.set, .tally, .yield]

    init(_ tree: Tree, _ units: Units, _ problems: ProblemList) throws {
        text = tree.line
        if tree.text != nil {
            let columns = try Passage(tree).columns()
            let sentence = try Phrase(columns[0], units)
            let (head, parts) = sentence.split(Self.joining)
            action = head
            for part in parts {
                let key = Key(rawValue: part.word)!
                if places[key] != nil { throw ModelFault(part.place, "\"\(part.word)\" stands twice in this sentence") }
                phrases[key] = part.phrase
                places[key] = part.place
            }
            return
        }
        guard tree.entries != nil else {
            throw ModelFault(tree.place, "an event is a sentence (\"divide at growth\") or a map, found \(tree.kind)")
        }
        let fields = Fields(tree, "an event", known: ["do"] + Key.allCases.map(\.rawValue), problems)
        guard let doing = fields["do"] else { throw ModelFault(tree.place, "an event says what happens: \"do: divide\"") }
        action = try Phrase(doing, units)
        for key in Key.allCases {
            guard let value = fields[key.rawValue] else { continue }
            places[key] = fields.keys[key.rawValue]?.place
            if Self.mapKeys.contains(key) { maps[key] = value } else { phrases[key] = try Phrase(value, units) }
        }
    }
}
