/// What cells take, secrete, and how they move and push.
extension Assembly {
    func takes(_ entries: [Entry], _ type: AssembledType) -> [(substance: Int, take: Model.Take)] {
        distinct(entries).compactMap { entry in
            problems.attempt {
                let substance = try substance(entry.name, entry.place)
                let phrase = try phrase(entry.value)
                let usage = "cells take \"up to MOST\" (saturating) or \"at RATE\" (first order)"
                guard let first = phrase.tokens.first?.word, let start = phrase.tokens.indices.first else {
                    throw ModelFault(phrase.place, "\(usage), found \"\(phrase.text)\"")
                }
                if first == "at" {
                    let rest = phrase[start + 1..<phrase.tokens.endIndex]
                    let (formula, checked) = try checkedFormula(rest, type.scope, .rate, "the uptake of \(entry.name)")
                    try check(checked, rest, "the uptake of \(entry.name)", .notNegative)
                    return (substance, .at(formula))
                }
                guard first == "up", phrase.tokens.count > 1, phrase.tokens[start + 1].word == "to" else {
                    throw ModelFault(phrase.place, "\(usage), found \"\(phrase.text)\"")
                }
                let rest = phrase[start + 2..<phrase.tokens.endIndex]
                guard model.substances[substance].uptakeHalf != nil else {
                    throw ModelFault(
                        phrase.place, "\(entry.name) has no \"uptake half\", which \"up to\" needs (\(model.substances[substance].place))")
                }
                let (formula, checked) = try checkedFormula(
                    rest, type.scope, model.substances[substance].dimension / .time, "the most that is taken of \(entry.name)")
                try check(checked, rest, "the most that is taken of \(entry.name)", .notNegative)
                return (substance, .upTo(formula))
            }
        }
    }

    func secretions(_ entries: [Entry], _ type: AssembledType) -> [(substance: Int, secretion: Model.Secretion)] {
        distinct(entries).flatMap { entry in
            problems.attempt {
                let index = try substance(entry.name, entry.place)
                let (head, parts) = try phrase(entry.value).split(["toward", "with"])
                guard let target = parts.first else { return [(index, try output(head, index, type.scope))] }
                guard target.word == "toward", parts.count == 1 || parts.map(\.word) == ["toward", "with"] else {
                    throw ModelFault(
                        head.place, "a cell secretes an amount, or \"RATE toward TARGET\", or \"RATE toward TARGET with AMOUNT\"")
                }
                let rate = try formula(head, type.scope, .rate, "the rate of secretion of \(entry.name)")
                let level = try formula(target.phrase, type.scope, model.substances[index].dimension, "the target of \(entry.name)")
                return try [(index, .toward(rate: rate, target: level))]
                    + parts.dropFirst().map { (index, try output($0.phrase, index, type.scope)) }
            } ?? []
        }
    }

    /// What cells secrete whatever there is: relative to the level of a substance, or an amount.
    private func output(_ phrase: Phrase, _ index: Int, _ scope: Scope) throws -> Model.Secretion {
        let substance = model.substances[index]
        let isScaled = substance.level != nil
        let (formula, checked) = try checkedFormula(
            phrase, scope, isScaled ? .one : substance.dimension * .volume / .time,
            "the output of \(substance.name), \(isScaled ? "relative to its level" : "which has no level"),")
        try check(checked, phrase, "the output of \(substance.name)", .notNegative)
        return isScaled ? .scaled(formula) : .amount(formula)
    }

    /// Entries of a section whose keys the language fixes.
    private func parts(_ type: AssembledType, _ section: String, known: [String]) -> [String: Entry] {
        var parts: [String: Entry] = [:]
        for entry in type.entries(section) {
            if entry.operation != .define || !known.contains(entry.name) {
                problems.add(
                    entry.place, "unknown key \"\(entry.name)\" in \(section)\(suggestion(for: entry.name, among: known, "known here"))")
            } else if let first = parts[entry.name] {
                problems.add(entry.place, "\(entry.name) is already defined at \(first.place)")
            } else {
                parts[entry.name] = entry
            }
        }
        return parts
    }

