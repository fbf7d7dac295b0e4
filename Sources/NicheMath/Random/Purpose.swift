/// What a stream of draws is for: the `event` of `Draws`.
///
/// All the stream identifiers of the engine stand in this one file, so that no two uses share one by accident.
/// The events of models use `Keys.name(_:) | 0x8000_0000`, which none of these reaches. Numbers are never reused:
/// changing one changes every run.
public enum Purpose: UInt32, Sendable {
    /// The random part of a cell's motion.
    case walk = 1
    /// Whether and along which axis a cell divides, and how its content is shared out.
    case division = 2
    /// Where a new cell is put.
    case placement = 3
    /// The noise terms of a model's rates.
    case noise = 4
    /// The arrival of cells from outside the domain.
    case entry = 5
    /// The content of a cell let out at its death.
    case spill = 6
    /// The creation and motion of particles.
    case particle = 7
    /// The share of a quantity that each of two holders takes.
    case share = 8
    /// The choice among alternatives of a rule.
    case choice = 9
    /// The growth and branching of vessels.
    case vessel = 10
    /// The initial state.
    case start = 11
    /// The resamples of a bootstrap and the orders of a permutation test.
    case resampling = 12
    /// The points of a parameter space.
    case sampling = 13
    /// The order in which a test gives out labels.
    case permutation = 14
    /// What an assay draws: who is sampled, and what is counted.
    case assay = 15
    /// When cells take hold of others, of whom, and when they let go.
    case grip = 16
    /// When cells attach to others and let go.
    case spring = 17
}
