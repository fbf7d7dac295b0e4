import NicheMath
import NicheModel
import Testing

@testable import NicheEngine

/// Ants that reach far, bees that do not, and whom they hold to.
@Suite("How far cells reach and whom they hold to")
struct ReachTests {
    private func simulation(
        ant: String = "", more: String = "", place: String, fields: String = ""
    ) throws -> Simulation {
        let model = try Model.read(
            text: """
                title: reach
                \(fields)
                cells:
                  ant:
                    state: {volume: 2494 um^3 | split, met: 0 min | split}
                    change: {met: touching(any bee)}
                    mechanics:
                      repulsion: 0 um/min
                      adhesion: 0.4 um/min
                      \(ant)
                    \(more)
                  bee:
                    state: {volume: 2494 um^3 | split, met: 0 min | split}
                    change: {met: touching(any ant)}
                    mechanics: {repulsion: 0 um/min, adhesion: 0.4 um/min}
                space: {size: [200 um, 200 um, 20 um], voxel: 20 um}
                time: {end: 1 d, step: 6 min, record: 6 min}
                place: \(place)
                """, vocabulary: .standard)
        return try Simulation(model, seed: 1, threads: 1)
    }

    /// Two cells, ant and bee, d apart [µm].
    private func pair(_ distance: Double) -> String {
        "[{what: ant, points: [[80 um, 100 um]]}, {what: bee, points: [[\(80 + distance) um, 100 um]]}]"
    }

    /// How long a cell of a type has touched the other one [min].
    private func met(_ simulation: Simulation, _ type: Int) -> Double { simulation.state.cells.tables[type][1][0] }

    /// The radius is 8.413 um: 1.25 radii each are 21.03 um, 1.25 and 2 are 27.34 um.
    @Test("touch is below the sum of what both reach", arguments: [(27.2, true), (27.5, false)]) func touch(far: Double, meets: Bool) throws
    {
        let simulation = try simulation(ant: "reach: 2", place: pair(far))
        let frame = simulation.frame()
        #expect(frame.cells.contacts == (meets ? [1, 1] : [0, 0]))
        try simulation.step()
        #expect(met(simulation, 0) == (meets ? 6 : 0) && met(simulation, 1) == (meets ? 6 : 0))
    }

    @Test("adhesion draws nearer within that reach, and not beyond") func pull() throws {
        func way(_ far: Double, _ ant: String) throws -> Double {
            let simulation = try simulation(ant: ant, place: pair(far))
            try simulation.step()
            let cells = simulation.state.cells
            return cells[.x][1] - cells[.x][0] - far
        }
        #expect(try way(24, "") == 0)
        let far = 3.25 * Elementary.cubeRoot(2494 * 3 / (4 * Double.pi))
        // Both go toward each other at 0.4 (1 - d / far)², six minutes long.
        let expected = -2 * 6 * 0.4 * (1 - 24 / far) * (1 - 24 / far)
        let drawn = try way(24, "reach: 2")
        #expect(abs(drawn / expected - 1) < 0.02, "\(drawn) \(expected)")
        #expect(try way(24, "reach: 2\n      affinities: {ant: 0}") == drawn)
        // The root of 0.25 × 1.
        #expect(abs(try way(24, "reach: 2\n      affinities: {bee: 0.25}") / drawn - 0.5) < 0.02)
        #expect(try way(24, "reach: 2\n      affinities: {bee: 0}") == 0)
    }

    @Test("a reach may change with the cell, and is felt from the next step") func changing() throws {
        let simulation = try simulation(ant: "reach: 1.25 + ramp(time, 9 min, 10 min)", place: pair(25))
        let column = try #require(simulation.kinds[0].map.existing(.reach))
        #expect(simulation.state.cells.tables[0][column][0] == 1.25)
        for _ in 0..<3 { try simulation.step() }
        #expect(simulation.state.cells.tables[0][column][0] == 2.25 && met(simulation, 0) == 0)
        try simulation.step()
        #expect(met(simulation, 0) == 6)
    }

    @Test("a reach below 1 and a bad affinity stop the run, by name") func bad() throws {
        for (ant, words) in [
            ("reach: 1.25 - ramp(time, 1 min, 2 min)", "the reach of ant 1 is 0.25; it must be 1 or more"),
            ("affinities:\n        bee: 0.5 - ramp(time, 1 min, 2 min)", "the affinity of ant 1 is -0.5; it must be 0 or more"),
        ] {
            let fault = #expect(throws: RunFault.self) {
                let simulation = try simulation(ant: ant, place: pair(30))
                for _ in 0..<2 { try simulation.step() }
            }
            #expect("\(try #require(fault))".contains(words), "\(fault!)")
        }
    }

    private let food = """
        substances:
          food: {unit: uM, diffusion: 0 um^2/min, decay: 0 /min, start: 1 uM + 0.02 uM/um * position.x + 0.01 uM/um * position.y}
          scent: {unit: uM, diffusion: 0 um^2/min, decay: 0 /min, start: 5 uM + 1e-4 uM/um * position.y}
        """

    @Test("gradient() is how steep a substance is") func steepness() throws {
        let simulation = try simulation(
            more: "move: {speed: 0 um^2/min * gradient(food) / 1 uM, persistence: 1 min}", place: pair(30), fields: food)
        let kind = simulation.kinds[0]
        let column = try #require(kind.map.existing(.gradient(0)))
        let steep = simulation.state.cells.tables[0][column][0]
        #expect(abs(steep - (0.02 * 0.02 + 0.01 * 0.01).squareRoot()) < 1e-12)
    }

    @Test("a walk that mixes directions does not ask how steep they are") func directions() throws {
        func way(_ mix: String, _ weights: String) throws -> SIMD3<Double> {
            let simulation = try simulation(
                more: "move: {speed: 1 um/min, persistence: 1e6 min, bias: 1, \(mix)toward: \(weights)}", place: pair(60), fields: food)
            let cells = simulation.state.cells
            let start = cells.position(0)
            try simulation.step()
            return (cells.position(0) - start) / 6
        }
        let mixed = try way("mix: directions, ", "{food: 1, scent: 1}")
        let (a, b) = (2 / 5.0.squareRoot(), 1 / 5.0.squareRoot() + 1)
        let length = (a * a + b * b).squareRoot()
        #expect(abs(mixed.x - a / length) < 1e-9 && abs(mixed.y - b / length) < 1e-9)
        let plain = try way("", "{food: 1 /uM, scent: 1 /uM}")
        #expect(abs(plain.y / plain.x - 0.0101 / 0.02) < 1e-9)
    }

    @Test("an amount is secreted beside what goes toward a target") func outputs() throws {
        func level(_ secrete: String) throws -> Double {
            let simulation = try simulation(
                more: "secrete: {food: \(secrete)}", place: "[{what: ant, points: [[90 um, 90 um]]}]",
                fields: "substances:\n  food: {unit: uM, diffusion: 0 um^2/min, decay: 0 /min, start: 0 uM}")
            try simulation.step()
            return simulation.state.fields.substances[0][4 + 10 * 4]
        }
        let (toward, amount) = (try level("0.01 /min toward 5 uM"), try level("40 uM * 1 um^3/min"))
        let both = try level("0.01 /min toward 5 uM with 40 uM * 1 um^3/min")
        #expect(toward > 0 && amount > 0 && abs(both / (toward + amount) - 1) < 0.01 && both > max(toward, amount))
    }
}
