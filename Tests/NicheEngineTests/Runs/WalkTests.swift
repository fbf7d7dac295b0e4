import NicheModel
import Testing

@testable import NicheEngine

@Suite("Walks")
struct WalkTests {
    /// E8: a persistent random walk's mean square displacement is 2 S² P [t - P (1 - e^(-t/P))].
    @Test("spread as a persistent random walk does", arguments: [(20.0, 105.9), (100.0, 1153.9), (1000.0, 14112.0)])
    func spread(_ minutes: Double, _ expected: Double) throws {
        let text = """
            title: Walkers
            space: {size: [20 mm, 20 mm, 20 um], voxel: 2 mm, edges: open}
            time: {end: \(Int(minutes)) min, step: 4 min, record: \(Int(minutes)) min}
            cells:
              walker:
                state: {volume: 1 fL | split}
                move: {speed: 0.6 um/min, persistence: 20 min}
                mechanics: {repulsion: 0 um/min, adhesion: 0 um/min}
            place:
              - {what: walker, number: 4000}
            """
        let simulation = try Simulation(try Model.read(text: text, vocabulary: .standard), seed: 11, threads: 2)
        let start = simulation.frame().cells
        try simulation.run { _ in true }
        let end = simulation.frame().cells
        var sum = 0.0
        let first = Dictionary(uniqueKeysWithValues: zip(start.id, start.id.indices))
        for i in 0..<end.count {
            let j = first[end.id[i]]!
            let (dx, dy) = (end.x[i] - start.x[j], end.y[i] - start.y[j])
            sum += dx * dx + dy * dy
        }
        #expect(abs(sum / Double(end.count) / expected - 1) < 0.05)
    }
}
