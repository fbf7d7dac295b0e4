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

    @Test("daughters are of their mother's clone, whoever else comes and goes") func clones() throws {
        let simulation = try Simulation(try Ants.model(), seed: 3, threads: 2)
        var mothers: Set<UInt64> = Set(simulation.frame().cells.clone)
        #expect(mothers == Set(simulation.frame().cells.id))
        var ids = mothers
        var grew = false
        try simulation.run { simulation in
            let cells = simulation.frame().cells
            for (id, clone) in zip(cells.id, cells.clone) where ids.insert(id).inserted {
                // A new cell is the first of a line, or of one that was there before.
                if clone != id {
                    #expect(mothers.contains(clone), "\(id) descends from \(clone)")
                    grew = true
                }
                mothers.insert(clone)
            }
            return true
        }
        #expect(grew)
    }

    @Test("contacts are those that all pairs give") func contacts() throws {
        let simulation = try Simulation(try Ants.model([("time.end", "6 h")]), seed: 1, threads: 2)
        try simulation.run { _ in true }
        let cells = simulation.frame().cells
        let reach = simulation.model.space.reach
        for i in 0..<cells.count {
            let here = SIMD3(cells.x[i], cells.y[i], cells.z[i])
            let near = (0..<cells.count).count { j in
                let gap = SIMD3(cells.x[j], cells.y[j], cells.z[j]) - here
                return i != j && (gap * gap).sum().squareRoot() < reach * (cells.radius[i] + cells.radius[j])
            }
            #expect(cells.contacts[i] == near, "cell \(cells.id[i])")
        }
        #expect(cells.contacts.contains { $0 > 0 })
    }
}
