import Foundation
import NicheEngine
import NicheFiles
import NicheModel

/// Reads trial files. Problems are gathered, so that a reader sees all of them at once.
struct TrialReader {
    static let keys = [
        "claim", "sentence", "source", "means", "against", "finding", "model", "until", "replicates", "arms", "also", "dose", "vary",
        "populations",
        "measure", "judge", "ablate", "control", "probe", "verdict", "see", "sensitivity",
    ]

    private static let mostArms = 1000.0

    let path: String
    let libraryFolders: [String]
    let problems = ProblemList()

    static func read(_ path: String, libraryFolders: [String]) throws -> Trial {
        guard DiskFiles.exists(path) else {
            throw ModelFault([Problem(Place(file: path, line: 0, column: 0), "there is no such trial")], isMissing: true)
        }
        let bytes = try DiskFiles.read(path, limit: Guard.mostBytes)
        let reader = TrialReader(path: path, libraryFolders: libraryFolders)
        let tree = try YAMLReader.read(bytes, file: path)
        let trial = reader.problems.attempt { try reader.trial(tree) }
        guard let trial, reader.problems.errors.isEmpty else { throw ModelFault(reader.problems.sorted) }
        return trial
    }

    private func trial(_ tree: Tree) throws -> Trial {
        guard tree.entries != nil else { throw ModelFault(tree.place, "a trial is a map (model: …, arms: …), found \(tree.kind)") }
        let fields = Fields(tree, "a trial", known: Self.keys + Chapter.layerNouns, problems)
        var trial = Trial(path: path)
        (trial.claim, trial.sentence, trial.source) = (fields.text("claim"), fields.text("sentence"), fields.text("source"))
        (trial.means, trial.against, trial.finding) = (fields.text("means"), fields.text("against"), fields.text("finding"))
        if let see = fields["see"] {
            trial.see = try see.names("see").compactMap(\.text)
            return trial
        }
        guard let model = fields["model"]?.text else { throw ModelFault(tree.place, "which model? write \"model: slice\"") }
        trial.model = try find(model, fields["model"]!.place)
        let base = tree.without(Set(Self.keys))
        if base.entries?.isEmpty == false { trial.base = [base] }
        let plain = try read(trial)
        trial.units = plain.units
        trial.until = try fields["until"].map { try seconds($0, plain.units) } ?? plain.time.end
        if trial.until % plain.time.record != 0, let tree = fields["until"] {
            throw ModelFault(
                tree.place,
                "\(tree.line) is between two records, which come every \(Double(plain.time.record) / 3600) h (set: {time.record: …})")
        }
        if let replicates = fields["replicates"] { trial.replicates = try whole(replicates, 2...10_000, "replicates") }
        for key in ["vary", "populations", "measure", "judge"] {
            guard let tree = fields[key], tree.entries == nil else { continue }
            problems.add(tree.place, "\"\(key)\" is a map of names, found \(tree.kind)")
        }
        trial.isMeasured = fields["verdict"]?.text == "measured"
        if let verdict = fields["verdict"], !trial.isMeasured {
            problems.add(verdict.place, "\"verdict: measured\" is for what has no right answer; else leave it out")
        }
        trial.factors = factors(fields["arms"])
        trial.also = fields["also"].map { levels($0, "an arm") } ?? []
        if let dose = fields["dose"] { trial.dose = problems.attempt { try self.dose(dose, plain.units) } }
        trial.variations = fields["vary"].map { variations($0, plain) } ?? []
        trial.sensitivity = fields["sensitivity"].flatMap { tree in problems.attempt { try sensitivity(tree, plain) } }
        try readMeasures(of: &trial, fields, plain)
        let arms = trial.arms
        for (key, value) in fields["judge"]?.entries ?? [] {
            problems.attempt {
                trial.judgements.append(
                    try JudgementParser.parse(key.text ?? "", value, arms, measures: trial.measures.map(\.name), dose: trial.dose))
            }
        }
        for item in list(fields["ablate"]) { problems.attempt { trial.ablations.append(try ablation(item, trial)) } }
        for item in list(fields["probe"]) { problems.attempt { trial.probes.append(try probe(item, trial, plain)) } }
        for item in list(fields["control"]) { problems.attempt { trial.controls.append(try control(item, trial)) } }
        return trial
    }

