import Foundation

/// When a run keeps a checkpoint, and when it stops before its end.
struct Stops {
    private let start = ContinuousClock.now
    private let limit: Duration?
    /// Simulated time between checkpoints, and of a step [s].
    private let period: Int64?
    private let step: Int64

    init(maxWall: String?, checkpointEvery: String, step: Int64) throws {
        limit = try maxWall.map { .seconds(try WrittenTime.seconds($0, "--max-wall")) }
        period = checkpointEvery == "never" ? nil : try WrittenTime.seconds(checkpointEvery, "--checkpoint-every")
        self.step = step
    }

    /// Whether one is due at a time, by the schedule or because somebody asked for it.
    func isCheckpointDue(_ time: Int64) -> Bool {
        if Interrupt.takeSaveRequest() { return true }
        guard let period, time > 0 else { return false }
        return time / period > (time - step) / period
    }

    /// The code to exit with, if it is time: that of the signal. When the time on the clock is up it is that of a scheduler's signal.
    var code: Int32? {
        if let signal = Interrupt.request { return 128 + signal }
        return limit.map { ContinuousClock.now - start >= $0 } ?? false ? 128 + SIGTERM : nil
    }
}
