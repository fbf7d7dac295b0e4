/// A way of moving bodies that walk, push and hold one another.
///
/// Nothing may be remembered between steps, and a result may not depend on the number of threads.
protocol CellMechanics: AnyObject {
    /// Moves the bodies over `duration` minutes and writes their pressures.
    func advance(_ bodies: Bodies, duration: Double) -> Mechanics.Outcome
}

extension Mechanics: CellMechanics {}
