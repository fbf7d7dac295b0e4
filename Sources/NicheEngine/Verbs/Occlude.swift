import NicheMath
import NicheModel

/// `occlude lasting T`: no blood flows through the segment for a while.
enum Occlude: VesselVerb {
    static let entry = VerbEntry("occlude", subjects: [.vessel], keys: VerbEntry.Key.common.union([.lasting]))

    static func carryOut(_ firing: VesselFiring, _ draws: inout Draws, _ gone: inout Set<Int>, in simulation: Simulation) {
        let vessels = simulation.state.vessels[firing.kind.index]
        guard let lasting = firing.compiled.lasting else { return }
        let duration = lasting.draw(row: firing.row, columns: vessels.table, globals: simulation.state.globals, &draws)
        let until = Double(simulation.state.time) / 60 + duration
        vessels[.occludedUntil][firing.row] = max(vessels[.occludedUntil][firing.row], until)
    }
}
