import NicheMath

/// A rehearsed failure: the n-th operation that alters the disk fails, as on a full disk or in a killed process.
///
/// Tests set it as a task-local value and walk n over every operation; a run never has one.
package final class Interruption: Sendable {
    @TaskLocal package static var current: Interruption?

    /// The `errno` of the failure.
    package let code: Int32
    /// Whether the process is gone afterwards, so that nothing can be cleaned up any more.
    package let isKill: Bool
    private let left: Mutex<Int>

    /// - Parameter operations: how many operations succeed first.
    package init(after operations: Int, code: Int32, isKill: Bool) {
        self.code = code
        self.isKill = isKill
        left = Mutex(operations)
    }

    /// Whether the failure has struck.
    package var hasStruck: Bool { left.withLock { $0 < 0 } }

    /// Whether cleaning up is out of the question.
    static var isDead: Bool { current.map { $0.isKill && $0.hasStruck } ?? false }

    /// To be passed before each operation that alters the disk.
    static func pass(_ path: String) throws {
        guard let current else { return }
        let strikes = current.left.withLock { left in
            if left > 0 || !current.isKill { left = max(left - 1, -2) } else { left = -1 }
            // A full disk strikes once, so that what follows is seen to work; a dead process stays dead.
            return left == -1
        }
        if strikes {
            throw FileFault.writing(path, current.code)
        }
    }
}
