/// All that a simulation needs to go on where another one stopped: a copy of its ``State``, column by column, detached from the engine.
///
/// `Simulation.saved()` makes one, and `Simulation(_:resuming:threads:)` starts from it: every bit of what follows is then as if there
/// had been no stop. What is in it and what is not is told in Documentation/decisions/checkpoints.md.
public struct SavedState: Sendable {
    /// One column of a table, or another row of numbers of the state.
    public struct Column: Sendable {
        /// The table and what of it: "cells/geometry/x".
        public var name: String
        public var values: Values

        public init(name: String, values: Values) {
            self.name = name
            self.values = values
        }
    }

    public enum Values: Sendable {
        case doubles([Double])
        case words([UInt64])
        case integers([Int32])

        public var count: Int {
            switch self {
            case .doubles(let values): values.count
            case .words(let values): values.count
            case .integers(let values): values.count
            }
        }
    }

    /// What the model says (`Model.digest`), and the state that is saved (`Simulation.digest`).
    public var modelDigest: String
    public var stateDigest: String
    public var seed: UInt64
    /// Steps done, and simulated time [s].
    public var tick: Int64
    public var time: Int64
    public var columns: [Column]

    public init(modelDigest: String, stateDigest: String, seed: UInt64, tick: Int64, time: Int64, columns: [Column]) {
        self.modelDigest = modelDigest
        self.stateDigest = stateDigest
        self.seed = seed
        self.tick = tick
        self.time = time
        self.columns = columns
    }
}

/// Why a simulation cannot go on from a saved state.
public struct RestoreFault: Error, Sendable, Equatable, CustomStringConvertible {
    public var description: String

    init(_ description: String) { self.description = description }
}
