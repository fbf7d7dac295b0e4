extension Assembly {
    private static let substanceKeys = [
        "unit", "diffusion", "decay", "level", "uptake half", "start", "edges", "solve", "like", "about", "label",
    ]

    func readSubstances() {
        world.define("time", Meaning(term: .reference(.time), dimension: .time, kind: "time"))
        // A model may add what a module left open, such as the edges.
        var written: [String: Fields] = [:]
        for entry in self.entries("substances") {
            let fields = Fields(entry.value, "a substance", known: Self.substanceKeys, problems)
            if written[entry.name] == nil {
                written[entry.name] = fields
            } else {
                written[entry.name]!.merge(fields, of: entry.name, problems)
            }
        }
        var seen: Set<String> = []
        let entries = self.entries("substances").filter { seen.insert($0.name).inserted && !distinct([$0]).isEmpty }
        var substances: [(entry: Entry, fields: Fields)] = []
        for entry in entries {
            var fields = written[entry.name]!
            problems.attempt { try complete(&fields, written) }
            guard let substance = problems.attempt({ try substance(entry, fields) }) else {
                problematicSubstances.insert(entry.name)
                tissue.poison(entry.name, entry.place)
                continue
            }
            substanceIndex[entry.name] = model.substances.count
            define(
                entry.name,
                Meaning(
                    term: .reference(.substance(model.substances.count)), dimension: substance.dimension, place: entry.place,
                    kind: "substance",
                    unit: substance.unit, unitFactor: substance.unitFactor),
                in: tissue)
            model.substances.append(substance)
            substances.append((entry, fields))
        }
        // Starts and edges may depend on the place, but not on other substances.
        let place = Scope("the start of a substance", in: constants, senses: [.position])
        let edge = Scope("the edge of a substance", in: world, senses: [.position])
        for (i, (_, fields)) in substances.enumerated() {
            let dimension = model.substances[i].dimension
            if let tree = fields["start"] {
                problems.attempt {
                    model.substances[i].startTable = try fieldTable(tree, dimension, "the start of \(model.substances[i].name)")
                    if model.substances[i].startTable != nil { return }
                    let phrase = try phrase(tree)
                    let (formula, checked) = try checkedFormula(phrase, place, dimension, "the start of \(model.substances[i].name)")
                    try check(checked, phrase, "the start of \(model.substances[i].name)", .notNegative)
                    model.substances[i].start = formula
                }
            } else {
                model.substances[i].start = .constant(0, dimension)
            }
            problems.attempt { model.substances[i].edges = try edges(fields["edges"], edge, dimension, model.substances[i].name) }
        }
    }

    /// `like: Hx` takes over what is not said anew.
    private func complete(_ fields: inout Fields, _ written: [String: Fields]) throws {
        var seen: Set<String> = []
        var next = fields["like"]
        while let tree = next {
            let name = tree.text ?? ""
            guard let other = written[name] else {
                throw ModelFault(tree.place, "unknown substance \"\(name)\"\(didYouMean(name, among: written.keys))")
            }
            guard seen.insert(name).inserted else { throw ModelFault(tree.place, "\"like: \(name)\" goes in a circle") }
            fields.complete(from: other, except: ["about", "label", "like"])
            next = other["like"]
        }
    }

    private func substance(_ entry: Entry, _ fields: Fields) throws -> Model.Substance {
        guard entry.value.entries != nil else { throw Poisoned() }
        let name = entry.name
        let (unit, factor, dimension) = try unit(fields["unit"])
        func constant(_ key: String, _ dimension: Dimension) throws -> Double {
            guard let tree = fields[key] else {
                throw ModelFault(entry.place, "\(name) has no \(key); write \(key): \(units.example(of: dimension) ?? "0")")
            }
            return try self.constant(tree, dimension, "the \(key) of \(name)", .notNegative)
        }
        let diffusion = problems.attempt { try constant("diffusion", .diffusion) }
        let decay = problems.attempt { try constant("decay", .rate) }
        var substance = Model.Substance(
            name: name, unit: unit, unitFactor: factor, diffusion: diffusion ?? 0, decay: decay ?? 0, place: entry.place)
        (substance.about, substance.module, substance.dimension) = (fields.text("about"), entry.module, dimension)
        if let tree = fields["uptake half"] {
            substance.uptakeHalf = problems.attempt { try self.constant(tree, dimension, "the uptake half of \(name)", .positive) } ?? nil
        }
        if let tree = fields["solve"] {
            guard let text = tree.text, ["steady", "stepped"].contains(text) else {
                throw ModelFault(tree.place, "solve is steady or stepped, found \"\(tree.line)\"")
            }
            substance.isSteady = text == "steady"
        }
        if let tree = fields["level"] {
            problems.attempt {
                guard dimension.isOne else {
                    throw ModelFault(tree.place, "a level is for scaled substances; \(name) has the unit \(unit)")
                }
                let (level, parts) = try phrase(tree).split(["at"])
                guard parts.count == 1 else {
                    throw ModelFault(tree.place, "a level is \"1 at DENSITY\", the steady value where full sources stand so densely")
                }
                substance.level = (
                    try self.constant(level, .one, "the level", .positive),
                    try self.constant(parts[0].phrase, .one / .volume, "the density of a level", .positive)
                )
            }
        }
        return substance
    }

    /// A unit by itself: "uM", "EV/um^3".
    func unit(_ tree: Tree?) throws -> (String, Double, Dimension) {
        guard let tree else { return ("", 1, .one) }
        guard let text = tree.text else { throw ModelFault(tree.place, "a unit is expected, found \(tree.kind)") }
        return try unit(named: text, tree.place)
    }

    func unit(named text: String, _ place: Place) throws -> (String, Double, Dimension) {
        let source = Source(file: place.file, text: "1 " + text)
        let probe = Tree(content: .text("1 " + text), place: Place(file: place.file, line: 1, column: 1), source: source)
        guard let tokens = try? Phrase(probe, units).tokens, tokens.count == 1,
            case .number(_, let dimension, let unit, let factor)? = tokens.first?.kind, !unit.isEmpty
        else {
            throw ModelFault(place, "\"\(text)\" is not a unit\(didYouMean(text, among: units.table.keys))")
        }
        return (unit, factor, dimension)
    }

    private func edges(_ tree: Tree?, _ scope: Scope, _ dimension: Dimension, _ name: String) throws -> Model.EdgeRule {
        guard let tree else { return model.space.edges.allSatisfy { $0 == .periodic } ? .periodic : .closed }
        if tree.entries != nil { return try sides(tree, scope, dimension, name) }
        switch tree.text {
        case "closed": return .closed
        case "periodic": return .periodic
        case "open": return .value(.constant(0, dimension))
        default: return .value(try edge(tree, ["closed", "open", "periodic"], scope, dimension, name))
        }
    }

    private static let sideNames = ["xmin", "xmax", "ymin", "ymax", "zmin", "zmax"]

    /// `edges: {x: 20 mmHg, ymax: 40 mmHg, at: voxels}`: an axis means both of its sides; sides that are not named are closed.
    private func sides(_ tree: Tree, _ scope: Scope, _ dimension: Dimension, _ name: String) throws -> Model.EdgeRule {
        let fields = Fields(tree, "edges", known: ["x", "y", "z"] + Self.sideNames + ["at"], problems)
        let held = try fields["at"].map { Model.Held(rawValue: try choice($0, Model.Held.allCases.map(\.rawValue), "at"))! } ?? .faces
        let sides = try Self.sideNames.enumerated().map { place, side -> Formula? in
            guard let tree = fields[side] ?? fields[["x", "y", "z"][place / 2]], tree.text != "closed" else { return nil }
            return tree.text == "open" ? .constant(0, dimension) : try edge(tree, ["closed", "open"], scope, dimension, name)
        }
        return .sides(sides, at: held)
    }

    /// The value at an edge.
    private func edge(_ tree: Tree, _ known: [String], _ scope: Scope, _ dimension: Dimension, _ name: String) throws -> Formula {
        let phrase = try phrase(tree)
        if let word = phrase.word, scope.find(word) == nil {
            let words = known.joined(separator: ", ")
            throw ModelFault(tree.place, "edges are \(words) or a value, found \"\(word)\"\(didYouMean(word, among: known))")
        }
        let (formula, checked) = try checkedFormula(phrase, scope, dimension, "the edge of \(name)")
        try check(checked, phrase, "the edge of \(name)", .notNegative)
        return formula
    }
}
