import NicheModel
import Testing

@testable import NicheEngine

@Suite("Edges of a substance, side by side")
struct EdgeTests {
    /// The field in a row of voxels, after so long that it rests.
    private func row(_ edges: String) throws -> [Double] {
        let model = try Model.read(
            text: """
                title: a rod
                substances:
                  heat: {unit: uM, diffusion: 400 um^2/min, decay: 0.1 /min, solve: steady, edges: \(edges)}
                cells:
                  ant: {state: {volume: 1 pL | split}}
                space: {size: [200 um, 20 um, 20 um], voxel: 20 um}
                time: {end: 6 min, step: 6 min}
                place: []
                """, vocabulary: .standard)
        let simulation = try Simulation(model, seed: 1, threads: 1)
        try simulation.run { _ in true }
        return simulation.frame().fields.columns[0].values
    }

    /// c from the closed end: the balance of a voxel, D/h² = 1 /min, gives each from the two before.
    private var shape: [Double] {
        var values = [1.0, 1.1]
        while values.count < 10 { values.append(2.1 * values[values.count - 1] - values[values.count - 2]) }
        return values
    }

    @Test("held at the centres of the outermost voxels") func voxels() throws {
        let found = try row("{xmax: 8 uM, at: voxels}")
        for (value, exact) in zip(found, shape) { #expect(abs(value - 8 * exact / shape[9]) < 0.01) }
        #expect(abs(found[9] - 8) < 1e-3)
        let mirrored = try row("{xmin: 8 uM, at: voxels}")
        for (a, b) in zip(found, mirrored.reversed()) { #expect(abs(a - b) < 1e-3) }
    }

    @Test("held at a face, half a voxel farther") func faces() throws {
        let found = try row("{xmax: 8 uM}")
        #expect(found[9] < 7.6 && found[9] > 5 && found[0] > 0.2)
        let both = try row("{x: 8 uM}")
        let all = try row("8 uM")
        #expect(abs(both[0] - both[9]) < 1e-2 && all[4] > both[4])
    }

    @Test("each with its own value") func each() throws {
        let found = try row("{xmin: 2 uM, xmax: 8 uM, y: closed, at: voxels}")
        #expect(abs(found[0] - 2) < 1e-3 && abs(found[9] - 8) < 1e-3)
    }
}
