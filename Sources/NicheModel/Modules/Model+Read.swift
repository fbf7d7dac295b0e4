import Foundation

extension Model {
    /// Reads the model in a file, with the modules it uses.
    ///
    /// - Throws: all problems of the texts at once, in order of place; `isMissing` if there is no such file.
    public static func read(path: String, vocabulary: Vocabulary, options: ReadOptions = ReadOptions()) throws(ModelFault) -> Model {
        guard let bytes = Library.bytes(path) else {
            throw ModelFault([Problem(Place(file: path, line: 0, column: 0), "there is no such model file")], isMissing: true)
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().relativePath
        let own = path.hasPrefix("/") || !folder.hasPrefix("/") ? folder : "."
        let library = Library(folders: [own + "/modules", own] + options.libraryFolders.flatMap { [$0, $0 + "/modules"] })
        return try read(bytes, path: path, library: library, vocabulary: vocabulary, options: options)
    }

    /// Reads a model given in memory; `modules` are looked at before the library's folders.
    public static func read(
        text: String, file: String = "model.yaml", vocabulary: Vocabulary, options: ReadOptions = ReadOptions(),
        modules: [String: String] = [:]
    ) throws(ModelFault) -> Model {
        try read(
            Array(text.utf8), path: file, library: Library(texts: modules, folders: options.libraryFolders), vocabulary: vocabulary,
            options: options)
    }

    /// Reads a model again from the files that it was once assembled from (`files`), wherever they may be by now.
    public static func read(
        kept files: [(name: String, path: String, bytes: [UInt8])], vocabulary: Vocabulary, options: ReadOptions = ReadOptions()
    ) throws(ModelFault) -> Model {
        guard let first = files.first else { throw ModelFault(Place(file: "", line: 0, column: 0), "no text of the model was kept") }
        let kept = Dictionary(files.map { ($0.name, ($0.path, $0.bytes)) }) { first, _ in first }
        return try read(first.bytes, path: first.path, library: Library(kept: kept), vocabulary: vocabulary, options: options)
    }

    /// Reads bytes that may not even be text.
    static func read(_ bytes: [UInt8], path: String, library: Library, vocabulary: Vocabulary, options: ReadOptions) throws(ModelFault)
        -> Model
    {
        let problems = ProblemList()
        let loader = ModuleLoader(library: library, problems: problems)
        let name = String(path.split(separator: "/").last ?? "").replacing(".yaml", with: "")
        do {
            try loader.load(name: name, path: path, bytes: bytes)
        } catch let fault as ModelFault {
            throw ModelFault((problems.errors + fault.problems).sorted { $0.place < $1.place })
        } catch {
            throw ModelFault(Place(file: path, line: 0, column: 0), "\(error)")
        }
        loader.addParts()
        loader.add(layers: options.layers)
        if loader.isIncomplete { throw ModelFault(problems.sorted) }
        let assembly = Assembly(loader: loader, vocabulary: vocabulary, options: options, problems: problems)
        assembly.run()
        guard problems.errors.isEmpty else { throw ModelFault(problems.sorted) }
        assembly.model.warnings = problems.sorted
        return assembly.model
    }
}

extension String {
    fileprivate func replacing(_ ending: String, with other: String) -> String { hasSuffix(ending) ? dropLast(ending.count) + other : self }
}
