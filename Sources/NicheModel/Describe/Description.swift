/// What the document of a model is written from.
struct Description {
    let model: Model
    let library: [LibraryCoupling]
    let kinship: Kinship
    /// The texts of the model again, with the parts that hold beside other modules: for what the model itself does not keep.
    let chapters: [Chapter]
    private let modules: [String: String]

    init(_ model: Model, library: [LibraryCoupling]) {
        self.model = model
        self.library = library
        kinship = Kinship(model.cellTypes)
        var modules: [String: String] = [:]
        for (_, path, _) in model.files {
            let names = model.modules.map(\.name).filter { path == $0 + ".yaml" || path.hasSuffix("/\($0).yaml") }
            modules[path] = names.max { $0.count < $1.count } ?? LibraryFile.name(path)
        }
        self.modules = modules
        var chapters: [Chapter] = []
        for (_, path, bytes) in model.files {
            guard let tree = try? YAMLReader.read(bytes, file: path), tree.entries != nil else { continue }
            let chapter = Chapter(module: modules[path] ?? path, tree: tree)
            chapters.append(chapter)
            for (key, part) in chapter["with"]?.entries ?? [] where modules.values.contains(key.text ?? "") {
                chapters.append(Chapter(module: chapter.module, tree: part))
            }
        }
        self.chapters = chapters
    }

    /// The module whose file a place is in.
    func module(_ place: Place) -> String { modules[place.file] ?? "" }

    /// The entries of a section over all files.
    func written(_ section: String) -> [(name: String, text: String, module: String)] {
        chapters.flatMap { chapter in
            (chapter[section]?.entries ?? []).map { ($0.key.line, $0.value.line, chapter.module) }
        }
    }

    func substance(_ i: Int) -> String { model.substances[i].name.asCode }

    /// As written, or the number where no author wrote one.
    func words(_ formula: Formula) -> String {
        if case .number(let value) = formula.term, formula.place.file.isEmpty { return Numeral.text(value).asCode }
        return formula.text.asCode
    }

    func words(_ sampler: Sampler) -> String {
        guard sampler.kind != .fixed else { return sampler.arguments.first.map { words($0) } ?? "" }
        return "\(sampler.kind.rawValue)(\(sampler.arguments.map(\.text).joined(separator: ", ")))".asCode
    }

    /// "live macrophage", "necrotic cell".
    func words(_ selector: Selector) -> String {
        let types = kinship.name(selector.types) ?? selector.types.map { model.cellTypes[$0].name }.joined(separator: " or ")
        switch selector.life {
        case .live: return "live \(types)"
        case .dead: return "dead \(types)"
        case .any: return "\(types), live or dead"
        case .phase(let phase): return "\(phase) \(types)"
        }
    }

    /// The unit it was written in, else what it measures.
    func unit(_ unit: String, _ dimension: Dimension) -> String { unit.isEmpty ? model.units.words(dimension) : unit }

    /// " [hemorrhage]", for the end of a line.
    func source(_ module: String) -> String { module.isEmpty ? "" : " [\(module)]" }

    /// "6 min", "14 d".
    static func duration(_ seconds: Int64) -> String {
        for (unit, size) in [("d", 86_400 as Int64), ("h", 3600), ("min", 60)] where seconds % size == 0 && seconds != 0 {
            return "\(seconds / size) \(unit)"
        }
        return "\(seconds) s"
    }
}
