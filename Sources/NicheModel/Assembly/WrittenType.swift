/// A cell type, a vessel type or the body as its authors wrote it, over all modules.
final class WrittenType {
    let name: String
    let place: Place
    var parent: Tree?
    var isAbstract = false
    /// Texts: label, colour, about.
    var texts: [String: String] = [:]
    /// Single values: segment, radius, carried, sprout.
    var values: [String: Entry] = [:]
    /// Entries by section: state, let, change, …
    var sections: [String: [Entry]] = [:]
    var phases: [WrittenPhase] = []
    /// Sentences under `rules`, with their modules.
    var rules: [(tree: Tree, module: String)] = []

    init(name: String, place: Place) {
        self.name = name
        self.place = place
    }

    func phase(_ name: String, _ place: Place) -> WrittenPhase {
        if let phase = phases.first(where: { $0.name == name }) { return phase }
        phases.append(WrittenPhase(name: name, place: place))
        return phases.last!
    }
}

/// A phase as written in one type, over all modules.
final class WrittenPhase {
    let name: String
    let place: Place
    var isDead = false
    var isFirst = false
    var sections: [String: [Entry]] = [:]

    init(name: String, place: Place) {
        self.name = name
        self.place = place
    }
}
