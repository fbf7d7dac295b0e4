/// A concrete cell type, a vessel type or the body, while it is being put together from what it inherits.
final class AssembledType {
    enum Kind { case cell, vessel, body }

    let kind: Kind
    let name: String
    /// From the root to itself.
    let lineage: [WrittenType]
    let scope: Scope
    var parameters: [String: Double] = [:]
    var states: [Model.State] = []
    var quantities: [Model.Quantity] = []
    var contacts: [Contact] = []
    var memories: [String] = []
    var published: [String] = []
    /// Substances asked for by `taken`, with the place.
    var takenSubstances: [Int: Place] = [:]
    var eventNames: Set<String> = []
    var phaseNames: [String] = []
    /// Names of lets whose dimension is not yet known.
    var pendingQuantities: Set<String> = []
    /// Such names that a neighbour has read, taking them to be plain numbers.
    var publishedLater: Set<String> = []

    init(_ kind: Kind, name: String, lineage: [WrittenType], scope: Scope) {
        self.kind = kind
        self.name = name
        self.lineage = lineage
        self.scope = scope
    }

    var isVessel: Bool { kind == .vessel }
    var place: Place { lineage.last!.place }
    var ownNames: Set<String> { Set(scope.own).union(pendingQuantities) }

    /// The entries of a section, from the root of the lineage down.
    func entries(_ section: String) -> [Entry] { lineage.flatMap { $0.sections[section] ?? [] } }

    func contact(_ contact: Contact) -> Int {
        if let index = contacts.firstIndex(of: contact) { return index }
        contacts.append(contact)
        return contacts.count - 1
    }

    func memory(_ event: String) -> Int {
        if let index = memories.firstIndex(of: event) { return index }
        memories.append(event)
        return memories.count - 1
    }

    func state(_ name: String) -> Int? { states.firstIndex { $0.name == name } }

    /// Makes an own quantity known to neighbours. A parameter becomes a quantity for that.
    func publish(_ name: String, _ meaning: Meaning) {
        guard !published.contains(name) else { return }
        published.append(name)
        guard meaning.kind == "parameter" else { return }
        var quantity = Model.Quantity(
            name: name, formula: Formula(term: meaning.term, dimension: meaning.dimension, place: meaning.place ?? place, text: name))
        quantity.isImplicit = true
        quantities.append(quantity)
    }

    /// Makes known all own states and quantities that a term reads.
    func publish(_ term: Term) {
        switch term {
        case .number, .parameter: break
        case .reference(.state(let i)): publishOwn(states[i].name)
        case .reference(.quantity(let i)): publishOwn(quantities[i].name)
        case .reference: break
        case .negate(let a), .not(let a): publish(a)
        case .binary(_, let a, let b):
            publish(a)
            publish(b)
        case .choice(let c, let a, let b):
            publish(c)
            publish(a)
            publish(b)
        case .call(_, let arguments): for argument in arguments { publish(argument) }
        }
    }

    private func publishOwn(_ name: String) {
        if kind == .cell, !published.contains(name) { published.append(name) }
    }
}

extension Scope {
    /// Names defined in this scope itself.
    fileprivate var own: some Sequence<String> { meanings.keys }
}
