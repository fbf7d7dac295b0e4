/// The text of one module, or a part of one that holds only beside another (`with:`).
package struct Chapter {
    var module: String
    var tree: Tree
    /// Laid on top of a model from outside, where it may replace.
    var isLayer = false

    subscript(key: String) -> Tree? { tree.entries?.first { $0.key.text == key }?.value }

    func key(_ key: String) -> Tree? { tree.entries?.first { $0.key.text == key }?.key }

    static let head = ["title", "about", "source", "use"]
    static let nouns = [
        "units", "couplings", "parameters", "functions", "substances", "reactions", "particles", "body", "signals", "vessels", "cells",
        "genotypes",
        "therapies", "with", "space", "time", "place", "clamp", "measures", "set", "genotype", "therapy",
    ]
    /// What a layer may hold: `off: [M18]` sets couplings to 0.
    package static let layerNouns = nouns.filter { $0 != "with" } + ["off"]
}

/// One entry of a section as an author wrote it: `S2 +: 0.15 * N`.
struct Entry {
    enum Operation: String { case define = "", add = "+", multiply = "*" }
    var name: String
    var operation = Operation.define
    var place: Place
    var value: Tree
    var module: String
}

extension Chapter {
    /// The entries of a map, with `+:` and `*:` read off their keys.
    static func entries(_ tree: Tree, _ what: String, module: String, _ problems: ProblemList) -> [Entry] {
        guard let entries = tree.entries else {
            problems.add(tree.place, "\(what) is a map (name: …), found \(tree.isEmpty ? "nothing" : tree.kind)")
            return []
        }
        return entries.map { key, value in
            var name = key.text ?? ""
            var operation = Entry.Operation.define
            if name.hasSuffix("+") { operation = .add }
            if name.hasSuffix("*") { operation = .multiply }
            if operation != .define { name.removeLast() }
            return Entry(name: name.trimmed, operation: operation, place: key.place, value: value, module: module)
        }
    }
}
