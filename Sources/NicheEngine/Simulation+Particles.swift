import NicheMath
import NicheModel

/// Whole particles on the grid: what becomes of them, and what else is read of a voxel.
extension Simulation {
    /// Particles in voxels come and go: losses are binomial, and leave their yield in the voxel.
    func particleEvents() throws {
        for index in transport.particleEvents.indices {
            for event in transport.particleEvents[index] {
                try benches.withItem { bench in try particleEvent(event, particle: index, bench) }
            }
        }
    }

    /// Takes the voxels that hold such particles block by block.
    private func particleEvent(_ event: ParticleEvent, particle: Int, _ bench: IntegrationBench) throws {
        let counts = state.fields.particles[particle]
        var next = 0
        while next < grid.count {
            var count = 0
            while next < grid.count, count < Program.blockSize {
                if counts[next] > 0 {
                    bench.rows[count] = Int32(next)
                    count += 1
                }
                next += 1
            }
            evaluate(event.hazard, bench.rows, count, bench.bench)
            for lane in 0..<count { try lose(event, counts, Int(bench.rows[lane]), rate: bench.bench.outputs[0][lane]) }
        }
    }

    private func lose(_ event: ParticleEvent, _ counts: UnsafeMutablePointer<Int32>, _ voxel: Int, rate: Double) throws {
        guard rate.isFinite else {
            throw RunFault("\"\(event.formula.text)\" is not a number in voxel \(voxel)", place: event.formula.place, time: state.time)
        }
        let p = model.time.hazards == .linear ? min(rate * dt, 1) : 1 - Elementary.exp(-rate * dt)
        guard p > 0 else { return }
        var draws = Draws(seed: state.seed, key: UInt64(voxel), tick: state.tick, event: event.purpose)
        let lost = draws.binomial(Int(counts[voxel]), p)
        counts[voxel] -= Int32(lost)
        for yield in event.yields { state.fields.substances[yield.substance][voxel] += Double(lost) * yield.amount / grid.voxelVolume }
        for tally in event.tallies { state.tallies[tally.tally] += Double(lost) * tally.amount }
    }

    /// A formula of the voxel scope for some voxels; results lie in `bench.outputs`.
    private func evaluate(_ bound: BoundProgram, _ voxels: UnsafePointer<Int32>, _ count: Int, _ bench: Bench) {
        guard count > 0 else { return }
        bench.fit(bound)
        for binding in bound.bindings {
            let input = Int(binding.input)
            if binding.kind == .uniform {
                bench.inputs[input] = UnsafePointer(state.globals + Int(binding.index))
                continue
            }
            let lanes = bench.gathered(input)
            for lane in 0..<count { lanes[lane] = voxelInput(bound.slots[input], Int(voxels[lane])) }
            bench.inputs[input] = UnsafePointer(lanes)
        }
        bound.run(count, bench)
    }

    private func voxelInput(_ slot: Slot, _ voxel: Int) -> Double {
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

    /// A formula of the voxel scope: substances, particles, fillings, place.
    func voxelValue(_ bound: BoundProgram, _ voxel: Int) -> Double {
        let inputs = bound.slots.map { voxelInput($0, voxel) }
        return bound.program.scalar(inputs + Array(repeating: 0, count: bound.program.inputCount - inputs.count))[0]
    }
}
