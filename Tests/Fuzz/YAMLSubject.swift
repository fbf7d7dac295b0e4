@testable import NicheModel

/// Texts as trees; a tree that is written reads as the same tree.
struct YAMLSubject: Subject {

    func seeds() throws -> [[UInt8]] {
        [
            "a: 1\nb: [1, two, \"th\\nree\"]\nc: {d: 'e', f: }\n", "- |\n  a\n  b\n- >\n  c\n  d\n-\n", "{}", "\"\\x07\\u2028\": ~\n",
            "a: &b [1]\nc: *b\n", "# no\n--- !tag x\n...\n", "? a\n: b\n", "x: 3 um | split\n",
        ].map { Array($0.utf8) }
    }

    func read(_ bytes: [UInt8]) throws {
        let tree = try YAMLReader.read(bytes, file: "t.yaml")
        let written = tree.written
        // What was written is longer, and may be too long.
        guard written.utf8.count < Guard.mostBytes else { return }
        let again = (try? YAMLReader.read(Array(written.utf8), file: "w.yaml"))?.written
        precondition(again == written, "\(written)\nis read as\n\(again ?? "nothing")")
    }
}
