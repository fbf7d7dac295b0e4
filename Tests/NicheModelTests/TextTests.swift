import Testing

@testable import NicheModel

@Suite("Texts, their places and the words near them")
struct TextTests {
    @Test("a flag and a list of names are read")
    func fields() throws {
        let tree = try YAMLReader.read(Array("a: No\nb: TRUE\nnone:\none: x\nmany: [x, y]\n".utf8), file: "m.yaml")
        #expect(try tree["a"]!.flag("a") == false)
        #expect(try tree["b"]!.flag("b") == true)
        #expect(try tree["none"]!.names("none").isEmpty)
        #expect(try tree["one"]!.names("one").map(\.word) == ["x"])
        #expect(try tree["many"]!.names("many").map(\.word) == ["x", "y"])
        // A map has no words, but a kind to be told.
        #expect(tree.word == "" && tree.kind == "a map (key: value)")
    }

    @Test("the nearest word is offered, or all of a few")
    func nearestWords() {
        #expect(nearest(to: "oxigen", among: ["VEGF", "oxygen"]) == "oxygen")
        #expect(nearest(to: "oxigen", among: ["VEGF"]) == nil)
        let long = String(repeating: "a", count: 70)
        #expect(nearest(to: long + "b", among: [long + "c"]) == nil)
        #expect(suggestion(for: "heat", among: ["cold", "warm"], "known") == "; known: cold, warm")
        let many = (0..<70).map { "word_\($0)_of_many" }
        #expect(suggestion(for: "heat", among: many, "known").hasSuffix("word_63_of_many and 6 more"))
    }

    @Test("a place outside the text has no character")
    func places() {
        let source = Source(file: "m.yaml", text: "ab: c\nd")
        func character(_ line: Int, _ column: Int) -> Unicode.Scalar? {
            source.character(at: Place(file: "m.yaml", line: line, column: column))
        }
        #expect(character(1, 2) == "b" && character(2, 1) == "d")
        for (line, column) in [(0, 1), (3, 1), (1, 0), (1, 6), (2, 2)] { #expect(character(line, column) == nil) }
        #expect(source.next("ab", after: Place(file: "m.yaml", line: 9, column: 1)) == nil)
    }

    @Test("whatever goes wrong is kept as a problem")
    func problems() {
        struct Odd: Error {}
        let problems = ProblemList()
        #expect(problems.attempt { 3 } == 3)
        #expect(problems.attempt { throw Odd() } == nil)
        #expect(problems.attempt { throw ModelFault(Place(file: "m.yaml", line: 1, column: 1), "odd") } == nil)
        #expect(problems.sorted.map(\.message).contains("odd") && problems.errors.count == 2)
    }

    @Test("words of a module that is not there are none")
    func names() { #expect(ModelNames.words(inModules: ["nowhere"], folders: []).isEmpty) }
}
