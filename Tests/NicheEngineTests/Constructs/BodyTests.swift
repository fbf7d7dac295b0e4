import Foundation
import NicheModel
import Testing

@testable import NicheEngine

@Suite("The body around the tissue")
struct BodyTests {
    @Test("what is given decays, and what follows from it does so at once")
    func decay() throws {
        let model = try Model.read(
            text: """
                title: a syrup
                body:
                  state: {syrup: 3, warmth: 1}
                  let: {twice: 2 * syrup, share: syrup / (syrup + warmth), both: twice + share}
                  change: {syrup: -syrup / 2 h, warmth: toward 0.25 over 5 h}
                cells:
                  ant: {state: {volume: 1 pL | split, felt: 0 | copy}, change: {felt: twice / 1 h}}
                space: well
                time: {end: 6 h, step: 6 min, record: 6 min}
                place: [{what: ant, number: 2}]
                therapies: {feed: {give: {syrup: 2}, from: 3 h}}
                therapy: feed
                measures: {two: twice, part: share, two_and_part: both, felt_now: "mean(ant, felt)"}
                """, vocabulary: .standard)
        let simulation = try Simulation(model, seed: 1, threads: 1)
        var felt = 0.0
        try simulation.run { simulation in
            let row = Dictionary(uniqueKeysWithValues: try simulation.summaryRow().map { ($0.name, $0.value) })
            let time = Double(simulation.state.time) / 3600
            let syrup = 3 * exp(-time / 2) + (time > 3 ? 2 * exp(-(time - 3) / 2) : 0)
            let warmth = 0.25 + 0.75 * exp(-time / 5)
            let share = syrup / (syrup + warmth)
            // At the very time of a dose it may stand on either side.
            if abs(time - 3) > 1e-9 {
                #expect(abs(row["two"]! - 2 * syrup) < 1e-5, "after \(time) h")
                #expect(abs(row["part"]! - share) < 1e-5, "after \(time) h")
                #expect(abs(row["two_and_part"]! - 2 * syrup - share) < 1e-5, "after \(time) h")
            }
            felt = row["felt_now"]!
            return true
        }
        // The integral of twice the syrup, which a step of the cells sees as it stood at its head.
        let whole = 4 * (3 * (1 - exp(-3)) + 2 * (1 - exp(-1.5)))
        #expect(abs(felt - whole) < 0.06 * whole)
    }
}
