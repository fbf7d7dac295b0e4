import Glibc
import NicheModel
import Testing

@testable import NicheEngine

/// Stepped substances in time.
@Suite("Steps of transport") struct StageTests {
    /// A closed slice in which cells that stand still take and secrete a substance that decays.
    private func tissue(eaters: Int = 12, cooks: Int = 12, decay: Double = 0.03, diffusion: Double = 100) throws -> Simulation {
        let text = """
            title: Time
            space: {size: [220 um, 180 um, 15 um], voxel: 20 um, edges: closed}
            time: {end: 100 h, step: 6 min, record: 100 h}
            substances:
              food:  {unit: uM, diffusion: \(diffusion) um^2/min, decay: \(decay) /min, start: 5 uM, uptake half: 2 uM}
            cells:
              eater:
                state: {volume: 2 pL | split}
                take: {food: up to 1 uM/min}
              cook:
                state: {volume: 2 pL | split}
                secrete: {food: 0.004 fmol/min}
            place:
              - {what: eater, number: \(eaters)}
              - {what: cook, number: \(cooks)}
            """
        let simulation = try Simulation(try Model.read(text: text, vocabulary: .standard), seed: 4, threads: 1)
        // A step says what each cell takes and gives; then only transport goes on.
        try simulation.step()
        simulation.transport.substances[0].tolerance = 1e-11
        return simulation
    }

    /// The field after `time`, in steps of `dt` from a smooth start.
    private func field(_ simulation: Simulation, dt: Double, time: Double) -> [Double] {
        let grid = simulation.grid
        let values = simulation.state.fields.substances[0]
        for voxel in 0..<grid.count {
            let p = grid.centre(of: voxel) / grid.size
            values[voxel] = 5 + 3 * cos(Double.pi * p.x) * cos(2 * Double.pi * p.y)
        }
        for _ in 0..<Int((time / dt).rounded()) {
            simulation.transport.solve(simulation.state.fields, simulation.clamps, simulation.state.cells, dt: dt)
        }
        return (0..<grid.count).map { values[$0] }
    }

