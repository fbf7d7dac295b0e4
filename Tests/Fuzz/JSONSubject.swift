import NicheFiles

/// Texts as values; a value that is written reads as the same value.
struct JSONSubject: Subject {

    func seeds() -> [[UInt8]] {
        [
            "{\"a\": [1, -2.5e3, true, null], \"b\": {\"c\": \"\\u00e9\\n\\\"\"}}", "[]", "1e308", "\"\\ud83d\\ude00\"",
            "9007199254740993", "[[[[{}]]]]",
        ].map { Array($0.utf8) }
    }

    func read(_ bytes: [UInt8]) throws {
        let text = try JSON.parse(bytes, path: "t.json").text
        let again = (try? JSON.parse(Array(text.utf8), path: "w.json"))?.text
        precondition(again == text, "\(text)\nis read as\n\(again ?? "nothing")")
    }
}
