import NicheMath
import NicheModel
import Testing

@testable import NicheEngine

/// Ants that attach to whom they touch.
@Suite("Who attaches to whom")
struct SpringTests {
    private func simulation(_ mechanics: String, _ place: String, more: String = "", threads: Int = 1) throws -> Simulation {
        let model = try model(mechanics, place, more: more)
        return try Simulation(model, seed: 5, threads: threads)
    }

    private func model(_ mechanics: String, _ place: String, more: String) throws -> Model {
        try Model.read(
            text: """
                title: chains
                cells:
                  ant:
                    state: {volume: 2494 um^3 | split}
                    mechanics: {repulsion: 0 um/min, adhesion: 0 um/min, \(mechanics)}
                    \(more)
                  leaf:
                    state: {volume: 2494 um^3 | split}
                    mechanics: {repulsion: 0 um/min, adhesion: 0 um/min}
                space: {size: [2 mm, 2 mm, 20 um], voxel: 20 um}
                time: {end: 1 d, step: 6 min, record: 6 min}
                place: [\(place)]
                """, vocabulary: .standard)
    }

    /// Pairs of ants in touch, each far from the others.
    private let pairs =
        "{what: ant, points: ["
        + (0..<1280).map {
            "[\(25 + 50 * ($0 % 40)) um, \(20 + 50 * ($0 / 40)) um], [\(25 + 50 * ($0 % 40)) um, \(32 + 50 * ($0 / 40)) um]"
        }
        .joined(separator: ", ") + "]}"

    @Test("pairs in touch attach and let go as two states in continuous time do, to both of which both cells add") func balance() throws {
        let simulation = try simulation("attach: 0.03 /min, detach: 0.02 /min", pairs)
        // Both add: 0.06 and 0.04 /min.
        for steps in 1...3 {
            try simulation.step()
            let expected = 0.6 * (1 - Elementary.exp(-0.1 * 6 * Double(steps)))
            let share = Double(simulation.state.springs.count) / 1280
            #expect(abs(share - expected) < 4 * (expected * (1 - expected) / 1280).squareRoot(), "\(steps): \(share) for \(expected)")
        }
    }

    @Test("affinities scale how soon") func affinities() throws {
        let simulation = try simulation("attach: 0.03 /min, affinities: {ant: 0.25}", pairs)
        try simulation.step()
        let expected = 1 - Elementary.exp(-0.06 * 0.25 * 6)
        let share = Double(simulation.state.springs.count) / 1280
        #expect(abs(share - expected) < 4 * (expected * (1 - expected) / 1280).squareRoot(), "\(share) for \(expected)")
    }

    /// A row of ants, each in touch with the next, and with nobody else.
    private func row(_ count: Int, _ what: String = "ant", y: Int = 100) -> String {
        "{what: \(what), points: [" + (0..<count).map { "[\(100 + 15 * $0) um, \(y) um]" }.joined(separator: ", ") + "]}"
    }

    @Test("nobody has more than it may, and who says nothing may have twelve") func most() throws {
        let simulation = try simulation("attach: 5 /min, detach: 1 /min, attachments: 1", row(101))
        for _ in 0..<5 {
            try simulation.step()
            var counts: [UInt64: Int] = [:]
            for spring in simulation.state.springs.springs { for id in [spring.low, spring.high] { counts[id, default: 0] += 1 } }
            // Rows of which everybody holds one neighbour at most fill up to between two thirds and all.
            #expect(counts.values.allSatisfy { $0 == 1 } && counts.count > 60)
        }
        let leaves = try self.simulation("attach: 5 /min", row(20) + ", " + row(20, "leaf", y: 112))
        try leaves.step()
        #expect(leaves.state.springs.springs.contains { $0.low <= 20 && $0.high > 20 })
        #expect(!leaves.state.springs.springs.contains { $0.low > 20 })
    }

    @Test("a spring draws both together, and many draw nobody beyond its neighbours") func draw() throws {
        let two = "{what: ant, points: [[100 um, 100 um], [112 um, 100 um]]}"
        let simulation = try simulation("attach: 1e5 /min, bond: 0.004 /min", two)
        for _ in 0..<10 { try simulation.step() }
        let cells = simulation.state.cells
        let expected = 12 * Elementary.exp(-2 * 0.004 * 60)
        #expect(abs(cells[.x][1] - cells[.x][0] - expected) < 0.01 && abs(cells[.x][0] + cells[.x][1] - 212) < 1e-9)
        let stiff = try self.simulation("attach: 1e5 /min, bond: 10 /min", row(9))
        let places = { (0..<9).map { stiff.state.cells[.x][$0] } }
        let span = { places().max()! - places().min()! }
        var last = span()
        for _ in 0..<6 {
            try stiff.step()
            #expect(span() < last)
            last = span()
        }
    }

    @Test("who divides, dies or is gone lets go") func ends() throws {
        for event in ["split: divide at 1e3 /min * ramp(time, 5 min, 6 min)", "end: vanish at 1e3 /min * ramp(time, 5 min, 6 min)"] {
            let simulation = try simulation(
                "attach: 1 /min", row(2), more: "events:\n      \(event)")
            try simulation.step()
            #expect(simulation.state.springs.count == 1)
            // They are told apart from new ones by how often their cells had divided.
            let before = simulation.state.springs.springs[0].divisions
            for _ in 0..<2 { try simulation.step() }
            #expect(!simulation.state.springs.springs.contains { $0.low == 1 && $0.high == 2 && $0.divisions == before })
        }
    }

    @Test("has the same bits on two threads, and after a resume") func bits() throws {
        let (mechanics, more) = (
            "attach: 0.05 /min, detach: 0.02 /min, attachments: 3, bond: 0.01 /min", "events: {split: divide at 0.002 /min}"
        )
        let place = "{what: ant, number: 400, everywhere: yes}, " + row(60)
        let one = try simulation(mechanics, place, more: more)
        let two = try simulation(mechanics, place, more: more, threads: 2)
        for _ in 0..<6 { try one.step() }
        let resumed = try Simulation(try model(mechanics, place, more: more), resuming: one.saved(), threads: 2)
        for _ in 0..<6 { for simulation in [one, resumed] { try simulation.step() } }
        for _ in 0..<12 { try two.step() }
        #expect(one.state.springs.count > 20 && one.digest == two.digest && one.digest == resumed.digest)
    }
}
