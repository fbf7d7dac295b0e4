import NicheMath
import NicheModel
import Testing

@testable import NicheEngine

/// Ants hold leaves: one at a time, as often as the step allows.
@Suite("Who holds whom")
struct GripTests {
    /// - Parameters:
    ///   - events: of the ant.
    ///   - place: what is where.
    private func simulation(
        _ events: String, _ place: String, leaf: String = "", bond: String = "", end: String = "10 d", threads: Int = 1
    ) throws -> Simulation {
        let model = try Model.read(
            text: """
                title: harvest
                cells:
                  ant:
                    state: {volume: 1 pL | split, carried: 0 min | split}
                    change: {carried: holding(any leaf)}
                    mechanics: {repulsion: 0 um/min, adhesion: 0 um/min\(bond)}
                    let: {weight: 3}
                    events: {\(events)}
                  leaf:
                    state: {volume: 1 pL | split, borne: 0 min | split, load: 0 min | split}
                    change:
                      borne: held_by(ant)
                      load: held_by(ant, their.weight)
                    mechanics: {repulsion: 0 um/min, adhesion: 0 um/min\(bond)}
                    \(leaf)
                space: {size: [200 um, 200 um, 20 um], voxel: 20 um}
                time: {end: \(end), step: 6 min, record: 6 min}
                place: \(place)
                measures:
                  carried_now: sum(ant, carried / 1 min)
                  borne_now: sum(any leaf, borne / 1 min)
                  load_now: sum(any leaf, load / 1 min)
                  leaves_now: count(leaf)
                """, vocabulary: .standard)
        return try Simulation(model, seed: 7, threads: threads)
    }

    private func end(_ simulation: Simulation) throws -> [String: Double] {
        try simulation.run { _ in true }
        return Dictionary(uniqueKeysWithValues: try simulation.summaryRow().map { ($0.name, $0.value) })
    }

    private static let pair = "[{what: ant, points: [[100 um, 100 um]]}, {what: leaf, points: [[110 um, 100 um]]}]"

    @Test("a pair is held for rate / (rate + release) of the time, however short the holds", arguments: [(0.02, 0.05), (1.0, 5.0)])
    func share(_ rate: Double, _ release: Double) throws {
        let simulation = try simulation(
            "grip: {do: hold, each: touching leaf, at: \(rate) /min}, loosen: release at \(release) /min", Self.pair)
        let end = try end(simulation)
        let total = 10.0 * 1440
        // Over T the share scatters by √(2 p q / ((a + r) T)).
        let (share, sum) = (rate / (rate + release), rate + release)
        let sd = (2 * share * (1 - share) / (sum * total)).squareRoot()
        #expect(abs(end["carried_now"]! / total - share) < 4 * sd)
        #expect(abs(end["carried_now"]! - end["borne_now"]!) < 1e-6)
        #expect(abs(end["load_now"]! - 3 * end["borne_now"]!) < 1e-6)
    }

    @Test("a cell holds one at a time, and shares itself out among those that offer") func oneAtATime() throws {
        let leaves = (0..<4).map { "{what: leaf, points: [[\(100 + 8 * ($0 % 2 == 0 ? 1 : -1)) um, \(100 + 8 * ($0 / 2)) um]]}" }
        let simulation = try simulation(
            "grip: {do: hold, each: touching leaf, at: 100 /min}, loosen: release at 1 /min",
            "[{what: ant, points: [[100 um, 100 um]]}, \(leaves.joined(separator: ", "))]", end: "1 d")
        let end = try end(simulation)
        // Four leaves at 100 /min each: free for 1 / 400 of a minute after each hold of a minute.
        #expect(end["carried_now"]! < 1440 && end["carried_now"]! > 1440 * 0.99)
        #expect(abs(end["borne_now"]! - end["carried_now"]!) < 1e-6)
    }

    @Test("who is gone, or no longer what is asked for, is let go") func ends() throws {
        for leaf in [
            "events: {falling: vanish after 100 min}", "events: {wilting: enter dry after 100 min}\n    phases: {dry: {dead: yes}}",
        ] {
            let simulation = try simulation("grip: {do: hold, each: touching leaf, at: 1000 /min}", Self.pair, leaf: leaf, end: "4 h")
            let end = try end(simulation)
            #expect(end["leaves_now"] == 0)
            #expect(end["carried_now"]! > 90 && end["carried_now"]! < 109)
        }
    }

