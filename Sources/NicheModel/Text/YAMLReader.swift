import Yams

/// Reads YAML into our own tree; the only file that knows the YAML library.
package enum YAMLReader {
    package static func read(_ bytes: [UInt8], file: String) throws -> Tree {
        try Guard.check(bytes, file: file)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ModelFault(Place(file: file, line: 0, column: 0), "the file is not UTF-8 text")
        }
        let source = Source(file: file, text: text)
        let root: Node?
        do {
            // What a word may mean besides itself (a number, yes or no) is not asked: texts are read as what their place wants.
            root = try Yams.compose(yaml: text, .basic)
        } catch let error as YamlError {
            throw ModelFault([problem(error, source)])
        }
        guard let root else {
            throw ModelFault(Place(file: file, line: 1, column: 1), "the file is empty; a model begins with \"title:\"")
        }
        var nodes = 0
        return try tree(root, source, &nodes)
    }

    private static func tree(_ node: Node, _ source: Source, _ nodes: inout Int) throws -> Tree {
        nodes += 1
        let place = place(node.mark, source)
        if nodes > Guard.mostNodes { throw ModelFault(place, "more than \(Guard.mostNodes) values in one file") }
        switch node {
        case .scalar(let scalar):
            if scalar.style == .literal || scalar.style == .folded {
                var tree = Tree(content: .text(scalar.string), place: place, source: source)
                tree.isBlock = true
                return tree
            }
            var tree = Tree(content: .text(scalar.string), place: place, source: source)
            tree.isPlain = scalar.style == .plain || scalar.style == .any
            return tree
        case .sequence(let sequence):
            var items: [Tree] = []
            for item in sequence { items.append(try self.tree(item, source, &nodes)) }
            var tree = Tree(content: .list(items), place: place, source: source)
            tree.isFlow = source.character(at: place) == "["
            return tree
        case .mapping(let mapping):
            // The library's own style of a map is not to be trusted.
            let isFlow = source.character(at: place) == "{"
            var entries: [(Tree, Tree)] = []
            for (key, value) in mapping {
                let key = try self.tree(key, source, &nodes)
                let value = try self.tree(value, source, &nodes)
                guard key.text != nil else { throw ModelFault(key.place, "a key must be a name, found \(key.kind)") }
                if isFlow, value.isEmpty {
                    throw ModelFault(
                        key.place,
                        "a comma inside {...} ends an entry, which leaves \"\(key.text!)\" without a value; "
                            + "write this expression on its own line"
                    )
                }
                entries.append((key, value))
            }
            var tree = Tree(content: .map(entries), place: place, source: source)
            tree.isFlow = isFlow
            return tree
        default:
            throw ModelFault(place, "YAML aliases are not part of the language; write the value out")
        }
    }

    private static func problem(_ error: YamlError, _ source: Source) -> Problem {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            let known = [
                "found another document": "a second document (---) begins here; there is one model a file",
                "mapping values are not allowed in this context": "a second \": \" in one value; put the value in quotes",
            ]
            let message = known.first { problem.contains($0.key) }?.value
            return Problem(place(mark, source), message ?? "not readable as YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            let first = place(context.mark, source)
            let key = keys[0]
            return Problem(source.next(key, after: first) ?? first, "the key \"\(key)\" already stands in this map at \(first)")
        default:
            return Problem(place(nil, source), "not readable as YAML: \(error)")
        }
    }

    /// Without a mark, of the file.
    private static func place(_ mark: Mark?, _ source: Source) -> Place {
        Place(file: source.file, line: mark?.line ?? 0, column: mark?.column ?? 0)
    }
}
