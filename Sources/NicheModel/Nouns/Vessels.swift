extension Assembly {
    private static let vesselTexts = ["label", "colour", "about"]
    private static let vesselValues = ["segment", "radius", "carried", "sprout"]
    private static let vesselSections = ["state", "let", "change", "exchange", "admit", "events"]

    func declareVesselTypes() {
        let vascular = Scope("a vessel", in: voxels, senses: [.position, .particles, .contacts, .since])
        vascular.define("perfused", Meaning(term: .reference(.perfused), dimension: .one, kind: "sense of the vessel"))
        var written: [WrittenType] = []
        for entry in entries("vessels") where isLabel(entry) {
            if cellTypeNames.contains(entry.name) {
                problems.add(entry.place, "\(entry.name) is already defined as a cell type")
                continue
            }
            if !written.contains(where: { $0.name == entry.name }) { written.append(WrittenType(name: entry.name, place: entry.place)) }
            read(entry, into: written.first { $0.name == entry.name }!)
        }
        for type in written.prefix(64) {
            let scope = Scope(type.name, in: vascular)
            let vessel = AssembledType(.vessel, name: type.name, lineage: [type], scope: scope)
            scope.host = vessel
            vessel.eventNames = Set(vessel.entries("events").filter { $0.operation == .define }.map(\.name))
            readStates(vessel)
            vesselTypes.append(vessel)
        }
    }

    private var cellTypeNames: Set<String> { Set(writtenTypes.map(\.name)) }

    private func read(_ entry: Entry, into type: WrittenType) {
        let known = Self.vesselTexts + Self.vesselValues + Self.vesselSections
        let fields = Fields(entry.value, "the vessel \(entry.name)", known: known, unsupported: ["parameters", "phases"], problems)
        for key in Self.vesselTexts {
            guard let tree = fields[key] else { continue }
            if let text = tree.text { type.texts[key] = text } else { problems.add(tree.place, "\(key) is text, found \(tree.kind)") }
        }
        for key in Self.vesselValues {
            guard let tree = fields[key], let place = fields.keys[key]?.place else { continue }
            if let other = type.values[key] {
                problems.add(place, "\(key) of \(entry.name) is already defined at \(other.place)")
                continue
            }
            type.values[key] = Entry(name: key, place: place, value: tree, module: entry.module)
        }
        for section in Self.vesselSections {
            guard let tree = fields[section] else { continue }
            type.sections[section, default: []] += Chapter.entries(tree, section, module: entry.module, problems)
        }
    }

    func finishVesselTypes() {
        for type in vesselTypes { finish(type) }
    }

    private func finish(_ type: AssembledType) {
        let written = type.lineage[0]
        func length(_ key: String) -> Double {
            guard let entry = written.values[key] else {
                problems.add(written.place, "the vessel \(type.name) has no \(key); write \"\(key): \(key == "radius" ? 5 : 20) um\"")
                return 1
            }
            return problems.attempt { try constant(entry.value, .length, "the \(key) of \(type.name)", .positive) } ?? 1
        }
        var vessel = Model.VesselType(
            name: type.name, label: written.texts["label"], segment: length("segment"), radius: length("radius"), place: type.place)
        (vessel.colour, vessel.about) = (written.texts["colour"], written.texts["about"] ?? "")
        if let entry = written.values["carried"] { vessel.isCarried = problems.attempt { try entry.value.flag("carried") } ?? false }
        vessel.states = type.states
        vessel.changes = changes(type.entries("change"), type)
        vessel.exchanges = exchanges(type)
        vessel.admits = admits(type)
        if let entry = written.values["sprout"] { vessel.sprout = problems.attempt { try sprout(entry, type) } }
        vessel.events = events(type.entries("events"), EventOwner(subject: .vessel, scope: type.scope, type: type), known: type.eventNames)
        if vessel.sprout == nil, let event = vessel.events.first(where: { $0.verb == "sprout" }) {
            problems.add(
                event.place, "\(type.name) sprouts but does not say how; write \"sprout: {speed: 15 um/h, toward: …, joins: 10 um}\"")
        }
        model.vesselTypes.append(vessel)
    }

    /// `oxygen: 40 mmHg * perfused through 1e5 um/min`.
    private func exchanges(_ type: AssembledType) -> [(substance: Int, inside: Formula, permeability: Formula)] {
        distinct(type.entries("exchange")).compactMap { entry in
            problems.attempt {
                let index = try substance(entry.name, entry.place)
                let (head, parts) = try phrase(entry.value).split(["through"])
                guard parts.count == 1 else {
                    throw ModelFault(
                        entry.value.place, "an exchange is \"CONCENTRATION through PERMEABILITY\", found \"\(entry.value.line)\"")
                }
                let inside = try formula(head, type.scope, model.substances[index].dimension, "\(entry.name) inside the vessel")
                let (permeability, checked) = try checkedFormula(parts[0].phrase, type.scope, .speed, "the permeability to \(entry.name)")
                try check(checked, parts[0].phrase, "the permeability to \(entry.name)", .notNegative)
                return (index, inside, permeability)
            }
        }
    }

    private func admits(_ type: AssembledType) -> [(type: Int, rate: Formula)] {
        distinct(type.entries("admit"), isValue: false).compactMap { entry in
            problems.attempt {
                guard let cell = cellTypes.firstIndex(where: { $0.name == entry.name }) else {
                    if types(entry.name) != nil {
                        throw ModelFault(entry.place, "\(entry.name) is abstract; a vessel admits cells of a concrete type")
                    }
                    throw unknownCells([entry.name], entry.place)
                }
                let phrase = try phrase(entry.value)
                let (formula, checked) = try checkedFormula(phrase, type.scope, .rate, "the rate of entry")
                try check(checked, phrase, "the rate of entry", .notNegative)
                return (cell, formula)
            }
        }
    }

    private func sprout(_ entry: Entry, _ type: AssembledType) throws -> Model.Sprout {
        let fields = Fields(entry.value, "a sprout", known: ["speed", "toward", "joins", "most", "start"], problems)
        guard let speedTree = fields["speed"], let joins = fields["joins"] else {
            throw ModelFault(entry.place, "a sprout needs its speed and the distance within which it joins: {speed: 15 um/h, joins: 10 um}")
        }
        let phrase = try phrase(speedTree)
        let (speed, checked) = try checkedFormula(phrase, type.scope, .speed, "the speed of a sprout")
        try check(checked, phrase, "the speed of a sprout", .notNegative)
        var sprout = Model.Sprout(speed: speed, joins: try constant(joins, .length, "joins", .positive))
        if let tree = fields["toward"] {
            sprout.weights = weights(Entry(name: "toward", place: tree.place, value: tree, module: entry.module), type.scope)
        }
        if let tree = fields["most"] {
            sprout.most = try constant(tree, tree.isLength(units) ? .length : .one, "the most of a sprout", .positive)
        }
        if let tree = fields["start"] { sprout.start = sets(tree, type, type.scope, "start") }
        return sprout
    }
}

extension Tree {
    /// Whether a number with a unit of length stands here.
    fileprivate func isLength(_ units: Units) -> Bool {
        guard let phrase = try? Phrase(self, units), case .number(_, let dimension, _, _)? = phrase.tokens.first?.kind else { return false }
        return dimension == .length
    }
}
