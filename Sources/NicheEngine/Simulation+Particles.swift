import NicheMath
import NicheModel

/// Whole particles on the grid: what becomes of them, and what else is read of a voxel.
extension Simulation {
    /// Particles in voxels come and go: losses are binomial, and leave their yield in the voxel.
    func particleEvents() throws {
        for (index, events) in transport.particleEvents.enumerated() {
            let counts = state.fields.particles[index]
            for event in events {
                for voxel in 0..<grid.count where counts[voxel] > 0 {
                    let rate = voxelValue(event.hazard, voxel)
                    guard rate.isFinite else {
                        throw RunFault(
                            "\"\(event.formula.text)\" is not a number in voxel \(voxel)", place: event.formula.place, time: state.time)
                    }
                    let p = model.time.hazards == .linear ? min(rate * dt, 1) : 1 - Elementary.exp(-rate * dt)
                    guard p > 0 else { continue }
                    var draws = Draws(seed: state.seed, key: UInt64(voxel), tick: state.tick, event: event.purpose)
                    let lost = draws.binomial(Int(counts[voxel]), p)
                    counts[voxel] -= Int32(lost)
                    for yield in event.yields {
                        state.fields.substances[yield.substance][voxel] += Double(lost) * yield.amount / grid.voxelVolume
                    }
                    for tally in event.tallies { state.tallies[tally.tally] += Double(lost) * tally.amount }
                }
            }
        }
    }

    /// A formula of the voxel scope: substances, particles, fillings, place.
    func voxelValue(_ bound: BoundProgram, _ voxel: Int) -> Double {
        let inputs = bound.slots.map { slot -> Double in
            switch slot {
            case .uniform(let i): return state.globals[i]
            case .extra(.position(let axis)): return grid.centre(of: voxel)[axis]
            case .extra: return 0
            case .column(let column):
                if column >= Compiler.fillingColumn { return transport.fillings.part(column - Compiler.fillingColumn, voxel) }
                if column >= Compiler.particleColumn { return Double(state.fields.particles[column - Compiler.particleColumn][voxel]) }
                return state.fields.substances[column][voxel]
            }
        }
        return bound.program.scalar(inputs + Array(repeating: 0, count: bound.program.inputCount - inputs.count))[0]
    }
}
