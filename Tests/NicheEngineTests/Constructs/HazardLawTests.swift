import NicheModel
import Testing

@testable import NicheEngine

@Suite("The law of hazards")
struct HazardLawTests {
    private static let text = """
        title: ants that go
        units: {crumb: counted}
        substances: {sugar: {unit: uM, diffusion: 600 um^2/min, decay: 0 /min}}
        particles:
          pile: {unit: crumb, volume: 1 um^3/crumb, most: 1 crumb / 1 fL, events: {melting: {do: vanish, at: 0.1 /min, tally: {melted: 1}}}}
        vessels:
          pipe: {segment: 20 um, radius: 5 um, events: {falling: regress at 0.1 /min}}
        cells:
          ant: {state: {volume: 1 fL | split}, events: {parting: vanish at RATE}}
        space: {size: [2 mm, 2 mm, 20 um], voxel: 200 um}
        time: {end: 6 min, step: 6 min, record: 6 min, hazards: LAW}
        place:
          - {what: ant, number: 20000}
          - {what: pipe, number: 4000}
        """

    /// The shares of cells and of segments that are left after one step.
    private func left(_ law: String, rate: String = "0.1 /min") throws -> (cells: Double, segments: Double, particles: Double) {
        let text = Self.text.split(separator: "LAW").joined(separator: law).split(separator: "RATE").joined(separator: rate)
        let simulation = try Simulation(try Model.read(text: text, vocabulary: .standard), seed: 2, threads: 2)
        for voxel in 0..<100 { simulation.state.fields.particles[0][voxel] = 200 }
        try simulation.step()
        let particles = (0..<100).reduce(0) { $0 + Int(simulation.state.fields.particles[0][$1]) }
        return (Double(simulation.cellCount) / 20_000, Double(simulation.state.vessels[0].count) / 4000, Double(particles) / 20_000)
    }

    @Test("is 1 - exp(-rate dt) unless the model says otherwise")
    func exponential() throws {
        let left = try left("exponential")
        for (share, tolerance) in [(left.cells, 0.012), (left.segments, 0.026), (left.particles, 0.012)] {
            #expect(abs(share - 0.5488) < tolerance, "\(share)")
        }
    }

    @Test("is rate dt where it is linear, for cells, vessels and particles")
    func linear() throws {
        let left = try left("linear")
        for (share, tolerance) in [(left.cells, 0.012), (left.segments, 0.026), (left.particles, 0.012)] {
            #expect(abs(share - 0.4) < tolerance, "\(share)")
        }
    }

    @Test("is certain where the rate times the step passes 1")
    func certain() throws { #expect(try left("linear", rate: "0.2 /min").cells == 0) }
}
