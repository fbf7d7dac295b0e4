import Foundation
import NicheModel
import Testing

@testable import NicheEngine

/// Whatever the state is made of is in a checkpoint: each column disturbed in turn makes another state, and comes back as it was saved.
@Suite("No column is forgotten")
struct NoColumnIsForgotten {
    /// The pond where everything is in motion, as it would go on, and the hash of the step after.
    private func pond() throws -> (saved: SavedState, next: String) {
        let simulation = try Pond.simulation(threads: 2)
        while simulation.state.time < 9 * 3600 { try simulation.step() }
        let saved = simulation.saved()
        try simulation.step()
        return (saved, simulation.digest)
    }

    /// Columns that the hash of the state takes in: those must tell in the step after, too.
    private func isHashed(_ name: String, _ simulation: Simulation) -> Bool {
        let (table, column) = (name.prefix { $0 != ":" }, name.split(separator: ":").last ?? "")
        for (kind, map) in zip(simulation.kinds, simulation.maps) where table == "cells/types/\(kind.type.name)" {
            return map.keys.contains { $0.isState && "\($0)" == column }
        }
        if table.hasSuffix("/states") { return simulation.vesselKinds[0].map.keys.contains { $0.isState && "\($0)" == column } }
        let passing = ["volume", "repulsion", "adhesion", "walkX", "walkY", "walkZ", "exchangeVolume", "row", "isGone"]
        return !(table.hasPrefix("cells/") && passing.contains(String(column)))
    }

    /// Changes every number of a column a little, and nothing that other columns must agree with.
    private func disturb(_ table: SavedTable, _ column: Int, _ simulation: Simulation) {
        let cells = simulation.state.cells
        switch (table.name, table.columns[column]) {
        case ("cells/place", "type"), ("cells/place", "isGone"):
            return
        case ("cells/place", "phase"):
            for cell in 0..<cells.count where cells.phase(cell) == 0 && simulation.kinds[cells.type(cell)].deadPhases.count > 1 {
                cells[.phase][cell] = 1
            }
        case ("cells/place", "row"):
            // Two cells of a type take each other's states.
            let owners = cells.owners[0][0]
            let (a, b) = (Int(owners[0]), Int(owners[1]))
            (cells[.row][a], cells[.row][b], owners[0], owners[1]) = (1, 0, Int32(b), Int32(a))
        default:
            switch table.table {
            case let table as Table<Double>: for row in 0..<table.count { table[column][row] = 1.25 * table[column][row] + 0.5 }
            case let table as Table<UInt64>: for row in 0..<table.count { table[column][row] ^= 1 }
            case let table as Table<Int32>: for row in 0..<table.count { table[column][row] += 1 }
            default: Issue.record("\(table.name) holds something else")
            }
        }
    }

    @Test("each one disturbed in turn: the hash tells, and the checkpoint restores it") func columns() throws {
        let (saved, next) = try pond()
        try disturbEach(try Pond.model(), saved, next, atLeast: 60)
    }

    @Test("and so those of who holds whom, and is attached to whom", arguments: [Scene.hunt, .bonds]) func bonds(scene: Scene) throws {
        let simulation = try Simulation(scene.model(), seed: 6, threads: 2)
        for _ in 0..<50 { try simulation.step() }
        let saved = simulation.saved()
        try simulation.step()
        try disturbEach(try scene.model(), saved, simulation.digest, atLeast: 30)
    }

    private func disturbEach(_ model: Model, _ saved: SavedState, _ next: String, atLeast most: Int) throws {
        let names = try Simulation(model, resuming: saved, threads: 1).savedTables.flatMap { table in
            table.columns.indices.map { (table.name, $0, "\(table.name):\(table.columns[$0])") }
        }
        #expect(names.count > most)
        for (name, column, full) in names where full != "cells/place:type" && full != "cells/place:isGone" {
            let simulation = try Simulation(model, resuming: saved, threads: 1)
            let table = simulation.savedTables.first { $0.name == name }!
            #expect(table.table.count > 0, "\(name) is empty here")
            let before = table.table.copy(column).bits
            disturb(table, column, simulation)
            let disturbed = simulation.saved()
            #expect(table.table.copy(column).bits != before, "\(full)")
            let again = try Simulation(model, resuming: disturbed, threads: 2)
            let restored = again.savedTables.first { $0.name == name }!
            #expect(restored.table.copy(column).bits == table.table.copy(column).bits, "\(full) is not restored")
            if isHashed(full, simulation) {
                #expect(simulation.digest != saved.stateDigest, "\(full)")
                try again.step()
                #expect(again.digest != next, "\(full) tells nobody")
            }
        }
    }

    @Test("nor are the clock, the counters, the body and the schedule") func numbers() throws {
        let (saved, next) = try pond()
        let model = try Pond.model()
        func check(_ what: String, _ change: (Simulation) -> Void) throws {
            let simulation = try Simulation(model, resuming: saved, threads: 1)
            change(simulation)
            #expect(simulation.digest != saved.stateDigest, "\(what)")
            let again = try Simulation(model, resuming: simulation.saved(), threads: 2)
            #expect(again.digest == simulation.digest, "\(what)")
            try again.step()
            #expect(again.digest != next, "\(what)")
        }
        try check("next ID") { $0.state.nextID += 1 }
        try check("time") {
            $0.state.tick += 1
            $0.state.time += $0.model.time.step
        }
        for i in model.tallies.indices { try check(model.tallies[i]) { $0.state.tallies[i] += 1 } }
        for i in model.body.states.indices where model.body.states[i].name != "season" {
            try check(model.body.states[i].name) { $0.state.globals[$0.globals.state(i)] += 0.1 }
        }
        for i in saved.columns.first(where: { $0.name == "begins" })!.values.bits.indices {
            try check("begin \(i)") { $0.state.begins[i] += 360 }
        }
    }

    /// What the engine keeps between steps is told, property by property, in the decision on checkpoints: a new one is missed there.
    @Test("and every property of a simulation and its state is accounted for") func properties() throws {
        let page = try String(
            contentsOfFile: ThreadsDoNotMatter.library + "/../Documentation/decisions/checkpoints.md", encoding: .utf8)
        let told = Dictionary(
            page.split(separator: "\n").filter { $0.hasPrefix("| ") }.compactMap { line -> (String, Substring)? in
                let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                return cells.count == 3 ? (cells[0], Substring(cells[1])) : nil
            }, uniquingKeysWith: { "\($0), \($1)"[...] })
        let simulation = try Pond.simulation()
        let state = simulation.state
        let owners: [(String, Any)] = [
            ("Simulation", simulation), ("State", state), ("Cells", state.cells), ("Fields", state.fields), ("Vessels", state.vessels[0]),
            ("Therapies", simulation.therapies), ("Transport", simulation.transport), ("SubstanceKind", simulation.transport.substances[0]),
        ]
        for (name, owner) in owners {
            let properties = Set(
                Mirror(reflecting: owner).children.compactMap { $0.label?.replacing("$__lazy_storage_$_", with: "") })
            let listed = Set((told[name] ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
            #expect(properties.subtracting(listed).isEmpty, "\(name) has properties that Documentation/decisions/checkpoints.md lacks")
        }
    }
}
