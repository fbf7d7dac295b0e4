import NicheModel
import Testing

@testable import NicheEngine

@Suite("Rules")
struct RuleTests {
    /// The value of `drive` in a well with so much food, after a step.
    private func drive(_ rules: String, food: Double, dead: Bool = false) throws -> Double {
        let model = try Model.read(
            text: """
                title: rules
                substances:
                  food: {unit: uM, diffusion: 0 um^2/min, decay: 0 /min}
                cells:
                  ant:
                    state: {volume: 1 pL | split, shown: 0 /min | copy, age: 3 | copy}
                    let: {drive: 2 /min}
                    rules:
                \(rules.split(separator: "\n").map { "      - \($0)" }.joined(separator: "\n"))
                    events: {death: enter gone at \(dead ? "1e6" : "0") /min}
                    phases:
                      gone:
                        dead: yes
                        change: {shown: 0 /min^2}
                space: well
                time: {end: 12 min, step: 6 min, record: 6 min}
                place: [{what: ant, number: 1}]
                clamp: {food: \(food) uM}
                measures: {found: "sum(any ant, drive)"}
                """, vocabulary: .standard)
        let simulation = try Simulation(model, seed: 1, threads: 1)
        try simulation.run { _ in true }
        return try simulation.summaryRow().first { $0.name == "found" }!.value * (model.measures[0].unitFactor)
    }

    private func hill(_ x: Double) -> Double { x / (1 + x) }

    @Test("one goes from the base to its bound") func one() throws {
        let up = try drive("food increases drive to 8 /min with half-max 3 uM, power 4", food: 6)
        #expect(abs(up - (2 + 6 * hill(16))) < 1e-12)
        let down = try drive("food decreases drive to 0.5 /min with half-max 3 uM", food: 6)
        #expect(abs(down - (2 - 1.5 * hill(2))) < 1e-12)
    }

    @Test("several are pooled, with the largest and the smallest bound") func several() throws {
        let value = try drive(
            """
            food increases drive to 8 /min with half-max 3 uM, power 2
            age increases drive to 5 /min with half-max 2, power 3
            food decreases drive to 1 /min with half-max 12 uM
            age decreases drive to 0.25 /min with half-max 6
            """, food: 6)
        let raised = 2 + 6 * hill(4 + 27.0 / 8)
        #expect(abs(value - (raised + (0.25 - raised) * hill(0.5 + 0.5))) < 1e-12)
    }

    @Test("in the dead only those count that say so") func dead() throws {
        let rules = """
            food increases drive to 8 /min with half-max 3 uM
            dead increases drive to 4 /min with half-max 0.1, power 10, also when dead
            """
        #expect(abs(try drive(rules, food: 6) - (2 + 6 * hill(2))) < 1e-9)
        #expect(abs(try drive(rules, food: 6, dead: true) - (2 + 2 * hill(1e10))) < 1e-9)
        #expect(try drive("food increases drive to 8 /min with half-max 3 uM", food: 6, dead: true) == 2)
        // The name of a phase is 1 in it.
        let byPhase = "gone increases drive to 4 /min with half-max 1, also when dead"
        #expect(try drive(byPhase, food: 6) == 2 && drive(byPhase, food: 6, dead: true) == 3)
    }
}
