/// Reading cell types as written: over all modules, then along their lineage.
extension Assembly {
    static let cellTexts = ["label", "colour", "about"]
    static let cellSections = ["parameters", "state", "let", "change", "take", "secrete", "move", "mechanics", "daughters", "events"]
    private static let cellLater: Set<String> = ["bonds"]
    private static let phaseSections = ["enter", "change", "take", "secrete", "events", "leave behind"]

    func readWrittenTypes() {
        var types: [WrittenType] = []
        var index: [String: WrittenType] = [:]
        for entry in entries("cells") where isTypeName(entry) {
            if index[entry.name] == nil {
                let type = WrittenType(name: entry.name, place: entry.place)
                index[entry.name] = type
                types.append(type)
            }
            read(entry, into: index[entry.name]!)
        }
        let root = index["cell"] ?? WrittenType(name: "cell", place: Place(file: "", line: 0, column: 0))
        root.isAbstract = true
        if let parent = root.parent { problems.add(parent.place, "cell is the root of all cell types; it is nothing else") }
        root.parent = nil
        types.removeAll { $0 === root }
        let parents =
            [0]
            + types.map { type -> Int in
                guard let tree = type.parent, tree.text != "cell" else { return 0 }
                if let parent = types.firstIndex(where: { $0.name == tree.text }) { return parent + 1 }
                let known = types.map(\.name) + ["cell"]
                problems.add(tree.place, "unknown cell type \"\(tree.line)\"\(suggestion(for: tree.line, among: known, "known"))")
                return 0
            }
        let all = [root] + types
        let (order, circle) = Order.sort(all.count) { $0 == 0 ? [] : [parents[$0]] }
        if let first = circle.first {
            let names = (circle + [first]).map { all[$0].name }
            problems.add(
                all[first].parent?.place ?? all[first].place,
                "cell types descend from each other in a circle: \(names.joined(separator: " -> "))")
        }
        writtenTypes = order.map { all[$0] }
        for i in order where i > 0 { parentOf[all[i].name] = all[parents[i]] }
    }

    private func isTypeName(_ entry: Entry) -> Bool {
        guard isLabel(entry) else { return false }
        if Words.lives.contains(entry.name) || ["they", "them", "vessel", "nothing"].contains(entry.name) || units[entry.name] != nil {
            problems.add(entry.place, "\"\(entry.name)\" is a word of the language and cannot name a cell type")
            return false
        }
        return entry.operation == .define
    }

    private func read(_ entry: Entry, into type: WrittenType) {
        let known = ["is", "abstract"] + Self.cellTexts + Self.cellSections + ["rules", "phases"]
        let fields = Fields(entry.value, "the cell type \(entry.name)", known: known, unsupported: Self.cellLater, problems)
        if let tree = fields["is"] {
            if let parent = type.parent, parent.text != tree.text {
                problems.add(tree.place, "\(entry.name) is already a \(parent.line), at \(parent.place)")
            } else if tree.text == nil {
                problems.add(tree.place, "\"is\" names one cell type, found \(tree.kind)")
            }
            type.parent = tree
        }
        if let tree = fields["abstract"] { type.isAbstract = problems.attempt { try tree.flag("abstract") } ?? false }
        for key in Self.cellTexts {
            guard let tree = fields[key] else { continue }
            if let text = tree.text { type.texts[key] = text } else { problems.add(tree.place, "\(key) is text, found \(tree.kind)") }
            if key == "colour", let text = tree.text, !text.isColour {
                problems.add(tree.place, "a colour is written \"#3b6ea5\", in quotes, found \"\(text)\"")
            }
        }
        for section in Self.cellSections {
            guard let tree = fields[section] else { continue }
            type.sections[section, default: []] += Chapter.entries(tree, section, module: entry.module, problems)
        }
        if let tree = fields["rules"] {
            if let items = tree.items {
                type.rules += items.map { ($0, entry.module) }
            } else {
                problems.add(tree.place, "rules are a list of sentences (- oxygen decreases necrosis to 0 /min with …), found \(tree.kind)")
            }
        }
        guard let phases = fields["phases"] else { return }
        for phase in distinct(Chapter.entries(phases, "phases", module: entry.module, problems), isValue: false) {
            read(phase, into: type.phase(phase.name, phase.place))
        }
    }

    private func read(_ entry: Entry, into phase: WrittenPhase) {
        if Words.lives.contains(entry.name), entry.name != "live" {
            problems.add(entry.place, "\"\(entry.name)\" is a word of the language and cannot name a phase")
        }
        let fields = Fields(entry.value, "the phase \(entry.name)", known: ["dead", "first", "about"] + Self.phaseSections, problems)
        if let tree = fields["dead"], problems.attempt({ try tree.flag("dead") }) == true { phase.isDead = true }
        if let tree = fields["first"], problems.attempt({ try tree.flag("first") }) == true { phase.isFirst = true }
        for section in Self.phaseSections {
            guard let tree = fields[section] else { continue }
            phase.sections[section, default: []] += Chapter.entries(tree, section, module: entry.module, problems)
        }
    }

    /// From the root to the type itself; empty for an unknown type.
    func lineage(_ name: String) -> [WrittenType] {
        guard var type = writtenTypes.first(where: { $0.name == name }) else { return [] }
        var lineage = [type]
        while let parent = parentOf[type.name] {
            lineage.append(parent)
            type = parent
        }
        return lineage.reversed()
    }
}

extension String {
    /// "#rrggbb".
    var isColour: Bool { utf8.count == 7 && first == "#" && dropFirst().allSatisfy(\.isHexDigit) }
}
