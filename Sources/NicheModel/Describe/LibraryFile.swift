import Foundation

/// A model or module of a library.
struct LibraryFile {
    /// As `use:` names it.
    var name: String
    var path: String
    /// What it reads as; nil if it cannot be read.
    private let tree: Tree?
    private let fault: ModelFault?
    private let isInModules: Bool

    private init(name: String, path: String, isInModules: Bool) {
        self.name = name
        self.path = path
        self.isInModules = isInModules
        do {
            guard let bytes = Library.bytes(path) else {
                throw ModelFault(Place(file: path, line: 0, column: 0), "the file cannot be opened")
            }
            let tree = try YAMLReader.read(bytes, file: path)
            guard tree.entries != nil else {
                throw ModelFault(tree.place, "a model is a map of sections (title:, cells:, …), found \(tree.kind)")
            }
            (self.tree, fault) = (tree, nil)
        } catch {
            (tree, fault) = (nil, error as? ModelFault ?? ModelFault(Place(file: path, line: 0, column: 0), "\(error)"))
        }
    }

    func read() throws -> Tree {
        guard let tree else { throw fault ?? ModelFault([]) }
        return tree
    }

    /// Modules are for others to use: they lie in a folder of modules, or say nothing of a start.
    var isModule: Bool { isInModules || tree.map { tree in !["space", "time", "place"].contains { key in has(tree, key) } } ?? false }

    private func has(_ tree: Tree, _ key: String) -> Bool { tree.entries?.contains { $0.key.text == key } ?? false }

    func text(_ key: String) -> String { tree?.entries?.first { $0.key.text == key }?.value.text ?? "" }

    /// What keeps it from being read.
    var problem: String? { fault?.problems.first?.message }

    /// All files of these folders, of their folders `modules`, and of the folders right within; the first of each name.
    static func all(_ folders: [String]) -> [LibraryFile] {
        var seen: Set<String> = []
        var files: [LibraryFile] = []
        for folder in folders {
            let isModules = (folder as NSString).lastPathComponent == "modules"
            for (root, isInModules) in [(folder, isModules), (folder + "/modules", true)] {
                for path in paths(root) {
                    let name = String(path.dropLast(5))
                    let isNew = seen.insert((isInModules ? "modules/" : "/") + name).inserted
                    if isNew { files.append(LibraryFile(name: name, path: root + "/" + path, isInModules: isInModules)) }
                }
            }
        }
        return files
    }

    /// "live.yaml", then "physicell/live.yaml"; without folders of modules.
    private static func paths(_ root: String) -> [String] {
        let entries = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).sorted(by: NaturalOrder.precedes)
        let folders = entries.filter { $0 != "modules" && !$0.hasPrefix(".") && !$0.hasSuffix(".yaml") }
        let within = folders.flatMap { folder in
            let files = (try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)) ?? []
            return files.sorted(by: NaturalOrder.precedes).map { "\(folder)/\($0)" }
        }
        return (entries + within).filter { $0.hasSuffix(".yaml") }
    }

    /// The name of a file without folders and ending.
    static func name(_ path: String) -> String {
        let last = String(path.split(separator: "/").last ?? "")
        return last.hasSuffix(".yaml") ? String(last.dropLast(5)) : last
    }
}

/// The models and modules in these folders; one that cannot be read says so as its title.
public func libraryModels(folders: [String]) -> [(name: String, title: String, about: String, path: String, isModule: Bool)] {
    LibraryFile.all(folders).map { file in
        let title = file.problem.map { "cannot be read: \($0)" } ?? file.text("title")
        return (file.name, title, file.text("about"), file.path, file.isModule)
    }
}