    /// The model as all arms have it, with what else is to be measured.
    private func read(_ trial: Trial, measures: [(name: String, phrase: Phrase)] = []) throws -> Model {
        var options = ReadOptions(libraryFolders: libraryFolders)
        options.layers = trial.base
        options.measures = measures
        return try Model.read(path: trial.model, vocabulary: .standard, options: options)
    }

    /// A model by path from the trial, or by name in the library.
    private func find(_ name: String, _ place: Place) throws -> String {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().relativePath
        let beside = name.hasPrefix("/") ? name : folder + "/" + name
        let candidates = [beside, beside + ".yaml"] + libraryFolders.map { "\($0)/\(name).yaml" }
        if let found = candidates.first(where: { $0.hasSuffix(".yaml") && FileManager.default.fileExists(atPath: $0) }) { return found }
        throw ModelFault(place, "no model \"\(name)\" beside the trial or in \(libraryFolders.joined(separator: ", "))")
    }

    private func seconds(_ tree: Tree, _ units: Units) throws -> Int64 {
        let phrase = try Phrase(tree, units)
        guard phrase.tokens.count == 1, case .number(let minutes, .time, _, _) = phrase.tokens.first!.kind, minutes > 0, minutes < 1e9
        else {
            throw ModelFault(tree.place, "expected a time such as 14 d, found \"\(tree.line)\"")
        }
        return Int64((minutes * 60).rounded())
    }

    private func whole(_ tree: Tree, _ range: ClosedRange<Int>, _ what: String) throws -> Int {
        guard let number = tree.text.flatMap({ Int($0) }), range.contains(number) else {
            throw ModelFault(
                tree.place, "\(what): expected a whole number from \(range.lowerBound) to \(range.upperBound), found \"\(tree.line)\"")
        }
        return number
    }

    private func factors(_ tree: Tree?) -> [Trial.Factor] {
        guard let tree else { return [] }
        guard let entries = tree.entries else {
            problems.add(
                tree.place, "arms are factors with levels: \"arms: {therapy: {vehicle: {}, treated: {therapy: x}}}\", found \(tree.kind)")
            return []
        }
        for (key, _) in entries {
            guard let word = key.text, Self.keys.contains(word) else { continue }
            problems.add(key.place, "\"\(word)\" stands beside \"arms\", not in it; a factor must be called otherwise")
        }
        let factors = entries.map { Trial.Factor(name: name($0.key), levels: levels($0.value, "a level")) }.filter { !$0.levels.isEmpty }
        // A product, since arms are combined.
        if factors.reduce(1.0, { $0 * Double($1.levels.count) }) > Self.mostArms {
            problems.add(tree.place, "these factors make more than \(Int(Self.mostArms)) arms; each combination of their levels is one")
            return []
        }
        return factors
    }

    private func levels(_ tree: Tree, _ what: String) -> [Trial.Level] {
        guard let entries = tree.entries, !entries.isEmpty else {
            problems.add(tree.place, "expected \(what) with what it changes: \"treated: {therapy: x}\", found \(tree.kind)")
            return []
        }
        return entries.compactMap { key, value in
            guard value.entries != nil else {
                problems.add(value.place, "\(key.text ?? "") changes what? {} changes nothing, {set: {…}} sets; found \(value.kind)")
                return nil
            }
            if let measures = value["measures"] {
                problems.add(measures.place, "arms are measured alike: what is measured stands below \"measure\", not in an arm")
            }
            return Trial.Level(name: name(key), change: value)
        }
    }

