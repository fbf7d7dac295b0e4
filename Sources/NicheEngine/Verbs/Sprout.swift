import NicheMath
import NicheModel

/// `sprout`: a segment through which blood flows sends out a tip.
enum Sprout: VesselVerb {
    static let entry = VerbEntry("sprout", subjects: [.vessel])

    static func carryOut(_ firing: VesselFiring, _ draws: inout Draws, _ gone: inout Set<Int>, in simulation: Simulation) {
        let vessels = simulation.state.vessels[firing.kind.index]
        guard firing.kind.sprout != nil, vessels[.isOpen][firing.row] == 1 else { return }
        // Where a segment crosses a slice its sprout runs in the plane.
        var from = vessels.middle(firing.row)
        if simulation.grid.isSlice { from.z = simulation.grid.size.z / 2 }
        simulation.appendSegment(
            firing.kind, vessels, sproutNumber: vessels[.id][firing.row], from: from, parent: firing.row, isTip: true)
    }
}
