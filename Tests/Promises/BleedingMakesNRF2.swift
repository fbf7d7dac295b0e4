import NicheEngine
import NicheModel
import Testing

/// Emergence in the slice: what appears where it bled is gone when vessels do not rupture.
@Suite("Bleeding makes NRF2-high macrophages")
struct BleedingMakesNRF2 {
    /// Greatest shares, over eight days, of bled area and of NRF2-high macrophages.
    private func greatest(_ settings: [(name: String, value: String)]) throws -> (bled: Double, high: Double) {
        var options = ReadOptions()
        options.libraryFolders = [ThreadsDoNotMatter.library]
        options.settings = settings
        options.endOverride = "8 d"
        let model = try Model.read(path: "\(ThreadsDoNotMatter.library)/slice.yaml", vocabulary: .standard, options: options)
        let simulation = try Simulation(model, seed: 3, threads: 2)
        var result = (bled: 0.0, high: 0.0)
        try simulation.run { simulation in
            guard simulation.state.time % 86_400 == 0 else { return true }
            let row = Dictionary(uniqueKeysWithValues: try simulation.summaryRow().map { ($0.name, $0.value) })
            result = (max(result.bled, row["bled_area"]!), max(result.high, row["NRF2_high"]!))
            return true
        }
        return result
    }

    @Test("where vessels rupture, and nowhere else") func ruptureOff() throws {
        let bleeding = try greatest([])
        #expect(bleeding.bled > 0.002)
        #expect(bleeding.high > 0.01)
        let tight = try greatest([("M42", "0")])
        #expect(tight.bled == 0)
        #expect(tight.high == 0)
    }
}
