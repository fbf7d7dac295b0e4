import NicheModel
import Testing

@Suite("The document of a model")
struct DescribeTests {
    let text = describe(Ponds.model())

    @Test("has the seven elements of ODD, in order")
    func sevenElements() {
        let headings = text.split(separator: "\n").filter { $0.hasPrefix("## ") }.map(String.init)
        #expect(
            headings == [
                "## 1. Purpose and patterns", "## 2. Entities, state variables and scales", "## 3. Process overview and scheduling",
                "## 4. Design concepts", "## 5. Initialisation", "## 6. Input data", "## 7. Submodels",
            ])
    }

    @Test("names the phases of a step in their order")
    func schedule() {
        let phases = ["treat", "sense", "grip", "decide", "act", "vessels", "move", "body", "transport", "publish"]
        let lines = text.split(separator: "\n").map(String.init)
        let found = phases.enumerated().compactMap { i, phase in lines.firstIndex { $0.hasPrefix("\(i + 1). **\(phase)**") } }
        #expect(found.count == phases.count)
        #expect(found == found.sorted())
    }

    @Test("gives the module of each term, with brackets around a sum that has factors")
    func terms() {
        let lines = text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        #expect(lines.contains("appetite = (M2 * weed [pond]"))
        #expect(lines.contains("+ 0.1) [weed]"))
        #expect(lines.contains("* (1 - full) [weed]"))
    }

    @Test("writes a relaxation as its equation, with noise and bound")
    func relaxation() {
        #expect(text.contains("d volume/dt = (5 pL - volume) / (6 h) + 0.1 pL/h^0.5 * dW/dt, reflected at 0 pL"))
    }

    @Test("says once what all types of an ancestor share, and each type's own under the type")
    func ancestors() throws {
        #expect(text.ranges(of: "d volume/dt").count == 1)
        let shared = try #require(text.section("### Cells: `fish` (carp, pike)"))
        #expect(shared.contains("appetite"))
        #expect(!shared.contains("hunger"))
        #expect(try #require(text.section("### Cells: `carp`")).contains("hunger = 1 - fed"))
        #expect(try #require(text.section("### Cells: `pike`")).contains("hunger = 2 - fed"))
    }

    @Test("tells states with their start, unit and inheritance")
    func states() {
        #expect(text.contains("| `volume` | pL | `lognormal(5 pL, 0.2)` | split | pond |"))
    }

    @Test("tells substances with all they have, and bars in words do not break the table")
    func substances() {
        #expect(text.contains("| `weed` | water \\| weed | uM | 600 | 0.25 | steady | `0` | `5 uM` | 20 uM | weed |"))
    }

    @Test("puts events and phases in words")
    func events() {
        let bite = "engulf at the rate `appetite`, with one of the touching live snail, drawn; counts `1` in `bites` [pond]"
        #expect(text.contains("- **bite**: \(bite)\n"))
        let hide = "enter `shell` at the rate `0.2 /h` [pond], times `1 + light` [weed], in 3 stages, for each touching fish, live or dead"
        #expect(text.contains("- **hide**: \(hide)\n"))
        #expect(text.contains("- phase `sunk` (dead):\n  - **clearing**: vanish every 2 h [pond]"))
    }

    @Test("tells the module of what a cell takes by the file it is written in")
    func exchange() {
        #expect(text.contains("- takes `weed` up to `15 uM/h`, half of it at 20 uM [weed]"))
    }

    @Test("gives each parameter as written, and flags those that nobody measured")
    func parameters() {
        #expect(text.contains("3 parameters, of which 1 is *assumed*: nobody measured them."))
        #expect(text.contains("| `speed_limit` | `12 um/min` | 1 to 20 | 1/time | *assumed* | pond |"))
        #expect(text.contains("| `appetite` | `0.5 /h` | 1 to 20 | 1/time | Weir 1999 | pond |"))
        #expect(text.contains("| `luck` | `3` | 1 to 20 | 1/time | *no source* | pond |"))
    }

    @Test("keeps what only the texts hold: functions, and what a genotype sets")
    func texts() {
        #expect(text.contains("hat(v) = v / (1 + v)  [pond]"))
        #expect(text.contains("| `blind` | `fish.sight: 0` | pond |"))
    }

    @Test("lists mechanisms in the order of people, with their gain and where they act")
    func couplings() throws {
        let table = try #require(text.section("### Mechanisms"))
        let names = table.split(separator: "\n").filter { $0.hasPrefix("| `") }
        #expect(
            names == [
                "| `M2` | hunger drives fish | 1 | `appetite` | pond |", "| `M3` | snails clean | 0 |  | pond |",
                "| `M10` | shade slows weed | 1 |  | pond |",
            ])
    }

    @Test("lists what is absent: gains of 0, what the library has besides, and names used for something else")
    func absent() throws {
        let library = [
            LibraryCoupling(name: "M1", about: "frogs sing", module: "frogs", place: Ponds.place()),
            LibraryCoupling(name: "M2", about: "hunger drives fish", module: "pond", place: Ponds.place()),
            LibraryCoupling(name: "M10", about: "sun drives weed", module: "weed", place: Ponds.place()),
        ]
        let table = try #require(describe(Ponds.model(), library: library).section("### Mechanisms of the literature that are absent"))
        let rows = table.split(separator: "\n").filter { $0.hasPrefix("| `") }
        #expect(
            rows == [
                "| `M1` | frogs sing | not in this model | frogs |", "| `M3` | snails clean | its gain is 0 | pond |",
                "| `M10` | sun drives weed | the model gives its name to something else | weed |",
            ])
    }

    @Test("can be written of a model that says nothing")
    func empty() {
        #expect(describe(Model()).contains("The author states no purpose."))
    }
}

extension String {
    /// What follows a heading, up to the next.
    fileprivate func section(_ heading: String) -> String? {
        guard let start = firstRange(of: heading + "\n") else { return nil }
        let rest = self[start.upperBound...]
        return String(rest.firstRange(of: "\n#").map { rest[..<$0.lowerBound] } ?? rest)
    }
}
