import NicheModel
import Testing

@testable import NicheEngine

@Suite("A model about ants")
struct AntsTests {
    @Test("every verb happens") func everyVerb() throws {
        let simulation = try Simulation(try Ants.model(), seed: 3, threads: 2)
        let start = simulation.state.vessels[0].count
        let first = simulation.cellCount
        var segments: Set<Int> = []
        try simulation.run { simulation in
            segments.insert(simulation.state.vessels[0].count)
            return true
        }
        let tallies = Dictionary(uniqueKeysWithValues: zip(simulation.model.tallies, simulation.state.tallies))
        for name in ["leaks", "meals", "startled", "funerals", "fights"] { #expect(tallies[name, default: 0] > 0, "\(name)") }
        #expect(simulation.cellCount > first)
        #expect(segments.max()! > start)
        #expect(simulation.state.cells.tables[1].count > 0)
    }

    @Test("threads do not matter", arguments: [2, 3, 5]) func threads(_ threads: Int) throws {
        let one = try Simulation(try Ants.model([("time.end", "12 h")]), seed: 7, threads: 1)
        let many = try Simulation(try Ants.model([("time.end", "12 h")]), seed: 7, threads: threads)
        try one.run { _ in true }
        try many.run { _ in true }
        #expect(one.digest == many.digest)
    }

    @Test("another seed gives another run") func seeds() throws {
        let a = try Simulation(try Ants.model([("time.end", "3 h")]), seed: 1, threads: 1)
        let b = try Simulation(try Ants.model([("time.end", "3 h")]), seed: 2, threads: 1)
        try a.run { _ in true }
        try b.run { _ in true }
        #expect(a.digest != b.digest)
    }

    @Test("looking does not matter") func looking() throws {
        let a = try Simulation(try Ants.model([("time.end", "6 h")]), seed: 1, threads: 1)
        let b = try Simulation(try Ants.model([("time.end", "6 h")]), seed: 1, threads: 1)
        try a.run { _ in true }
        try b.run { simulation in
            _ = simulation.frame()
            _ = try simulation.summaryRow()
            return true
        }
        #expect(a.digest == b.digest)
    }
}
