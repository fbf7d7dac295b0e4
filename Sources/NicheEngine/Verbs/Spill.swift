import NicheMath
import NicheModel

/// `spill PARTICLE`: particles fill the voxels around the segment, nearest first, up to what each can hold; the rest is lost.
enum Spill: VesselVerb {
    static let entry = VerbEntry("spill", subjects: [.vessel], object: .particle, keys: VerbEntry.Key.common.union([.amount, .within]))

    static func carryOut(_ firing: VesselFiring, _ draws: inout Draws, _ gone: inout Set<Int>, in simulation: Simulation) {
        let vessels = simulation.state.vessels[firing.kind.index]
        let event = firing.compiled.event
        guard let particle = event.object, let sampler = firing.compiled.amount else { return }
        let amount = sampler.draw(row: firing.row, columns: vessels.table, globals: simulation.state.globals, &draws)
        var left = Int(min(max(amount, 0), 1e9).rounded())
        let counts = simulation.state.fields.particles[particle]
        let grid = simulation.grid
        let most = Int(min(simulation.model.particles[particle].mostPerVolume * grid.voxelVolume, Double(Int32.max)).rounded(.down))
        let at = vessels.middle(firing.row)
        var voxels: [(distance: Double, voxel: Int)] = []
        simulation.forEachVoxel(near: at, within: event.within ?? 0) { voxel in
            var d = grid.centre(of: voxel) - at
            if grid.isSlice { d.z = 0 }
            voxels.append(((d * d).sum(), voxel))
        }
        for (_, voxel) in voxels.sorted(by: { ($0.distance, $0.voxel) < ($1.distance, $1.voxel) }) where left > 0 {
            let room = min(left, max(0, most - Int(counts[voxel])))
            counts[voxel] += Int32(room)
            left -= room
        }
        simulation.tally("lost", Double(left))
    }
}
