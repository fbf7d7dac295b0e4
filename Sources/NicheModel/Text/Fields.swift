/// The entries of a map whose keys the language fixes.
package struct Fields {
    package let what: String
    package let place: Place
    package private(set) var trees: [String: Tree] = [:]
    package private(set) var keys: [String: Tree] = [:]

    /// Keys outside `known` are noted as problems, each with the nearest known one.
    package init(_ tree: Tree, _ what: String, known: [String], unsupported: Set<String> = [], _ problems: ProblemList) {
        self.what = what
        place = tree.place
        guard let entries = tree.entries else {
            problems.add(tree.place, "\(what) is a map (key: value), found \(tree.isEmpty ? "nothing" : tree.kind)")
            return
        }
        for (key, value) in entries {
            let word = key.word
            if known.contains(word) {
                trees[word] = value
                keys[word] = key
            } else if unsupported.contains(word) {
                problems.add(key.place, "\"\(word)\" is not yet part of the language")
            } else {
                problems.add(key.place, "unknown key \"\(word)\" in \(what)\(suggestion(for: word, among: known, "known here"))")
            }
        }
    }

    package subscript(key: String) -> Tree? { trees[key] }

    mutating func replace(_ key: String, _ tree: Tree) { trees[key] = tree }

    /// Takes over the entries of another map of the same thing; what both say is a problem.
    mutating func merge(_ other: Fields, of name: String, _ problems: ProblemList) {
        for (key, tree) in other.trees {
            if let first = keys[key] {
                problems.add(other.keys[key]!.place, "\(key) of \(name) is already defined at \(first.place)")
            } else {
                trees[key] = tree
                keys[key] = other.keys[key]
            }
        }
    }

    /// Fills what is missing from another map (`like:`).
    mutating func complete(from other: Fields, except: Set<String>) {
        for (key, tree) in other.trees where trees[key] == nil && !except.contains(key) { trees[key] = tree }
    }

    package func text(_ key: String) -> String { trees[key]?.word ?? "" }
}

extension Tree {
    /// yes or no, of any case; YAML's own types are not asked.
    package func flag(_ what: String) throws -> Bool {
        switch text?.lowercased() {
        case "yes", "true": return true
        case "no", "false": return false
        default: throw ModelFault(place, "\(what) is yes or no, found \(text.map { "\"\($0)\"" } ?? kind)")
        }
    }

    /// One text, or a list of them.
    package func names(_ what: String) throws -> [Tree] {
        if isEmpty { return [] }
        if text != nil { return [self] }
        guard let items else { throw ModelFault(place, "\(what) is a name or a list of names, found \(kind)") }
        for item in items where item.text == nil { throw ModelFault(item.place, "\(what): expected a name, found \(item.kind)") }
        return items
    }

    /// The map again as one line, for `describe`.
    package var line: String {
        switch content {
        case .text(let text): text
        case .list(let items): "[" + items.map(\.line).joined(separator: ", ") + "]"
        case .map(let entries):
            entries.map { "\($0.key.line): \($0.value.entries == nil ? $0.value.line : "{\($0.value.line)}")" }.joined(separator: ", ")
        }
    }
}
