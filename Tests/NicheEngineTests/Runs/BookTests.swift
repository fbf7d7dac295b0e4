import NicheMath
import NicheModel
import Testing

@testable import NicheEngine

@Suite("Books of substances")
struct BookTests {
    /// A closed box in which cells secrete and take a substance, saturably and in proportion, while it turns into another.
    private static let text = """
        title: Books
        space: {size: [240 um, 240 um, 15 um], voxel: 20 um, edges: closed}
        time: {end: 100 h, step: 6 min, record: 100 h}
        substances:
          food:  {unit: uM, diffusion: 300 um^2/min, decay: 0 /min, start: 5 uM, uptake half: 1 uM}
          waste: {unit: uM, diffusion: 60 um^2/min, decay: 0 /min}
        reactions:
          food -> waste: 0.001 /min
        cells:
          eater:
            state: {volume: 2 pL | split}
            take: {food: up to 0.5 uM/min, waste: at 0.01 /min}
            move: {speed: 1 um/min, persistence: 10 min}
          cook:
            state: {volume: 2 pL | split}
            secrete: {food: 0.001 fmol/min}
        place:
          - {what: eater, number: 20}
          - {what: cook, number: 20}
        """

    @Test("what is there, came and was taken balances to 1e-12 over 1,000 steps") func balance() throws {
        let simulation = try Simulation(try Model.read(text: Self.text, vocabulary: .standard), seed: 4, threads: 2)
        let eater = simulation.kinds[0]
        let taken = simulation.model.substances.indices.map { eater.map.existing(.taken($0))! }
        func held() -> Double {
            var sum = OrderedSum()
            for i in simulation.model.substances.indices {
                for voxel in 0..<simulation.grid.count {
                    sum.add(simulation.state.fields.substances[i][voxel] * simulation.grid.voxelVolume)
                }
            }
            return sum.value
        }
        let start = held()
        var books = OrderedSum()
        books.add(start)
        for _ in 0..<1000 {
            try simulation.step()
            let table = simulation.state.cells.tables[0]
            for column in taken { for row in 0..<table.count { books.add(-table[column][row] * simulation.dt) } }
            books.add(20 * 0.001e6 * simulation.dt)
        }
        #expect(start > 0)
        let throughput = start + 1000 * 20 * 0.001e6 * simulation.dt
        #expect(abs(held() - books.value) <= 1e-12 * throughput)
    }
}
