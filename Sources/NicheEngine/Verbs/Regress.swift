import NicheMath
import NicheModel

/// `regress`: the segment is gone.
enum Regress: VesselVerb {
    static let entry = VerbEntry("regress", subjects: [.vessel])
    static func carryOut(_ firing: VesselFiring, _ draws: inout Draws, _ gone: inout Set<Int>, in simulation: Simulation) {
        gone.insert(firing.row)
    }
}