    @Test("halving the step quarters the error", arguments: [20.0, 100, 600]) func order(diffusion: Double) throws {
        let simulation = try tissue(diffusion: diffusion)
        let exact = field(simulation, dt: 0.05, time: 24)
        let errors = [3, 1.5, 0.75].map { dt in
            let found = field(simulation, dt: dt, time: 24)
            return zip(found, exact).map { abs($0 - $1) }.max()!
        }
        for (long, short) in zip(errors, errors.dropFirst()) { #expect(abs(log2(long / short) - 2) < 0.1, "\(errors)") }
    }

    @Test("what decays alike everywhere is exact for steps of any length", arguments: [1e-6, 0.02, 0.2, 1.5])
    func fading(decay: Double) throws {
        let simulation = try tissue(eaters: 0, cooks: 0, decay: decay)
        let values = simulation.state.fields.substances[0]
        values.update(repeating: 7, count: simulation.grid.count)
        simulation.transport.solve(simulation.state.fields, simulation.clamps, simulation.state.cells, dt: 6)
        let exact = 7 * exp(-6 * decay)
        #expect((0..<simulation.grid.count).allSatisfy { abs(values[$0] - exact) <= 1e-10 * 7 })
    }

    @Test("weights are those of a second-order method without decay, and L-stable with any") func weights() {
        #expect(abs(Stages(decay: 0).implicit - (1 - 0.5.squareRoot())) <= 1e-16)
        for x in [0, 1e-9, 0.999_999, 1, 30, 1e3, 1e6] {
            let stages = Stages(decay: x)
            #expect(stages.implicit >= Stages(decay: 0).implicit && stages.implicit <= 0.5)
            let last = (1 - (1 - 2 * stages.implicit) * x) / ((1 + stages.implicit * x) * (1 + stages.implicit * x))
            #expect(abs(last - exp(-x)) <= 1e-15)
        }
        // Both branches meet.
        #expect(abs(Stages(decay: 1.0.nextDown).implicit - Stages(decay: 1).implicit) < 1e-15)
    }

    /// A peak in one voxel over a background, the peak being `height` times that.
    private func peak(_ simulation: Simulation, height: Double) -> UnsafeMutablePointer<Double> {
        let values = simulation.state.fields.substances[0]
        values.update(repeating: 1, count: simulation.grid.count)
        values[40] = height
        return values
    }

    @Test("a peak leaves nothing below zero, and as much as there was", arguments: [2.0, 30, 1e3, 1e9], [0.0, 0.1])
    func roughness(height: Double, decay: Double) throws {
        let simulation = try tissue(eaters: 0, cooks: 0, decay: decay, diffusion: 600)
        simulation.transport.substances[0].tolerance = 1e-6
        let values = peak(simulation, height: height)
        var held = Double(simulation.grid.count - 1) + height
        for _ in 0..<5 {
            simulation.transport.solve(simulation.state.fields, simulation.clamps, simulation.state.cells, dt: 6)
            let after = (0..<simulation.grid.count).map { values[$0] }
            #expect(after.allSatisfy { $0 >= 0 })
            let sum = after.reduce(0, +)
            if decay == 0 {
                #expect(abs(sum - held) <= 1e-12 * held)
            } else {
                #expect(sum < held && sum > 0.5 * held)
            }
            held = sum
        }
    }

    @Test("where much would end below zero a step is one of Euler's") func fallback() throws {
        let simulation = try tissue(eaters: 0, cooks: 0, decay: 0)
        let substance = simulation.transport.substances[0]
        let values = peak(simulation, height: 1e9)
        simulation.transport.solve(simulation.state.fields, simulation.clamps, simulation.state.cells, dt: 6)
        #expect((0..<simulation.grid.count).allSatisfy { values[$0] > 0 })
        #expect(substance.books.cut == 0)
        // A step of Euler's leaves 1 / (1 + λ dt) of each pattern: so much of the longest cosine along x.
        let wave = Double.pi / simulation.grid.size.x
        func pattern(_ value: (Int) -> Double) -> Double {
            (0..<simulation.grid.count).reduce(0) { $0 + value($1) * cos(wave * simulation.grid.centre(of: $1).x) }
        }
        let rate = 100 * 2 * (1 - cos(wave * 20)) / 400
        #expect(isNear(pattern { values[$0] }, pattern { $0 == 40 ? 1e9 : 1 } / (1 + 6 * rate), within: 1e-9))
    }

    @Test("the step from one stage to the next has the bits of a plain loop") func carrying() throws {
        let simulation = try tissue(eaters: 0, cooks: 0)
        let substance = simulation.transport.substances[0]
        let room = substance.solver.makeRoom()
        substance.solver.enter(room)
        let (grid, level, values) = (simulation.grid, substance.solver.levels[0], simulation.state.fields.substances[0])
        var numbers = Numbers(9)
        var expected: [(guess: Double, source: Double)] = []
        let (stages, rate, factor) = (Stages(decay: 0.2), 0.7, 1.01)
        func places(_ voxel: Int) -> (line: UnsafeMutablePointer<Double>, source: UnsafeMutablePointer<Double>) {
            let (i, row) = (voxel % grid.nx, voxel / grid.nx)
            let slot = level.x.slot(i)
            return (level.row(row % grid.ny, row / grid.ny) + slot, level.source + row * level.pitch + slot)
        }
        for voxel in 0..<grid.count {
            let (line, source) = places(voxel)
            (values[voxel], line.pointee, source.pointee) = (numbers.next(), numbers.next(), numbers.next())
            let change = line.pointee * factor - values[voxel]
            expected.append((max(0, values[voxel] + 1 / stages.implicit * change), source.pointee + rate * stages.carry * change))
        }
        let input = substance.carry(values, stages, rate: rate, times: factor, 0..<grid.ny * grid.nz)
        for voxel in 0..<grid.count {
            #expect(places(voxel).line.pointee == expected[voxel].guess)
            #expect(places(voxel).source.pointee == expected[voxel].source)
        }
        #expect(input.leastSource == min(0, expected.map(\.source).min()!))
    }
}
