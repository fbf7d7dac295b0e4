/// Assembles a model from its chapters: declares names first, then checks every expression in its scope.
///
/// Reading goes on after a problem, so that all problems are reported at once.
final class Assembly {
    var model = Model()
    let chapters: [Chapter]
    let vocabulary: Vocabulary
    let options: ReadOptions
    let problems: ProblemList

    var settings: [Setting] = []
    var functions: [String: WrittenFunction] = [:]
    var usedCouplings: Set<String> = []
    /// Functions written out so far.
    var functionCalls = 0

    /// Parameters and couplings.
    let constants = Scope("a constant", in: nil)
    /// Besides constants, time, the body and the payloads of signals.
    private(set) lazy var world = Scope("the body", in: constants)
    /// Besides the world, substances: what cells and segments see.
    private(set) lazy var tissue = Scope("the tissue", in: world, senses: [.position])
    /// Besides the tissue, particles: what a voxel holds.
    private(set) lazy var voxels = Scope("a voxel", in: tissue, senses: [.position, .particles])

    /// What measures and the conditions of therapies see.
    var conditions: Scope?

    var cellTypes: [AssembledType] = []
    var vesselTypes: [AssembledType] = []
    /// Types checked although the model has no cells of them.
    var abstractLeaves: [AssembledType] = []
    /// All cell types as written, abstract ones too, each after its parent.
    var writtenTypes: [WrittenType] = []
    var parentOf: [String: WrittenType] = [:]
    var typeParameters: [String: [String: Model.Parameter]] = [:]
    var substanceIndex: [String: Int] = [:]
    var particleIndex: [String: Int] = [:]
    /// What a tally counts, and where that was said first.
    var tallyDimensions: [Int: (dimension: Dimension, place: Place)] = [:]
    /// Counters that the engine keeps by itself: cells that left, cells that entered, particles that found no room.
    static let ownTallies = ["left", "entered", "lost"]
    /// Substances whose definition is wrong; uses of them are not reported as well.
    var problematicSubstances: Set<String> = []

    init(loader: ModuleLoader, vocabulary: Vocabulary, options: ReadOptions, problems: ProblemList) {
        chapters = loader.chapters
        self.vocabulary = vocabulary
        self.options = options
        self.problems = problems
        model.files = loader.files
        model.tallies = Self.ownTallies
    }

    func run() {
        readTitle()
        readUnits()
        readGenotypes()
        readSettings()
        readFunctions()
        readCouplings()
        readParameters()
        readSpace()
        readTime()
        readSubstances()
        readSignals()
        readParticles()
        readBody()
        readWrittenTypes()
        readTypeParameters()
        declareCellTypes()
        declareVesselTypes()
        assembleQuantities(cellTypes + abstractLeaves + vesselTypes)
        finishCellTypes()
        settleReach()
        finishVesselTypes()
        readReactions()
        readParticleEvents()
        readClamps()
        readMeasures()
        readTherapies()
        readPlacements()
        publishMeasured()
        checkSettings()
        checkCouplings()
    }

    var units: Units { model.units }

    /// All entries of a section over all chapters, in order.
    func entries(_ section: String) -> [Entry] { entries(section, of: chapters) }

    func entries(_ section: String, of chapters: [Chapter]) -> [Entry] {
        chapters.flatMap { chapter in
            chapter[section].map { Chapter.entries($0, section, module: chapter.module, problems) } ?? []
        }
    }

    /// The entries that define something, without those whose name is taken or impossible.
    func definitions(_ section: String, isValue: Bool = true) -> [Entry] { distinct(entries(section), isValue: isValue) }

    /// `isValue` asks for a name that may stand in expressions.
    func distinct(_ entries: [Entry], isValue: Bool = true) -> [Entry] {
        var first: [String: Place] = [:]
        return entries.filter { entry in
            if entry.operation != .define {
                problems.add(
                    entry.place, "\"\(entry.name) \(entry.operation.rawValue):\": only let and events take added terms and factors")
                return false
            }
            if isValue, let objection = Words.objection(to: entry.name, units) {
                problems.add(entry.place, objection)
                return false
            }
            if !isValue, !isLabel(entry) { return false }
            if let other = first[entry.name] {
                problems.add(entry.place, "\(entry.name) is already defined at \(other)")
                return false
            }
            first[entry.name] = entry.place
            return true
        }
    }

    /// Names of events, phases, types, tallies, therapies: they stand in sentences, not in expressions.
    func isLabel(_ entry: Entry) -> Bool {
        guard Words.isName(entry.name) else {
            problems.add(entry.place, "\"\(entry.name)\" is not a name: letters, digits and _ make one, and it begins with a letter")
            return false
        }
        if Words.joining.contains(entry.name) || Words.logic.contains(entry.name) {
            problems.add(entry.place, "\"\(entry.name)\" joins the words of a sentence and cannot be a name")
            return false
        }
        return true
    }

    /// Defines a name in a scope unless it is already known there or around it.
    func define(_ name: String, _ meaning: Meaning, in scope: Scope) {
        if let other = scope.find(name) {
            if !other.isPoisoned {
                let hint = meaning.kind == "let" && other.kind == "let" ? "; to add a term write \"\(name) +:\"" : ""
                problems.add(
                    meaning.place ?? Place(file: "", line: 0, column: 0),
                    "\(name) is already defined\(other.place.map { " at \($0)" } ?? " by the language") as a \(other.kind)\(hint)")
            }
            return
        }
        scope.define(name, meaning)
    }

    private func readTitle() {
        guard let root = chapters.first(where: { $0.tree.place.file == model.files.first?.path }) else { return }
        func text(_ chapter: Chapter, _ key: String) -> String {
            guard let tree = chapter[key] else { return "" }
            guard let text = tree.text else {
                problems.add(tree.place, "\(key) is text, found \(tree.kind); put it in quotes if it contains \": \" or begins with [ or {")
                return ""
            }
            return text
        }
        model.title = text(root, "title")
        model.about = text(root, "about")
        model.source = text(root, "source")
        for chapter in chapters where chapter.tree.place.file != root.tree.place.file && chapter["title"] != nil {
            model.modules.append((chapter.module, text(chapter, "title"), text(chapter, "about")))
        }
    }

    private func readUnits() {
        for entry in entries("units") {
            guard entry.value.text == "counted" else {
                problems.add(entry.value.place, "a unit of one's own is \"counted\", found \"\(entry.value.line)\"")
                continue
            }
            guard Words.isName(entry.name), !Words.joining.contains(entry.name), !Words.functions.contains(entry.name) else {
                problems.add(entry.place, "\"\(entry.name)\" cannot name a unit")
                continue
            }
            if units[entry.name] != nil, !units.counted.contains(entry.name) {
                problems.add(entry.place, "\(entry.name) is already the unit \(Words.unitNames[entry.name] ?? entry.name)")
                continue
            }
            model.units.declareCounted(entry.name)
        }
        if units.counted.count > 32 { problems.add(entries("units")[0].place, "more than 32 counted units") }
    }
}