    func walk(_ type: AssembledType) throws -> Model.Walk? {
        let parts = parts(type, "move", known: ["speed", "persistence", "toward", "mix", "bias", "keeps"])
        guard let any = parts.values.min(by: { $0.place < $1.place }) else { return nil }
        func formula(_ key: String, _ dimension: Dimension, _ bound: Bound) throws -> Formula? {
            guard let entry = parts[key] else { throw ModelFault(any.place, "a walk needs its \(key)") }
            return problems.attempt {
                let phrase = try phrase(entry.value)
                let (formula, checked) = try checkedFormula(phrase, type.scope, dimension, "the \(key) of a walk")
                try check(checked, phrase, "the \(key) of a walk", bound)
                return formula
            }
        }
        let speed = try formula("speed", .speed, .notNegative)
        let persistence = try formula("persistence", .time, .positive)
        var walk = Model.Walk(speed: speed ?? .constant(0), persistence: persistence ?? .constant(1))
        if let entry = parts["keeps"] {
            walk.keeps = try choice(entry.value, ["speed", "direction"], "what a walk keeps") == "speed" ? .speed : nil
        }
        if let entry = parts["mix"] {
            walk.mixes =
                try choice(entry.value, ["gradients", "directions"], "what a walk mixes") == "directions" ? .directions : nil
        }
        let mixesDirections = walk.mixes == .directions
        if let entry = parts["toward"] { walk.weights = weights(entry, type.scope, ofDirections: mixesDirections) }
        if let entry = parts["bias"] {
            let scope = Scope(type.scope.title, in: type.scope)
            let slope = mixesDirections ? Dimension.one : .one / .length
            scope.define("slope", Meaning(term: .reference(.slope), dimension: slope, kind: "sense of the walk"))
            if !mixesDirections {
                scope.define("level", Meaning(term: .reference(.level), dimension: .one, kind: "sense of the walk"))
            }
            walk.bias = try self.formula(phrase(entry.value), scope, .one, "a bias (0 to 1)")
        }
        return walk
    }

    /// Weights carry the inverse unit of their substance, so that the mix is a number; those of directions have no unit.
    func weights(_ entry: Entry, _ scope: Scope, ofDirections: Bool = false) -> [(substance: Int, weight: Formula)] {
        distinct(Chapter.entries(entry.value, "toward", module: entry.module, problems), isValue: false).compactMap { entry in
            problems.attempt {
                let index = try substance(entry.name, entry.place)
                let dimension = ofDirections ? Dimension.one : .one / model.substances[index].dimension
                return (index, try formula(phrase(entry.value), scope, dimension, "the weight of \(entry.name)"))
            }
        }
    }

    func readMechanics(_ type: AssembledType, _ cell: inout Model.CellType) {
        let parts = parts(
            type, "mechanics", known: ["repulsion", "adhesion", "reach", "affinities", "attach", "detach", "attachments", "bond"])
        func formula(_ key: String, _ dimension: Dimension = .speed) -> Formula? {
            guard let entry = parts[key] else { return nil }
            return problems.attempt {
                let phrase = try phrase(entry.value)
                let (formula, checked) = try checkedFormula(phrase, type.scope, dimension, key)
                try check(checked, phrase, key, .notNegative)
                return formula
            }
        }
        cell.repulsion = formula("repulsion")
        cell.adhesion = formula("adhesion")
        (cell.attach, cell.detach) = (formula("attach", .rate), formula("detach", .rate))
        cell.attachments = formula("attachments", .one)
        cell.bond = formula("bond", .rate)
        cell.reach = parts["reach"].flatMap { entry in problems.attempt { try reach(entry, type.scope) } }
        if let entry = parts["affinities"] { cell.affinities = affinities(entry, type.scope) }
    }
}
