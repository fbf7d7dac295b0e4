import NicheModel
import Testing

@testable import NicheEngine

@Suite("Clamps that follow a table of time")
struct CourseTests {
    private static func model(_ clamp: String, space: String = "well") throws -> Model {
        try Model.read(
            text: """
                title: a clamp
                substances:
                  scent: {unit: uM, diffusion: 600 um^2/min, decay: 0.05 /min}
                body: {state: {season: 1}}
                cells:
                  ant:
                    state: {volume: 1 pL | split, mood: 7 | copy}
                    change: {mood: 1 /h}
                space: \(space)
                time: {end: 2 h, step: 6 min, record: 6 min}
                place: [{what: ant, number: 3}]
                clamp:
                  \(clamp)
                measures: {scent_now: mean(scent), mood_now: "mean(ant, mood)"}
                """, vocabulary: .standard)
    }

    private func values(_ model: Model, _ name: String, threads: Int = 1) throws -> [Double] {
        let simulation = try Simulation(model, seed: 1, threads: threads)
        var values: [Double] = []
        try simulation.run { simulation in
            values.append(try simulation.summaryRow().first { $0.name == name }!.value)
            return true
        }
        return values
    }

    @Test("hold a substance, in a well and in space", arguments: ["well", "{size: [60 um, 60 um, 60 um], voxel: 20 um}"])
    func substance(_ space: String) throws {
        let values = try values(try Self.model("scent: [[0.5 h, 10 uM], [1 h, 0 uM], [1.5 h, 4 uM]]", space: space), "scent_now")
        // Fields of a record are those of its time.
        for (tick, expected) in [(0, 10.0), (5, 10), (6, 8), (9, 2), (10, 0), (12, 1.6), (15, 4), (20, 4)] {
            #expect(abs(values[tick] - expected) < 1e-9, "at \(tick * 6) min: \(values[tick])")
        }
    }

    @Test("hold a state of cells and of the body")
    func states() throws {
        let model = try Self.model("ant.mood: [[0 h, 0], [2 h, 20]]\n  season: [[0 h, 5], [1 h, 1]]")
        let moods = try values(model, "mood_now")
        // States are decided from the head of a step.
        #expect(abs(moods[10] - 9) < 1e-9 && abs(moods[20] - 19) < 1e-9)
        let seasons = try values(model, "season")
        #expect(abs(seasons[6] - 3) < 1e-9 && seasons[20] == 1)
    }

    @Test("are the same as the expression that says the same")
    func expression() throws {
        let table = try Simulation(try Self.model("scent: [[0 h, 0 uM], [2 h, 8 uM]]"), seed: 4, threads: 1)
        let formula = try Simulation(try Self.model("scent: ramp(time, 0 h, 2 h) * 8 uM"), seed: 4, threads: 1)
        try table.run { _ in true }
        try formula.run { _ in true }
        #expect(table.digest == formula.digest)
    }

    @Test("are refused with their place where nobody read the table")
    func unread() throws {
        let model = try Self.model("scent: {file: a.csv, time: h, value: uM}")
        let fault = #expect(throws: ModelFault.self) { try Simulation(model, seed: 1, threads: 1) }
        #expect(fault?.description == "model.yaml:13:10: the table a.csv has not been read, or has no rows")
    }
}