    @Test("a bond draws a held pair together by rate × distance from both sides") func bond() throws {
        let simulation = try simulation(
            "grip: {do: hold, each: touching leaf, at: 1000 /min}", Self.pair, bond: ", bond: 0.004 /min", end: "1 h")
        try simulation.run { _ in true }
        let cells = simulation.state.cells
        let way = cells.position(1) - cells.position(0)
        let expected = 10 * Elementary.exp(-2 * 0.004 * 60)
        #expect(abs((way * way).sum().squareRoot() - expected) < 0.01)
        #expect(abs((cells[.x][0] + cells[.x][1]) / 2 - 105) < 1e-6)
    }

    @Test("rates may read what those who may be held publish") func theirs() throws {
        let simulation = try simulation(
            "grip: {do: hold, each: touching leaf, at: 20 /min * their.pull}",
            "[{what: ant, points: [[100 um, 100 um]]}, {what: leaf, points: [[108 um, 100 um], [92 um, 100 um]]}]",
            leaf: "let: {pull: (position.x - 100 um) / 8 um}", end: "1 h")
        try simulation.run { _ in true }
        let leaves = simulation.frame().cells
        let borne = try #require(leaves.states.first { $0.name == "borne" }).values
        for cell in 1...2 { #expect((borne[cell] > 50) == (leaves.x[cell] > 100), "\(leaves.x[cell]): \(borne[cell])") }
    }

    /// Pairs of the rows 0, 0 and 2 are no run of rows, though the last is two behind the first.
    @Test("each pair reads its own ant") func pairsOfRows() throws {
        func simulation(_ zealous: Int) throws -> Simulation {
            try self.simulation(
                "grip: {do: hold, each: touching leaf, at: 1000 /min / (1 + ((position.x - \(zealous) um) / 20 um)^20)}",
                "[{what: ant, points: [[40 um, 100 um], [100 um, 100 um], [160 um, 100 um]]}, "
                    + "{what: leaf, points: [[48 um, 100 um], [32 um, 100 um], [168 um, 100 um]]}]", end: "6 min")
        }
        func held(_ zealous: Int) throws -> Int {
            let simulation = try simulation(zealous)
            try simulation.run { _ in true }
            let column = simulation.kinds[0].map.existing(.held)!
            return (0..<3).filter { simulation.state.cells.tables[0][column][$0] != 0 }.count
        }
        // The one in the middle touches nothing.
        #expect(try held(100) == 0)
        #expect(try held(40) == 1 && held(160) == 1)
    }

    @Test("daughters hold nobody; who becomes another lets go") func passing() throws {
        let simulation = try simulation(
            "grip: {do: hold, each: touching leaf, at: 1000 /min}, splitting: divide after 30 min", Self.pair, end: "30 min")
        try simulation.run { _ in true }
        let kind = simulation.kinds[0]
        let table = simulation.state.cells.tables[0]
        #expect(table.count == 2)
        let column = kind.map.existing(.held)!
        #expect([table[column][0], table[column][1]].filter { $0 != 0 }.count == 1)
    }

    @Test("threads and a stop in the middle make no difference") func sameBits() throws {
        func crowd(_ threads: Int) throws -> Simulation {
            try simulation(
                "grip: {do: hold, each: touching leaf, at: 0.3 /min}, loosen: release at 0.2 /min",
                "[{what: ant, number: 300, everywhere: yes}, {what: leaf, number: 300, everywhere: yes}]", bond: ", bond: 0.02 /min",
                end: "3 h", threads: threads)
        }
        let one = try crowd(1)
        while one.state.time < 5400 { try one.step() }
        let resumed = try Simulation(one.model, resuming: one.saved(), threads: 3)
        let three = try crowd(3)
        for simulation in [one, resumed, three] { try simulation.run { _ in true } }
        #expect(one.digest == three.digest && one.digest == resumed.digest)
    }

    @Test("rates that no step can follow stop the run") func tooFast() throws {
        let simulation = try simulation("grip: {do: hold, each: touching leaf, at: 1e9 /min}, loosen: release at 1e9 /min", Self.pair)
        #expect(throws: RunFault.self) { try simulation.step() }
    }

    @Test("what is wrong is told: no neighbour, a condition, a release without a hold, segments") func refused() {
        for events in [
            "grip: hold at 1 /min", "grip: {do: hold, each: touching leaf, when: carried > 3 min}", "loosen: release at 1 /min",
            "loosen: {do: release, each: touching leaf, at: 1 /min}", "grip: {do: hold, each: leaf within 3 um, at: 1 /min}",
        ] {
            #expect(throws: ModelFault.self, "\(events)") { try simulation(events, Self.pair) }
        }
    }
}
