import Foundation
import NicheModel
import Testing

@testable import NicheEngine

/// Nothing comes from nowhere and nothing is lost: amounts to 1e-12, cells to the last one, after every step.
@Suite("Books balance")
struct BooksBalance {
    private func amount(_ simulation: Simulation, _ substance: Int) -> Double {
        let values = simulation.state.fields.substances[substance]
        return (0..<simulation.grid.count).reduce(0) { $0 + values[$1] } * simulation.grid.voxelVolume
    }

    /// What a run has tallied so far, by name.
    private func tallies(_ simulation: Simulation) -> (String) -> Double {
        { name in simulation.model.tallies.firstIndex(of: name).map { simulation.state.tallies[$0] } ?? 0 }
    }

    @Test("amounts of a closed box: what cells took, hold, share, leave behind and turn into something else", arguments: [1, 2])
    func amounts(threads: Int) throws {
        let model = try Model.read(
            text: """
                title: a closed box
                substances:
                  sugar: {unit: uM, diffusion: 300 um^2/min, decay: 0 /min, start: 5 uM + 0.02 uM/um * position.x, uptake half: 1 uM}
                  syrup: {unit: uM, diffusion: 100 um^2/min, decay: 0 /min}
                reactions:
                  sugar -> syrup: 0.05 /h
                cells:
                  yeast:
                    state: {volume: 1 pL | split, sugar_inside: 0 fmol | split, syrup_inside: 0 fmol | split}
                    change: {sugar_inside: taken(sugar), syrup_inside: taken(syrup)}
                    take: {sugar: up to 30 uM/h, syrup: at 0.5 /h}
                    move: {speed: 1 um/min, persistence: 9 min}
                    events: {budding: {do: divide, at: 0.2 /h}, dying: enter dry at 0.15 /h}
                    phases:
                      dry:
                        dead: true
                        leave behind: {sugar: sugar_inside, syrup: syrup_inside}
                        events: {rotting: vanish after 1 h}
                space: {size: [200 um, 160 um, 60 um], voxel: 20 um, edges: closed}
                time: {end: 20 h, step: 6 min, record: 1 h}
                place: [{what: yeast, number: 200, everywhere: yes}]
                """, vocabulary: .standard)
        let simulation = try Simulation(model, seed: 2, threads: threads)
        func total() -> Double {
            var held = 0.0
            let cells = simulation.state.cells
            for state in ["sugar_inside", "syrup_inside"] {
                let kind = simulation.kinds[0]
                let column = cells.tables[0][kind.map.index(.state(kind.type.states.firstIndex { $0.name == state }!))]
                for row in 0..<cells.tables[0].count where cells.phase(Int(cells.owners[0][0][row])) == 0 { held += column[row] }
            }
            return amount(simulation, 0) + amount(simulation, 1) + held
        }
        // What was taken in the last step is booked in the next.
        func underway() -> Double {
            let (kind, table) = (simulation.kinds[0], simulation.state.cells.tables[0])
            return [0, 1].reduce(0) { sum, substance in
                let column = table[kind.map.existing(.taken(substance))!]
                return sum + (0..<table.count).reduce(0) { $0 + column[$1] } * simulation.dt
            }
        }
        // Substances have been solved once, before the first step.
        let start = total() + underway()
        for step in 0..<150 {
            try simulation.step()
            let now = total() + underway()
            #expect(abs(now / start - 1) < 1e-12, "step \(step): \(now / start - 1)")
        }
        #expect(total() / start < 0.999)
    }

