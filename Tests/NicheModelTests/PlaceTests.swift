import Testing

@testable import NicheModel

@Suite("A problem is shown where it stands, however the text is folded")
struct PlaceTests {
    private func place(_ text: String) -> String {
        problems(text).first.map { $0.split(separator: ": ").first.map(String.init) ?? "" } ?? "none"
    }

    @Test("in plain, folded and quoted texts")
    func folds() {
        #expect(place("parameters:\n  a: 1 + zz\n") == "m.yaml:2:10")
        #expect(place("parameters:\n  a: 1 +\n      2 +\n        zz * 3\n") == "m.yaml:4:9")
        #expect(place("parameters:\n  a: '1 + zz'\n") == "m.yaml:2:11")
        #expect(place("parameters:\n  a: \"1 +\n    2 + zz\"\n") == "m.yaml:3:9")
        #expect(place("parameters: {a: 1, b: 2 + zz}\n") == "m.yaml:1:27")
        #expect(place("parameters:\n  a:\n    1 + zz\n") == "m.yaml:3:9")
        #expect(place("# é ü\nparameters:\n  a: 1 | 0 to 2 | é | ü\n  b: zz\n") == "m.yaml:4:6")
        #expect(place("parameters:\r\n  a: 1 + zz\r\n") == "m.yaml:2:10")
    }

    @Test("in columns of a row")
    func columns() {
        #expect(place("parameters:\n  a: 1 | ten to 20 | s | about\n") == "m.yaml:2:10")
        #expect(place("couplings:\n  a: about | much\n") == "m.yaml:2:14")
    }

    @Test("all problems of a file are told at once, in order of place")
    func all() {
        let found = problems("set: {q: 1}\nparameters:\n  a: zz\n  b: 1 h + 1\n  c: a + 1\n")
        #expect(found.map { String($0.prefix(10)) } == ["m.yaml:1:7", "m.yaml:3:6", "m.yaml:4:1"])
    }
}
