import NicheModel
import Testing

@testable import NicheEngine

@Suite("Membranes beside vessels")
struct MembraneVesselTests {
    /// A pipe runs 5 µm below z = 100 µm; a scent draws its sprouts up, and a settler sits above it.
    private func simulation(_ keys: String) throws -> Simulation {
        var model = try Model.read(
            text: """
                title: a pipe under the floor
                substances:
                  scent: {unit: uM, diffusion: 600 um^2/min, decay: 0 /min}
                vessels:
                  pipe:
                    segment: 20 um
                    radius: 5 um
                    carried: yes
                    let: {crowd: "near(ant, 30 um)"}
                    admit: {ant: 2 /h}
                    sprout: {speed: 60 um/h, toward: {scent: 1 /uM}, joins: 1 um}
                    events:
                      branching: sprout at 1 /h
                      crowded: {do: note, at: "if(crowd > 0, 1e3 /h, 0 /h)", tally: {crowded: 1}}
                cells:
                  ant: {state: {volume: 2 pL | split}}
                  settler:
                    is: ant
                    events:
                      meeting: {do: note, each: touching vessel, at: 1e3 /h, tally: {met: 1}}
                space: {size: [120 um, 120 um, 200 um], voxel: 20 um, \(keys)}
                time: {end: 2 h, step: 6 min, record: 1 h}
                place:
                  - {what: pipe, file: pipes.csv}
                  - {what: settler, at: [60 um, 60 um, 104 um]}
                clamp: {scent: position.z / 100 um * 1 uM}
                """, vocabulary: .standard)
        guard case .segments(var table) = model.placements[0].region else { throw ModelFault(model.space.place, "no segments") }
        table.segments = [Model.Segment(from: SIMD3(0, 60, 95), to: SIMD3(120, 60, 95))]
        model.placements[0].region = .segments(table)
        return try Simulation(model, seed: 3, threads: 1)
    }

    /// How often cells met vessels, how many cells and ends of sprouts came to lie above the plane.
    private func outcome(_ keys: String) throws -> (met: Double, cells: Int, ends: Int) {
        let simulation = try simulation(keys)
        try simulation.run { _ in true }
        let (cells, vessels) = (simulation.state.cells, simulation.state.vessels[0])
        let met = simulation.state.tallies[simulation.model.tallies.firstIndex(of: "met")!]
        #expect(cells.count > 20 && vessels.count > 8)
        return (
            met, (0..<cells.count).count { cells.type($0) == 0 && cells.position($0).z >= 100 },
            (0..<vessels.count).count { vessels.end($0).z >= 100 }
        )
    }

    @Test("hold back who enters and what sprouts, and end the touch of vessels")
    func held() throws {
        let parted = try outcome("membranes: {z: 100 um}")
        #expect(parted == (0, 0, 0))
        let open = try outcome("reach: 1.25")
        #expect(open.met > 0 && open.cells > 0 && open.ends > 0)
    }

    @Test("end what a vessel feels of cells near it")
    func near() throws {
        for (keys, felt) in [("membranes: {z: 100 um}", 0.0), ("reach: 1.25", 1)] {
            let simulation = try simulation(keys)
            simulation.sense()
            let column = simulation.vesselKinds[0].map.index(.contact(0))
            #expect(simulation.state.vessels[0].table[column][2] == felt)
        }
    }
}