    @Test("cells: born, come in, gone, eaten, melted together and left, after every step", arguments: [1, 3]) func counts(threads: Int)
        throws
    {
        let model = try Model.read(
            text: """
                title: a count
                vessels:
                  pipe: {segment: 20 um, radius: 4 um, admit: {ant: 2 /h}}
                cells:
                  ant:
                    state: {volume: 1 pL | split}
                    move: {speed: 2 um/min, persistence: 15 min}
                    events:
                      birth: {do: divide, at: 0.15 /h, tally: {born: 1}}
                      end: {do: vanish, at: 0.05 /h, tally: {gone: 1}}
                      meal: {do: engulf, each: touching lying ant, at: 0.5 /h, tally: {eaten: 1}}
                      melt: {do: fuse, each: touching live ant, at: 0.05 /h, tally: {melted: 1}}
                      fall: enter lying at 0.1 /h
                      parting: leave at 0.02 /h
                    phases: {lying: {dead: true, events: {rotting: {do: vanish, at: 0.1 /h, tally: {gone: 1}}}}}
                space: {size: [200 um, 200 um, 20 um], voxel: 20 um, edges: open}
                time: {end: 40 h, step: 6 min, record: 1 h}
                place: [{what: ant, number: 150, everywhere: yes}, {what: pipe, random: 200 /mm^2, apart: 15 um}]
                measures: {growth: born - gone - eaten - melted}
                """, vocabulary: .standard)
        let simulation = try Simulation(model, seed: 2, threads: threads)
        let tally = tallies(simulation)
        func measure(_ name: String) throws -> Double { try #require(simulation.summaryRow().first { $0.name == name }?.value) }
        let start = Double(simulation.cellCount)
        for step in 0..<400 {
            try simulation.step()
            let lost = ["gone", "eaten", "melted", "left"].map(tally).reduce(0, +)
            #expect(Double(simulation.cellCount) == start + tally("born") + tally("entered") - lost, "step \(step)")
            // What a measure makes of the tallies is what they say.
            let growth = Double(simulation.cellCount) - start - tally("entered") + tally("left")
            #expect(try measure("growth") == growth, "step \(step)")
        }
        for name in ["born", "gone", "eaten", "melted", "entered", "left"] { #expect(tally(name) > 5, "\(name)") }
    }

    /// As red cells out of a burst vessel are eaten or fall apart, and what was in them is set free.
    @Test("particles: spilled, lost, eaten and fallen apart, and what they set free", arguments: [1, 3]) func particles(threads: Int) throws
    {
        let model = try Model.read(
            text: """
                title: a leak
                units: {bead: counted}
                substances: {dye: {unit: uM, diffusion: 300 um^2/min, decay: 0 /min}}
                particles:
                  drop:
                    unit: bead
                    volume: 10 um^3/bead
                    most: 10 bead / 8 pL
                    events: {bursting: {do: vanish, at: 0.1 /h, yield: {dye: 1 fmol/bead}}}
                vessels:
                  pipe: {segment: 20 um, radius: 4 um, events: {leak: {do: spill drop, at: 0.2 /h, amount: 50 bead, within: 40 um, tally: {leaks: 1}}}}
                cells:
                  ant:
                    state: {volume: 1 pL | split, drunk: 0 bead | split}
                    move: {speed: 2 um/min, persistence: 15 min}
                    events: {drinking: {do: engulf, at: 5 bead/h, each: drop within 20 um, set: {drunk: drunk + eaten}}, birth: divide at 0.05 /h}
                space: {size: [200 um, 200 um, 40 um], voxel: 20 um, edges: closed}
                time: {end: 40 h, step: 6 min, record: 1 h}
                place: [{what: ant, number: 40, everywhere: yes}, {what: pipe, random: 200 /mm^2, apart: 15 um}]
                """, vocabulary: .standard)
        let simulation = try Simulation(model, seed: 2, threads: threads)
        let tally = tallies(simulation)
        func drunk() -> Double {
            let (kind, table) = (simulation.kinds[0], simulation.state.cells.tables[0])
            let column = table[kind.map.index(.state(kind.type.states.firstIndex { $0.name == "drunk" }!))]
            return (0..<table.count).reduce(0) { $0 + column[$1] }
        }
        var burst = 0.0
        for step in 0..<300 {
            try simulation.step()
            let counts = simulation.state.fields.particles[0]
            let lying = (0..<simulation.grid.count).reduce(0) { $0 + Double(counts[$1]) }
            let now = 50 * tally("leaks") - tally("lost") - lying - drunk()
            // Whole ones, and none comes back.
            #expect(abs(now - now.rounded()) < 1e-6 && now.rounded() >= burst, "step \(step)")
            burst = now.rounded()
            // 1 fmol in µM µm³; what burst in a step is mixed in by its end.
            #expect(abs(amount(simulation, 0) - burst * 1e6) <= 1e-12 * burst * 1e6, "step \(step)")
        }
        #expect(burst > 100 && tally("lost") > 10 && drunk() > 100)
    }
}
