import Testing

@testable import NicheModel

@Suite("A broken model is refused with the place and the reason")
struct BrokenModelTests {
    @Test("in expressions", arguments: Broken.expressions)
    func expressions(_ broken: Broken) { check(broken) }

    @Test("in the words of expressions", arguments: Broken.words)
    func words(_ broken: Broken) { check(broken) }

    @Test("in what expressions mean", arguments: Broken.meanings)
    func meanings(_ broken: Broken) { check(broken) }

    @Test("that are no model at all", arguments: Broken.texts)
    func texts(_ broken: Broken) { check(broken) }

    @Test("in cell types", arguments: Broken.cells)
    func cells(_ broken: Broken) { check(broken) }

    @Test("in events", arguments: Broken.events)
    func events(_ broken: Broken) { check(broken) }

    @Test("in other sections", arguments: Broken.sections)
    func sections(_ broken: Broken) { check(broken) }

    @Test("in clamps by a table", arguments: Broken.courses)
    func courses(_ broken: Broken) { check(broken) }

    @Test("in what divides the space, and in laws", arguments: Broken.divisions)
    func divisions(_ broken: Broken) { check(broken) }

    @Test("in vessels of a table", arguments: Broken.networks)
    func networks(_ broken: Broken) { check(broken) }

    @Test("that no line can be blamed for", arguments: Broken.files.indices)
    func files(_ i: Int) {
        do {
            _ = try Model.read(Broken.files[i].text, path: "m.yaml", library: Library(), vocabulary: .ofTests, options: ReadOptions())
            Issue.record("read without a problem")
        } catch {
            #expect(error.description.hasPrefix("m.yaml: \(Broken.files[i].words)"))
        }
    }

    private func check(_ broken: Broken) {
        let found = problems(broken.text)
        let first = found.first ?? "no problem"
        #expect(first.hasPrefix("m.yaml:\(broken.place): "), "\(found)")
        for word in broken.words { #expect(first.contains(word), "\(found)") }
        #expect(found.count <= 1, "one mistake is said once: \(found)")
    }
}
