/// Loads a model and the modules it uses, each once, those that others build on first.
final class ModuleLoader {
    let library: Library
    let problems: ProblemList
    private(set) var files: [(name: String, path: String, bytes: [UInt8])] = []
    private(set) var chapters: [Chapter] = []
    /// A module is missing or unreadable; what builds on it cannot be judged.
    private(set) var isIncomplete = false
    private var done: Set<String> = []
    private var chain: [String] = []

    private static let mostModules = 200

    init(library: Library, problems: ProblemList) {
        self.library = library
        self.problems = problems
    }

    func load(name: String, path: String, bytes: [UInt8]) throws {
        files.append((name, path, bytes))
        let tree = try YAMLReader.read(bytes, file: path)
        guard tree.entries != nil else {
            throw ModelFault(tree.place, "a model is a map of sections (title:, cells:, …), found \(tree.kind)")
        }
        chain.append(name)
        defer { chain.removeLast() }
        let chapter = Chapter(module: name, tree: tree)
        checkKeys(chapter, known: Chapter.head + Chapter.nouns)
        if let use = chapter["use"] {
            for module in problems.attempt({ try use.names("use") }) ?? [] {
                if problems.attempt({ try self.use(module) }) == nil { isIncomplete = true }
            }
        }
        chapters.append(chapter)
        done.insert(name)
    }

    private func use(_ tree: Tree) throws {
        let name = tree.text ?? ""
        if chain.contains(name) {
            throw ModelFault(
                tree.place, "modules use each other in a circle: \((chain.drop { $0 != name } + [name]).joined(separator: " -> "))")
        }
        if done.contains(name) { return }
        guard files.count < Self.mostModules else { throw ModelFault(tree.place, "more than \(Self.mostModules) modules") }
        guard let found = try find(name, tree.place) else { return }
        if found.path == files[0].path {
            throw ModelFault(tree.place, "modules use each other in a circle: \((chain + [name]).joined(separator: " -> "))")
        }
        // A module that cannot be read is not looked for again by the next that uses it.
        done.insert(name)
        try load(name: name, path: found.path, bytes: found.bytes)
    }

    private func find(_ name: String, _ place: Place) throws -> (path: String, bytes: [UInt8])? {
        let isPlain = !name.isEmpty && name.unicodeScalars.allSatisfy { Words.isLetter($0) || Words.isDigit($0) || $0 == "-" || $0 == "/" }
        guard isPlain, !name.hasPrefix("/") else {
            throw ModelFault(place, "\"\(name)\" is not the name of a module: letters, digits, _, - and / make one, without .yaml")
        }
        guard let found = library.find(name) else {
            let places = library.folders.isEmpty ? "" : " in \(library.folders.joined(separator: ", "))"
            throw ModelFault(place, "no module \"\(name)\"\(places)\(didYouMean(name, among: library.names()))")
        }
        return found
    }

    /// Adds the parts that hold because another module is there, after all modules, so that what they add to is known.
    func addParts() {
        let modules = Set(chapters.map(\.module))
        for chapter in chapters {
            guard let with = chapter["with"] else { continue }
            for entry in Chapter.entries(with, "with", module: chapter.module, problems) {
                if modules.contains(entry.name) {
                    guard entry.value.entries != nil else {
                        problems.add(entry.value.place, "a part beside \(entry.name) is a map of sections, found \(entry.value.kind)")
                        continue
                    }
                    let part = Chapter(module: chapter.module, tree: entry.value)
                    checkKeys(part, known: Chapter.nouns.filter { $0 != "with" })
                    chapters.append(part)
                } else if !library.isClosed {
                    _ = problems.attempt { try find(entry.name, entry.place) }
                }
            }
        }
    }

    /// Lays what a trial changes on top of the model.
    func add(layers: [Tree]) {
        for tree in layers {
            let chapter = Chapter(module: "a layer", tree: tree, isLayer: true)
            guard tree.entries != nil else {
                problems.add(tree.place, "a change is a map ({set: {…}, off: […]}), found \(tree.kind)")
                continue
            }
            checkKeys(chapter, known: Chapter.layerNouns)
            chapters.append(chapter)
        }
    }

    private func checkKeys(_ chapter: Chapter, known: [String]) {
        for (key, _) in chapter.tree.entries ?? [] where !known.contains(key.text ?? "") {
            let word = key.text ?? ""
            problems.add(key.place, "unknown section \"\(word)\"\(suggestion(for: word, among: known, "known"))")
        }
    }
}
