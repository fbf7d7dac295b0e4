import NicheModel
import Testing

@testable import NicheEngine

/// Enough cells that several threads find their voxels.
@Suite("Which cells are in which voxel")
struct OccupantsTests {
    private func simulation(threads: Int) throws -> Simulation {
        let model = try Model.read(
            text: """
                title: crowd
                substances:
                  food: {unit: uM, diffusion: 1000 um^2/min, decay: 0.1 /min, start: 1 uM}
                cells:
                  ant:
                    state: {volume: 500 um^3 | split, felt: 0 min | split}
                    change:
                      felt: near(queen, 40 um)
                    secrete: {food: 0.01 /min toward 5 uM}
                  queen:
                    state: {volume: 500 um^3 | split}
                    secrete: {food: 0.02 /min toward 5 uM}
                space: {size: [400 um, 360 um, 320 um], voxel: 20 um}
                time: {end: 1 d, step: 6 min, record: 6 min}
                place:
                  - {what: ant, random: 8e5 /mm^3}
                  - {what: queen, random: 2e4 /mm^3}
                """, vocabulary: .standard)
        return try Simulation(model, seed: 5, threads: threads)
    }

    @Test("by row of the grid, and in a row in the order of the cells, on any number of threads") func places() throws {
        let (one, three) = (try simulation(threads: 1), try simulation(threads: 3))
        #expect(one.cellCount > 33_000)
        for simulation in [one, three] {
            simulation.transport.place(simulation.state.cells, simulation.kinds)
        }
        let (cells, grid) = (one.state.cells, one.grid)
        for kind in one.kinds {
            let places = Array(one.transport.occupants[kind.index].all), same = Array(three.transport.occupants[kind.index].all)
            #expect(places.count == cells.tables[kind.index].count)
            #expect(places.map(\.row) == same.map(\.row) && places.map(\.voxel) == same.map(\.voxel))
            #expect(places.map(\.slot) == same.map(\.slot) && places.map(\.share) == same.map(\.share))
            let lines = places.map { Int($0.voxel) / grid.nx }
            #expect(zip(lines, lines.dropFirst()).allSatisfy { $0 <= $1 })
            #expect(zip(places.indices, places.indices.dropFirst()).allSatisfy { lines[$0] < lines[$1] || places[$0].row < places[$1].row })
            let owners = cells.owners[kind.index][0]
            #expect(places.allSatisfy { Int($0.voxel) == grid.voxel(at: cells.position(Int(owners[Int($0.row)]))) })
        }
    }

    @Test("who is felt around does not depend on how many threads looked for them") func felt() throws {
        let (one, three) = (try simulation(threads: 1), try simulation(threads: 3))
        for simulation in [one, three] { simulation.sense() }
        let column = one.kinds[0].map.index(.contact(0))
        let count = one.state.cells.tables[0].count
        func values(_ simulation: Simulation) -> [Double] { (0..<count).map { simulation.state.cells.tables[0][column][$0] } }
        let felt = values(one)
        #expect(felt == values(three) && felt.reduce(0, +) > Double(count))
    }
}
