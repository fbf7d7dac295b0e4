import Foundation

/// Where modules are found: texts given in memory, then folders in order.
struct Library {
    var texts: [String: String] = [:]
    var folders: [String] = []
    /// Files that a run has kept, by the name of the module. Nothing but them was read then, so modules that are merely named are not asked for.
    var kept: [String: (path: String, bytes: [UInt8])] = [:]
    var isClosed: Bool { !kept.isEmpty }

    func find(_ name: String) -> (path: String, bytes: [UInt8])? {
        if isClosed { return kept[name] }
        if let text = texts[name] { return (name + ".yaml", Array(text.utf8)) }
        for folder in folders {
            let path = folder + "/" + name + ".yaml"
            if let bytes = Self.bytes(path) { return (path, bytes) }
        }
        return nil
    }

    /// Names of all modules within reach, for suggestions.
    func names() -> [String] {
        var names = Set(texts.keys)
        for folder in folders {
            for prefix in ["", "physicell/"] {
                let files = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + prefix)) ?? []
                for file in files where file.hasSuffix(".yaml") { names.insert(prefix + file.dropLast(5)) }
            }
        }
        return names.sorted()
    }

    /// The bytes of a regular file, at most one more than a model may have; nil if it cannot be read.
    static func bytes(_ path: String) -> [UInt8]? {
        // Non-blocking, because opening a pipe that nobody writes to would wait for ever.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
        return (try? handle.read(upToCount: Guard.mostBytes + 1)).map { Array($0) } ?? []
    }
}
