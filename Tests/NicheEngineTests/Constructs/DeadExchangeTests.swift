import NicheModel
import Testing

@testable import NicheEngine

@Suite("What the dead exchange")
struct DeadExchangeTests {
    private func scents(_ phase: String) throws -> [Double] {
        let model = try Model.read(
            text: """
                title: a smell
                substances:
                  scent: {diffusion: 100 um^2/min, decay: 0 /min}
                  food: {diffusion: 100 um^2/min, decay: 0 /min, start: 1}
                cells:
                  ant:
                    state: {volume: 1 pL | split}
                    let: {smell: 0 /min}
                    rules:
                      - dead increases smell to 0.02 /min with half-max 0.1, power 10, also when dead
                    take: {food: at 0.1 /min}
                    events: {death: enter gone after 60 min}
                    phases:
                      gone: {dead: yes\(phase)}
                space: {size: [60 um, 60 um, 60 um], voxel: 20 um}
                time: {end: 2 h, step: 6 min, record: 6 min}
                place: [{what: ant, number: 5, everywhere: yes}]
                measures: {scent_now: mean(scent), food_now: mean(food)}
                """, vocabulary: .standard)
        let simulation = try Simulation(model, seed: 1, threads: 2)
        var values: [Double] = []
        try simulation.run { simulation in
            values += try simulation.summaryRow().filter { $0.name.hasSuffix("_now") }.map(\.value)
            return true
        }
        return values
    }

    @Test("is what their phase says, and nothing else") func phase() throws {
        let silent = try scents("")
        let telling = try scents(", secrete: {scent: smell toward 1}, take: {food: at 0.05 /min}")
        let (deathAt, last) = (2 * 9, silent.count - 2)
        #expect(silent[last] == 0 && telling[deathAt] == 0 && telling[last] > 0.01)
        // The living eat alike; the dead eat only where their phase lets them.
        #expect(silent[deathAt + 1] == telling[deathAt + 1])
        #expect(abs(silent[last + 1] - silent[deathAt + 3]) < 1e-6 && telling[last + 1] < silent[last + 1] - 0.01)
    }
}
