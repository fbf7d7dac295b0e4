import NicheMath
import NicheModel

/// An event of whole particles in voxels, compiled: they are lost at a hazard, and each leaves its yield behind.
struct ParticleEvent {
    let formula: Formula
    let hazard: BoundProgram
    /// Amount of a substance that each lost particle leaves [zmol].
    let yields: [(substance: Int, amount: Double)]
    let tallies: [(tally: Int, amount: Double)]
    /// Stream of its draws.
    let purpose: UInt32

    init?(_ event: Model.Event, globals: GlobalMap) {
        guard case .hazard(let formula) = event.trigger else { return nil }
        self.formula = formula
        hazard = Compiler(map: nil, globals: globals).compile([formula])
        yields = event.yields.map { ($0.substance, BoundProgram.constant($0.formula)) }
        tallies = event.tallies.map { ($0.tally, BoundProgram.constant($0.formula)) }
        purpose = Keys.name(event.name) | 0x8000_0000
    }
}
