import NicheEngine
import NicheModel
import Testing

@Suite("A run that cannot go on")
struct FaultTests {
    private static let text = """
        title: Burrs
        space: {size: [100 um, 100 um, 15 um], voxel: 20 um, edges: closed}
        time: {end: 1 h, step: 6 min, record: 1 h}
        cells:
          burr:
            state: {volume: 1 pL | split, age: 0 | copy}
            change: {age: 1 /h}
            mechanics: {repulsion: 10 um/min, adhesion: 1 um/min * (0.25 - age)}
        place:
          - {what: burr, number: 3}
        """

    @Test("a strength below 0 is named with its cell, line and time") func strength() throws {
        let simulation = try Simulation(try Model.read(text: Self.text, file: "burrs.yaml", vocabulary: .standard), seed: 1, threads: 1)
        let fault = try #require(throws: RunFault.self) { try simulation.run { _ in true } }
        #expect(fault.message.hasPrefix("the adhesion of burr "))
        #expect(fault.message.hasSuffix(" um/min; it must be 0 or more"))
        #expect(fault.place?.line == 8)
    }
}
