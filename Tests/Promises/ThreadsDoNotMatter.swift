import Foundation
import NicheEngine
import NicheModel
import Testing

/// Same bits: for 1, 2 and 3 threads, looked at or not, on 200 steps of each ready model.
@Suite("Threads do not matter")
struct ThreadsDoNotMatter {
    static let library = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Models").path

    /// A small made-up section: a jittered lattice of four classes.
    static func section(_ model: Model) -> [CellPoint] {
        let names = ["tumour", "tumour", "macrophage", "stroma", "CD8"]
        return (0..<400).compactMap { i in
            let (column, row) = (Double(i % 20), Double(i / 20))
            let jitter = Double((i * 7919) % 97) / 97
            guard let type = model.cellTypes.firstIndex(where: { $0.name == names[(i * 31) % 5] }) else { return nil }
            return CellPoint(position: SIMD3(20 + column * 14 + 5 * jitter, 20 + row * 14 + 5 * (1 - jitter), 0), type: type)
        }
    }

    static func digest(_ name: String, threads: Int, isWatched: Bool = false, mechanics: String = "pairs") throws -> String {
        var options = ReadOptions()
        if mechanics != "pairs" { options.settings = [("space.mechanics", mechanics)] }
        options.libraryFolders = [library]
        options.endOverride = "20 h"
        options.cellsFile = "made-up.csv"
        let model = try Model.read(path: "\(library)/\(name).yaml", vocabulary: .standard, options: options)
        let simulation = try Simulation(model, seed: 5, threads: threads, cellPoints: name == "section" ? section(model) : [])
        try simulation.run { simulation in
            if isWatched {
                _ = simulation.frame()
                _ = try simulation.summaryRow()
            }
            return true
        }
        #expect(simulation.state.tick == 200)
        return simulation.digest
    }

    @Test("in each ready model", arguments: ["well", "spheroid", "slice", "section"]) func threads(_ name: String) throws {
        let one = try Self.digest(name, threads: 1)
        #expect(try Self.digest(name, threads: 2) == one)
        #expect(try Self.digest(name, threads: 3) == one)
        #expect(try Self.digest(name, threads: 1, isWatched: true) == one)
    }

    @Test("where cells move by one smoothed pressure", arguments: ["spheroid", "slice", "section"]) func pressure(_ name: String) throws {
        let one = try Self.digest(name, threads: 1, mechanics: "pressure")
        #expect(try Self.digest(name, threads: 2, mechanics: "pressure") == one)
        #expect(try Self.digest(name, threads: 3, mechanics: "pressure") == one)
        #expect(try Self.digest(name, threads: 1) != one)
    }
}
