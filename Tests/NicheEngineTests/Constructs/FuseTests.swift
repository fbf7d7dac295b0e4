import NicheModel
import Testing

@testable import NicheEngine

@Suite("Two that become one, and daughters of other types")
struct FuseTests {
    @Test("fusion leaves one cell at the centre of both volumes, with what it takes over") func fuse() throws {
        let model = try Model.read(
            text: """
                title: drops
                cells:
                  drop:
                    state: {volume: 1 pL | split, dye: 2 | split}
                    events:
                      merging: {do: fuse, each: touching ink, at: 1e6 /min, set: {volume: volume + their.volume, dye: dye + their.dye}}
                  ink:
                    state: {volume: 3 pL | split, dye: 5 | split}
                space: {size: [100 um, 100 um, 100 um], voxel: 20 um, edges: periodic}
                time: {end: 6 min, step: 6 min, record: 6 min}
                place: [{what: drop, points: [[1 um, 50 um, 50 um]]}, {what: ink, points: [[93 um, 50 um, 50 um]]}]
                measures:
                  dye_now: sum(drop, dye)
                """, vocabulary: .standard)
        let simulation = try Simulation(model, seed: 1, threads: 1)
        try simulation.step()
        let cells = simulation.state.cells
        #expect(cells.count == 1 && abs(cells[.volume][0] - 4000) < 1e-9)
        // The short way leads through the periodic end: 8 um, three quarters of it.
        #expect(abs(cells[.x][0] - 95) < 1e-9 && cells[.y][0] == 50)
        #expect(try simulation.summaryRow().first { $0.name == "dye_now" }?.value == 7)
    }

    @Test("a daughter is of another type by its chance, keeps what both have, and starts a life of her own") func daughters() throws {
        let model = try Model.read(
            text: """
                title: a stem
                cells:
                  stem:
                    state: {volume: 2 pL | split, mark: 4 | copy}
                    let: {fate: 0.3}
                    daughters: {leaf: fate, bud: 0.2}
                    events: {splitting: divide after 1 h}
                  leaf:
                    state: {volume: 2 pL | split, mark: 1 | copy, green: 9 | copy}
                  bud:
                    state: {volume: 2 pL | split, mark: 1 | copy}
                space: {size: [2 mm, 2 mm, 20 um], voxel: 20 um}
                time: {end: 66 min, step: 6 min, record: 6 min}
                place: [{what: stem, number: 4000, everywhere: yes}]
                measures:
                  marks: mean(leaf, mark)
                  greens: mean(leaf, green)
                  size: mean(leaf, volume / 1 um^3)
                """, vocabulary: .standard)
        let simulation = try Simulation(model, seed: 3, threads: 2)
        try simulation.run { _ in true }
        let counts = simulation.state.cells.tables.map(\.count)
        #expect(counts.reduce(0, +) == 8000)
        for (count, chance) in [(counts[1], 0.3), (counts[2], 0.2)] {
            #expect(abs(Double(count) - 4000 * chance) < 4 * (4000 * chance * (1 - chance)).squareRoot())
        }
        let values = Dictionary(uniqueKeysWithValues: try simulation.summaryRow().map { ($0.name, $0.value) })
        #expect(values["marks"] == 4 && values["greens"] == 9 && values["size"] == 1000)
    }
}
