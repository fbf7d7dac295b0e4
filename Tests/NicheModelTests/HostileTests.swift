import Testing

@testable import NicheModel

@Suite("No text makes the reader slow, deep or huge")
struct HostileTests {
    @Test("functions that double each other are stopped")
    func functions() {
        let growing = (1..<40).map { "  f\($0)(x): f\($0 - 1)(f\($0 - 1)(x)) + x\n" }.joined()
        #expect(problems("functions:\n  f0(x): x + x\n\(growing)parameters: {a: f39(1)}\n").count == 1)
        let silent = (1..<30).map { "  f\($0)(x): none(f\($0 - 1)(x), f\($0 - 1)(x))\n" }.joined()
        #expect(problems("functions:\n  none(x, y): 1\n  f0(x): x\n\(silent)parameters: {a: f29(1)}\n").count == 1)
    }

    @Test("thousands of lets, types, parameters and terms are read or refused without a crash")
    func many() throws {
        let state = "cells:\n  cell:\n    state: {volume: 5 pL | split}\n"
        let chain = (1..<3000).map { "      a\($0): a\($0 - 1)\n" }.joined()
        #expect(problems("\(state)  t:\n    let:\n      a0: 1\n\(chain)").first?.contains("a chain of more than 500 lets") == true)
        let wide = (1..<3000).map { "      a\($0): \($0)\n" }.joined()
        #expect(try read("\(state)  t:\n    let:\n\(wide)").type("t").quantities.count == 2999)
        let types = (1..<1500).map { "  t\($0): {is: \($0 == 1 ? "cell" : "t\($0 - 1)")}\n" }.joined()
        #expect(problems(state + types).first?.contains("too many cell types") == true)
        let parameters = (1..<3000).map { "  p\($0): p\($0 - 1)\n" }.joined()
        #expect(try read("parameters:\n  p0: 1\n\(parameters)").parameter("p2999") == 1)
        let circle = (0..<3000).map { "  p\($0): p\(($0 + 1) % 3000)\n" }.joined()
        #expect(problems("parameters:\n\(circle)").count == 1)
        let places = (0..<1200).map { "  - {what: t, number: \($0)}\n" }.joined()
        #expect(try read("\(state)  t: {}\nspace: well\ntime: {end: 1 d}\nplace:\n\(places)").placements.count == 1200)
    }

    /// Found by `script/check-input.py`: to offer the nearest of thousands of names for each of thousands of mistakes took minutes.
    @Test("thousands of mistakes are told up to the hundredth")
    func mistakes() {
        let misspelt = (0..<3000).map { "  parameterlongname\($0): parameterlongnama\($0) + 1\n" }.joined()
        let told = problems("parameters:\n\(misspelt)")
        #expect(told.count == 101)
        #expect(told[1].contains("did you mean \"parameterlongname0\"?"))
        #expect(told.last?.contains("more is wrong than these 100 things") == true)
        let unknown = (0..<3000).map { "zz\($0): 1\n" }.joined()
        #expect(problems(unknown).count == 101)
        // Refused before a parser sees it.
        #expect(problems(String(repeating: "cells: 1\n", count: 30_000)).first?.contains("more than 8000 values in one file") == true)
    }

    @Test("a long text without sense ends quickly")
    func noise() {
        var state: UInt64 = 1
        func random(_ n: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(n))
        }
        let words = [
            "title", "cells", "let", "state", ":", ": ", "\n", "\n  ", "\n    ", "{", "}", "[", "]", "(", ")", "1 h", "+", "*:", "-", "|",
            ",", "\"", "'", "#", "if(", "their.x",
            "touching(", "at", "over", "toward", "é", "0", "&", "%", "!", "?", ">", "\r\n", "use", "with", "events", "divide at 1 /h",
            "cell", "space: well", "time",
        ]
        for _ in 0..<3000 {
            let text = (0..<random(60)).map { _ in words[random(words.count)] }.joined()
            _ = problems(text)
        }
    }

    @Test("each prefix of the tour, and the tour with any line left out or doubled, is read or refused")
    func damaged() {
        let lines = Tour.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let modules = ["oxygen": Tour.oxygen, "exosomes": Tour.exosomes]
        for i in lines.indices {
            _ = problems(lines[..<i].joined(separator: "\n"), modules: modules)
            _ = problems((lines[..<i] + lines[(i + 1)...]).joined(separator: "\n"), modules: modules)
            _ = problems((lines[...i] + lines[i...]).joined(separator: "\n"), modules: modules)
        }
    }
}
