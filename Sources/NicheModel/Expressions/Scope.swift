/// What a name stands for in some place of the model.
struct Meaning {
    var term: Term
    var dimension: Dimension
    var place: Place?
    /// "parameter", "state", "let", "substance", …
    var kind: String
    /// Known before the run.
    var constant: Double?
    /// Unit it was written in, for display.
    var unit = "", unitFactor = 1.0
    /// Its definition is wrong and has been reported; whoever reads it says nothing more.
    var isPoisoned = false
}

/// Reading failed because of something that has been reported already.
struct Poisoned: Error {}

/// The names an expression may use, and the senses it has, in one place of the model.
final class Scope {
    enum Sense { case contacts, since, taken, filled, reductions, position, particles }

    /// "a macrophage", "the body": for messages.
    let title: String
    let parent: Scope?
    private(set) var meanings: [String: Meaning] = [:]
    var senses: Set<Sense>
    /// Whose contacts and memories an expression here adds to.
    weak var host: AssembledType?
    /// Cell types of the neighbour of a pair.
    var neighbours: [Int]?

    init(_ title: String, in parent: Scope?, senses: Set<Sense>? = nil, host: AssembledType? = nil) {
        self.title = title
        self.parent = parent
        self.senses = senses ?? parent?.senses ?? []
        self.host = host ?? parent?.host
        neighbours = parent?.neighbours
    }

    func find(_ name: String) -> Meaning? {
        var scope: Scope? = self
        while let here = scope {
            if let meaning = here.meanings[name] { return meaning }
            scope = here.parent
        }
        return nil
    }

    /// The phase of this name of the cell whose expression this is, unless the name means something else.
    func phase(_ name: String) -> Int? { host?.kind == .cell ? host?.phaseNames.firstIndex(of: name) : nil }

    func own(_ name: String) -> Meaning? { meanings[name] }

    func define(_ name: String, _ meaning: Meaning) { meanings[name] = meaning }

    func poison(_ name: String, _ place: Place?) {
        guard meanings[name] == nil else { return }
        meanings[name] = Meaning(term: .number(0), dimension: .one, place: place, kind: "name", isPoisoned: true)
    }

    /// All names known here.
    var names: Set<String> {
        var names: Set<String> = []
        var scope: Scope? = self
        while let here = scope {
            names.formUnion(here.meanings.keys)
            scope = here.parent
        }
        return names
    }
}