    /// Names of factors and arms stand in sentences.
    private func name(_ tree: Tree) -> String {
        let name = Population.plain(tree.text ?? "")
        let isPlain = name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "_" || $0 == " " || ("0"..."9").contains($0) }
        if name.isEmpty || !isPlain {
            problems.add(tree.place, "\"\(name)\" cannot name an arm: letters, digits, _ and blanks make a name")
        }
        return name
    }

    /// `{drug: [0, 0.1, 1]}`.
    private func dose(_ tree: Tree, _ units: Units) throws -> Trial.Dose {
        guard let entry = tree.entries?.first, tree.entries?.count == 1, let items = entry.value.items, items.count > 1 else {
            throw ModelFault(tree.place, "a dose is one parameter with several values: \"dose: {drug: [0, 1, 10]}\"")
        }
        let numbers = try items.map { item -> Double in
            let phrase = try Phrase(item, units)
            guard phrase.tokens.count == 1, case .number(let value, _, _, let factor) = phrase.tokens.first!.kind else {
                throw ModelFault(item.place, "expected a number, found \"\(item.line)\"")
            }
            return value / factor
        }
        return Trial.Dose(name: entry.key.text ?? "", values: items, numbers: numbers)
    }

    /// `{vessel_oxygen: 30 mmHg to 60 mmHg}`.
    private func variations(_ tree: Tree, _ model: Model) -> [Trial.Variation] {
        (tree.entries ?? []).compactMap { key, value in
            problems.attempt {
                try refuseUnknown(key, in: model)
                let tokens = try Phrase(value, model.units).tokens
                guard tokens.count == 3, tokens[tokens.startIndex + 1].word == "to",
                    case .number(let low, let first, let unit, let factor) = tokens.first!.kind,
                    case .number(let high, let second, _, _) = tokens.last!.kind, first == second, low < high
                else { throw ModelFault(value.place, "expected a range such as \"30 mmHg to 60 mmHg\", found \"\(value.line)\"") }
                return Trial.Variation(name: key.text ?? "", range: low / factor...high / factor, unit: unit)
            }
        }
    }

    /// Each seed or point sets it, far from the line that names it.
    private func refuseUnknown(_ name: Tree, in model: Model) throws {
        let known = model.parameters.map(\.path) + model.couplings.map(\.name)
        guard let text = name.text, !known.contains(text), !text.contains(".") else { return }
        throw ModelFault(name.place, "the model has no parameter or coupling \"\(text)\"\(didYouMean(text, among: known))")
    }

    private func sensitivity(_ tree: Tree, _ model: Model) throws -> Trial.Sensitivity {
        let fields = Fields(tree, "a sensitivity", known: ["method", "of", "trajectories"], problems)
        guard fields.text("method") == "morris", let names = try fields["of"]?.names("of"), names.count > 1 else {
            throw ModelFault(tree.place, "expected {method: morris, of: [M70, M71, …], trajectories: 6}")
        }
        for name in names { try refuseUnknown(name, in: model) }
        let trajectories = try fields["trajectories"].map { try whole($0, 2...1000, "trajectories") } ?? 6
        return Trial.Sensitivity(inputs: names.map { $0.text ?? "" }, trajectories: trajectories, place: tree.place)
    }

    private func readMeasures(of trial: inout Trial, _ fields: Fields, _ model: Model) throws {
        var known: Signatures?
        func signatures() throws -> Signatures {
            if let known { return known }
            let read = try readSignatures()
            known = read
            return read
        }
        var context = MeasureParser.Context(
            units: model.units,
            recorded: Set(model.measures.map(\.name) + model.tallies + model.body.states.map(\.name) + model.cellTypes.map(\.name)),
            meanings: Dictionary(model.measures.map { ($0.name, "\($0.formula.text) [\($0.unit)]") }) { first, _ in first },
            measures: [], populations: [:], dose: trial.dose?.name, until: trial.until, record: model.time.record, signatures: signatures)
        for (key, value) in fields["populations"]?.entries ?? [] {
            problems.attempt { context.populations[key.text ?? ""] = try Population(value, model.units) }
        }
        var readings = Readings()
        for (key, value) in fields["measure"]?.entries ?? [] {
            let name = key.text ?? ""
            problems.attempt {
                if context.measures.contains(name) { throw ModelFault(key.place, "a second measure \(name)") }
                let expression = try MeasureParser.parse(value, context)
                readings.add(expression)
                trial.measures.append(.init(name: name, text: Population.plain(value.text ?? ""), expression: expression))
                context.measures.append(name)
            }
        }
        if !readings.assays.isEmpty {
            let tables = try signatures()
            let states = Set(model.cellTypes.flatMap { $0.states.map(\.name) })
            for name in Set(readings.assays.map(\.programme)).sorted() {
                let columns = tables.columns(of: name)
                guard !columns.isEmpty, states.isDisjoint(with: columns) else { continue }
                problems.add(
                    fields["measure"]!.place,
                    "nobody has the programme \(name): it reads \(columns.joined(separator: ", ")), which no cell has")
            }
            trial.signatures = tables
        }
        // What the model's language says of them.
        problems.attempt { _ = try read(trial, measures: try readings.measures(model.units)) }
    }

    /// What cells express, as the library has it.
    private func readSignatures() throws -> Signatures {
        guard let folder = libraryFolders.map({ "\($0)/signatures" }).first(where: FileManager.default.fileExists) else {
            throw ModelFault(
                Place(file: path, line: 0, column: 0), "an assay needs the tables of \"signatures\", which no library folder has")
        }
        return try Signatures(folder: folder)
    }

    /// One map, or a list of them.
    private func list(_ tree: Tree?) -> [Tree] { tree?.items ?? tree.map { [$0] } ?? [] }

    /// `{off: [M18], removes: 70 % of resistance}`.
    private func ablation(_ tree: Tree, _ trial: Trial) throws -> Trial.Ablation {
        guard let removes = tree["removes"] else {
            throw ModelFault(tree.place, "what does it remove? write {off: [M18], removes: 70 % of resistance}")
        }
        let phrase = try Phrase(removes, Units())
        let (head, parts) = phrase.split(["of"])
        guard head.tokens.count == 1, case .number(let share, .one, _, _) = head.tokens.first!.kind, (0.0...1).contains(share),
            parts.count == 1
        else {
            throw ModelFault(removes.place, "expected \"70 % of\" the name of a judged sentence, found \"\(removes.line)\"")
        }
        let name = try judged(parts[0].phrase, trial)
        let couplings = try tree["off"].map { try $0.names("off").compactMap(\.text) } ?? []
        return Trial.Ablation(change: tree.without(["removes"]), share: share, judgement: name, place: tree.place, couplings: couplings)
    }

    /// `{clamp: {oxygen: 40 mmHg}, of: resistance}`, or `{assumed: within 2-fold, of: resistance}`.
    private func probe(_ tree: Tree, _ trial: Trial, _ model: Model) throws -> Trial.Probe {
        guard let of = tree["of"] else {
            throw ModelFault(tree.place, "of which judged sentence? write of: NAME beside the change")
        }
        var probe = Trial.Probe(change: tree.without(["of", "assumed"]), judgement: try judged(try Phrase(of, Units()), trial))
        if let assumed = tree["assumed"] {
            let words = (assumed.text ?? "").split(separator: " ")
            guard words.count == 2, words[0] == "within", words[1].hasSuffix("-fold"), let fold = Double(words[1].dropLast(5)), fold > 1,
                fold <= 100
            else { throw ModelFault(assumed.place, "how far off? write \"assumed: within 2-fold\", found \"\(assumed.line)\"") }
            probe.fold = fold
            probe.doubts = model.parameters.compactMap { $0.doubt(within: fold) }
            if probe.doubts.isEmpty { throw ModelFault(assumed.place, "nothing in this model is assumed: no source says so") }
        }
        return probe
    }

    private func judged(_ phrase: Phrase, _ trial: Trial) throws -> String {
        let name = Population.plain(phrase.text)
        guard trial.judgements.contains(where: { $0.name == name }) else {
            throw ModelFault(
                phrase.place,
                "no judged sentence is called \"\(name)\"\(suggestion(for: name, among: trial.judgements.map(\.name), "judged"))")
        }
        return name
    }

    private func control(_ tree: Tree, _ trial: Trial) throws -> Trial.Control {
        let words: Set = ["relabel", "leaves", "equals", "of", "seeds"]
        if let seeds = tree["seeds"], seeds.text != "own" { problems.add(seeds.place, "seeds: own, or nothing; found \"\(seeds.line)\"") }
        let change = tree.without(words)
        if let of = tree["of"], tree["equals"] == nil {
            problems.add(of.place, "\"of\" goes with \"equals\"; which sentence a control is of stands behind \"leaves: none of\"")
        }
        if tree["relabel"] != nil, let more = change.entries?.first {
            problems.add(more.key.place, "a control relabels or changes something; write two controls, \"- {relabel: …}\" and another")
        }
        if let other = tree["equals"] {
            guard let measure = tree["of"]?.text, trial.measures.contains(where: { $0.name == measure }) else {
                throw ModelFault(tree.place, "equal in what? write {set: …, equals: {off: [M70]}, of: volume}")
            }
            return Trial.Control(kind: .equality(change, other, measure: measure), judgement: "", text: tree.line, place: tree.place)
        }
        let named = try tree["leaves"].map { leaves -> String in
            let phrase = try Phrase(leaves, Units())
            let (head, parts) = phrase.split(["of"])
            guard head.word == "none", parts.count == 1 else {
                throw ModelFault(leaves.place, "expected \"none of\" the name of a judged sentence, found \"\(leaves.line)\"")
            }
            return try judged(parts[0].phrase, trial)
        }
        guard let judgement = named ?? trial.judgements.first(where: \.isDirection)?.name else {
            throw ModelFault(tree.place, "a control of what? there is no judged direction (above, below)")
        }
        if let relabel = tree["relabel"] {
            let arms = trial.arms
            let parts = (relabel.text ?? "").split(separator: ".", maxSplits: 1).map { Population.plain(String($0)) }
            let factor = try arms.factor(parts.first ?? "", relabel.place)
            let levels = arms.factors[factor].levels.map(\.name)
            guard let level = parts.count < 2 ? 0 : levels.firstIndex(of: parts[1]) else {
                throw ModelFault(
                    relabel.place, "\(parts[0]) has no level \"\(parts[1])\"\(suggestion(for: parts[1], among: levels, "levels"))")
            }
            let references = trial.judgements.first { $0.name == judgement }!.contrast.references.map { arms.arms[$0.0.arm] }
            guard Set(references.compactMap { $0.isBeside ? nil : $0.levels[factor] }).count > 1 else {
                throw ModelFault(
                    relabel.place, "\"\(judgement)\" does not compare levels of \(parts[0]), so relabelling them shows nothing")
            }
            return Trial.Control(kind: .relabel(factor: factor, level: level), judgement: judgement, text: tree.line, place: tree.place)
        }
        return Trial.Control(
            kind: .sham(change, hasOwnSeeds: tree["seeds"] != nil), judgement: judgement, text: tree.line, place: tree.place)
    }
}

extension Trial {
    /// Reads a trial.
    /// - Parameter libraryFolders: where `model: slice` is looked for, besides beside the trial.
    public static func read(_ path: String, libraryFolders: [String]) throws -> Trial {
        try TrialReader.read(path, libraryFolders: libraryFolders)
    }

    /// All arms, with what is laid on top of the model in each.
    public var arms: ArmTable {
        ArmTable(factors, also: also, base: base, doses: dose?.values.map { Population.plain($0.text ?? "") } ?? [])
    }
}

extension Model.Parameter {
    /// The range in which an assumed magnitude may really lie: so many times less or more, as far as its own range goes.
    fileprivate func doubt(within fold: Double) -> Trial.Variation? {
        guard isAssumed, value != 0 else { return nil }
        let (near, far) = (min(value / fold, value * fold), max(value / fold, value * fold))
        let (low, high) = (max(near, min(least ?? near, value)), min(far, max(most ?? far, value)))
        // A range that reaches to none has no logarithm.
        guard low < high, low * high > 0 else { return nil }
        return Trial.Variation(
            name: path, range: low / unitFactor...high / unitFactor, unit: unit, isLogarithmic: true)
    }
}
