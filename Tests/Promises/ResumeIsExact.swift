import NicheModel
import Testing

@testable import NicheEngine

/// Stopped at every tick and resumed on other numbers of threads, a run goes on as if nothing had been: 0 ULP, tick by tick.
@Suite("Resume is exact")
struct ResumeIsExact {
    /// The digests of 200 ticks, the first one before any, and the states saved there.
    private func course() throws -> (digests: [String], saved: [SavedState], last: Simulation) {
        let simulation = try Pond.simulation()
        var digests: [String] = []
        var saved: [SavedState] = []
        try simulation.run { simulation in
            digests.append(simulation.digest)
            saved.append(simulation.saved())
            return true
        }
        return (digests, saved, simulation)
    }

    @Test("at 200 of 200 ticks, on another number of threads") func everyTick() throws {
        let (digests, saved, last) = try course()
        #expect(digests.count == 201)
        // The scene is worth its name.
        for name in ["left", "entered", "leaks", "meals", "broods", "deaths", "swans", "startled", "funerals", "fights"] {
            #expect(last.state.tallies[last.model.tallies.firstIndex(of: name)!] > 0, "\(name)")
        }
        #expect(last.state.begins.allSatisfy { $0 >= 0 } && last.state.begins.last! > 0)
        #expect(last.state.vessels[0].count > 20 && last.cellCount > 100)
        let model = try Pond.model()
        var exact = 0
        for tick in 0..<200 {
            let simulation = try Simulation(model, resuming: saved[tick], threads: 1 + (tick + 1) % 3)
            var found: [String] = []
            try simulation.run { simulation in
                found.append(simulation.digest)
                return found.last == digests[tick + found.count - 1]
            }
            #expect(found == Array(digests[tick...]), "resumed at tick \(tick), differs at \(tick + found.count - 1)")
            if found == Array(digests[tick...]) { exact += 1 }
        }
        #expect(exact == 200)
    }

    @Test("and a state that is resumed saves to the same columns, to the last bit") func columns() throws {
        let simulation = try Pond.simulation(threads: 2)
        for _ in 0..<60 { try simulation.step() }
        let saved = simulation.saved()
        let again = try Simulation(Pond.model(), resuming: saved, threads: 1).saved()
        #expect(again.columns.map(\.name) == saved.columns.map(\.name))
        for (a, b) in zip(again.columns, saved.columns) { #expect(a.values.bits == b.values.bits, "\(a.name)") }
    }

    @Test("in each ready model", arguments: ["well", "spheroid", "slice", "section"]) func readyModels(_ name: String) throws {
        var options = ReadOptions()
        options.libraryFolders = [ThreadsDoNotMatter.library]
        options.endOverride = "12 h"
        options.cellsFile = "made-up.csv"
        let model = try Model.read(path: "\(ThreadsDoNotMatter.library)/\(name).yaml", vocabulary: .standard, options: options)
        let points = name == "section" ? ThreadsDoNotMatter.section(model) : []
        let simulation = try Simulation(model, seed: 5, threads: 2, cellPoints: points)
        var saved: [SavedState] = []
        try simulation.run { simulation in
            if simulation.state.tick % 37 == 5 { saved.append(simulation.saved()) }
            return true
        }
        #expect(saved.count == 4)
        for state in saved {
            let resumed = try Simulation(model, resuming: state, threads: 1)
            try resumed.run { _ in true }
            #expect(resumed.digest == simulation.digest)
        }
    }
}

extension SavedState.Values {
    /// The numbers bit by bit, so that 0 differs from -0 and NaN equals itself.
    var bits: [UInt64] {
        switch self {
        case .doubles(let values): values.map(\.bitPattern)
        case .words(let values): values
        case .integers(let values): values.map { UInt64(UInt32(bitPattern: $0)) }
        }
    }
}
