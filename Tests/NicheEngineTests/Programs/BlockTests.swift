import Foundation
import NicheMath
import NicheModel
import Testing

@testable import NicheEngine

@Suite("A block of cells changes as each of its cells would alone")
struct BlockTests {
    /// Many macrophages in one well, in states made up by row, so that many of them need sub-steps.
    static func simulation() throws -> Simulation {
        let root = URL(fileURLWithPath: Well.library).deletingLastPathComponent().path
        var options = ReadOptions()
        options.libraryFolders = [Well.library]
        let model = try Model.read(path: "\(root)/Benchmarks/macrophage.yaml", vocabulary: .standard, options: options)
        let simulation = try Simulation(model, seed: 7, threads: 1)
        for (kind, table) in zip(simulation.kinds, simulation.state.cells.tables) {
            for (column, key) in kind.map.keys.enumerated() where key.isState {
                guard case .state = key else { continue }
                for row in 0..<table.count { table[column][row] = made(column, row) * max(1, table[column][row]) }
            }
        }
        return simulation
    }

    static func made(_ column: Int, _ row: Int) -> Double {
        Double(Keys.mix(Keys.child(of: UInt64(column), ordinal: UInt64(row))) &>> 11) * 0x1p-53 + 0.25
    }

    @Test("whatever its block, with and without sub-steps, with noise") func alone() throws {
        let (together, apart) = (try Self.simulation(), try Self.simulation())
        let kind = try #require(together.kinds.first { $0.type.name == "macrophage" })
        try together.decide()
        let (table, other) = (together.state.cells.tables[kind.index], apart.state.cells.tables[kind.index])
        let change = try #require(apart.kinds[kind.index].changes[kind.type.firstPhase])
        let bench = IntegrationBench()
        let actors = ChangeSet.Actors(columns: other, globals: apart.state.globals, seed: apart.state.seed, tick: apart.state.tick)
        var refined = 0
        for row in stride(from: 0, to: table.count, by: 37) {
            bench.rows[0] = Int32(row)
            bench.keys[0] = apart.state.cells[.key][Int(apart.state.cells.owners[kind.index][0][row])]
            change.step.evaluate(rows: bench.rows, count: 1, columns: other, globals: apart.state.globals, bench: bench.bench)
            if bench.bench.outputs[change.items.count][0] > 0 { refined += 1 }
            let failure = change.advance(bench.rows, count: 1, actors: actors, bench: bench)
            #expect(failure?.1 == nil)
            for column in change.columns {
                #expect(table[column][row].bitPattern == other[column][row].bitPattern, "column \(column) of row \(row)")
            }
        }
        #expect(refined > 10)
    }

    @Test("a state that stops being a number is told, with the cell") func faults() throws {
        let simulation = try Self.simulation()
        let kind = try #require(simulation.kinds.first { $0.type.name == "macrophage" })
        let x = try #require(kind.type.states.firstIndex { $0.name == "x" })
        simulation.state.cells.tables[kind.index][kind.map.index(.state(x))][200] = .nan
        let id = simulation.state.cells.id(Int(simulation.state.cells.owners[kind.index][0][200]))
        do {
            try simulation.decide()
            Issue.record("nothing was told")
        } catch let fault as RunFault {
            #expect(fault.message.contains("is not a number in macrophage \(id) at"))
        }
    }
}
