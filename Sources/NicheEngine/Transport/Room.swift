/// The memory of a solve: concentrations and coefficients of the finest level and of the coarser ones.
///
/// Solvers of the same grid may take turns in one room, so that a substance costs no memory but its field while others are solved.
public final class Room {
    /// One level's share.
    struct Share {
        let values: UnsafeMutablePointer<Double>
        let loss: UnsafeMutablePointer<Double>
        let source: UnsafeMutablePointer<Double>
    }

    let shares: [Share]
    /// Greatest saturable uptake, of the finest level alone.
    let capacity: UnsafeMutablePointer<Double>
    /// For what is dealt from one level to the next.
    let dealt: UnsafeMutablePointer<Double>
    private let memory: UnsafeMutablePointer<Double>

    init(_ levels: [Level], isDealing: Bool) {
        let dealtPlaces = isDealing && levels.count > 1 ? levels[0].rows * levels[1].pitch : 0
        let total = levels.reduce(levels[0].places + dealtPlaces) { $0 + $1.valuePlaces + 2 * $1.places }
        memory = .zeroed(total)
        var next = memory
        func take(_ count: Int) -> UnsafeMutablePointer<Double> {
            defer { next += count }
            return next
        }
        capacity = take(levels[0].places)
        dealt = take(dealtPlaces)
        shares = levels.map { Share(values: take($0.valuePlaces), loss: take($0.places), source: take($0.places)) }
    }

    deinit { memory.deallocate() }
}
