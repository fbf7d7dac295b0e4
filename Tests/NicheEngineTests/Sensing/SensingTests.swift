import NicheModel
import Testing

@testable import NicheEngine

/// Ants and rare bees in a box, some of them in a heap: whom they feel is compared with looking at all pairs.
@Suite("Whom cells feel around them")
struct SensingTests {
    private static let sums = [
        "touching(bee)", "near(bee, 30 um)", "near(bee, 30 um, their.weight)", "touching(any cell)", "near(any cell, 25 um)",
        "near(ant, 60 um, their.weight)",
    ]

    private func simulation(edges: String, threads: Int) throws -> Simulation {
        let names = Self.sums.enumerated().map { ("sum\($0)", $1) }
        func type(_ weight: String) -> String {
            """
                state:
                  volume: uniform(1500 um^3, 3000 um^3) | split
                  weight: \(weight) | split
            \(names.map { "      \($0.0): 0 min | split" }.joined(separator: "\n"))
                change:
            \(names.map { "      \($0.0): \($0.1)" }.joined(separator: "\n"))
            """
        }
        let model = try Model.read(
            text: """
                title: feeling
                cells:
                  ant:
                \(type("uniform(0, 1)"))
                  bee:
                \(type("uniform(0, 2)"))
                space: {size: [200 um, 160 um, 120 um], voxel: 20 um, edges: \(edges)}
                time: {end: 1 d, step: 6 min, record: 6 min}
                place:
                  - {what: ant, random: 80000 /mm^3}
                  - {what: ant, disc: 40 um, at: [70 um, 60 um, 60 um], packed: 0.9}
                  - {what: bee, random: 40000 /mm^3}
                  - {what: bee, disc: 15 um, at: [160 um, 120 um, 90 um], packed: 0.9}
                """, vocabulary: .standard)
        return try Simulation(model, seed: 3, threads: threads)
    }

    @Test("as looking at all pairs has it, on any number of threads", arguments: ["closed", "periodic"])
    func asPairs(edges: String) throws {
        let (simulation, other) = (try simulation(edges: edges, threads: 1), try simulation(edges: edges, threads: 3))
        for _ in 0..<2 {
            try simulation.step()
            try other.step()
        }
        simulation.sense()
        other.sense()
        let cells = simulation.state.cells
        var felt = [Double](repeating: 0, count: Self.sums.count)
        for cell in 0..<cells.count {
            let kind = simulation.kinds[cells.type(cell)]
            let expected = byPairs(simulation, cell)
            for (i, sum) in Self.sums.enumerated() {
                let column = kind.map.index(.contact(i))
                let value = cells.tables[kind.index][column][cells.row(cell)]
                #expect(abs(value - expected[i]) < 1e-9, "\(sum) of cell \(cells.id(cell))")
                #expect(value == other.state.cells.tables[kind.index][column][cells.row(cell)])
                felt[i] += value
            }
        }
        #expect(felt.allSatisfy { $0 > 10 }, "\(felt)")
    }

    /// The same sums by looking at everybody.
    private func byPairs(_ simulation: Simulation, _ cell: Int) -> [Double] {
        let (cells, size) = (simulation.state.cells, simulation.grid.size)
        let isPeriodic = simulation.model.space.edges[0] == .periodic
        var sums = [Double](repeating: 0, count: Self.sums.count)
        for other in 0..<cells.count where other != cell {
            var d = cells.position(other) - cells.position(cell)
            if isPeriodic { for axis in 0..<3 { d[axis] -= size[axis] * (d[axis] / size[axis]).rounded() } }
            let distance = (d * d).sum().squareRoot()
            let touches = distance < 1.25 * (cells[.radius][cell] + cells[.radius][other])
            let isBee = cells.type(other) == 1
            let weight = cells.tables[cells.type(other)][1][cells.row(other)]
            if isBee && touches { sums[0] += 1 }
            if isBee && distance < 30 { sums[1] += 1 }
            if isBee && distance < 30 { sums[2] += weight }
            if touches { sums[3] += 1 }
            if distance < 25 { sums[4] += 1 }
            if !isBee && distance < 60 { sums[5] += weight }
        }
        return sums
    }
}
