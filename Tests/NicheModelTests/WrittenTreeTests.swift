import Testing

@testable import NicheModel

@Suite("A tree, written again")
struct WrittenTreeTests {
    @Test(
        "reads as the same tree",
        arguments: [
            "{set: {M04: 0, tumour_cycle: 17 h}, off: [M18, M20]}",
            "set:\n  duck.growth: 0.05 /h\n  S2 +: 0.15 * N^2 / (1 + x)\n",
            "cells:\n  duck:\n    state: {volume: 500 um^3 | split, tired: \"uniform(0, 1) | copy\"}\n    events: {leave: vanish at 0.1 /h}\n",
            "place:\n  - {what: duck, number: 3}\n  - what: goose\n    near: [0, 100 um]\nnothing:\n",
            "?\n",
            "\"bell \\a, end \\L of \\P line \\N\\x7f, mark \\ufeff\": {}\n",
            "a: 'it''s: \"quoted\", [odd] # \\ '\nb: \"tab\\tand\\nline, é 😀\"\nc: -1\nd: yes\n",
        ])
    func again(_ text: String) throws {
        let tree = try Tree.read(text, file: "m.yaml")
        let again = try Tree.read(tree.written, file: "again")
        #expect(shape(again) == shape(tree), "\(tree.written)")
        #expect(again.written == tree.written)
    }

    /// What is read, without where it stood. Nothing at all is a map without entries.
    private func shape(_ tree: Tree) -> String {
        if tree.isEmpty { return "map()" }
        return switch tree.content {
        case .text(let text): "text(\(text))"
        case .list(let items): "list(\(items.map(shape)))"
        case .map(let entries): "map(\(entries.map { $0.key.word + "=" + shape($0.value) }.joined(separator: ";")))"
        }
    }
}
