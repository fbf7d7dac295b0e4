import NicheMath

/// Sees what is done to the disk, one operation after the other.
///
/// Tests set it as a task-local value, to know in which states a power cut may leave a disk; a run never has one.
package final class DiskWitness: Sendable {
    @TaskLocal package static var current: DiskWitness?

    package enum Operation: Sendable {
        case makeFolder(String)
        /// The whole contents that a file then has, without a word about when they reach the disk.
        case write(String, [UInt8])
        case rename(String, to: String)
        case remove(String)
        /// One file's contents, or the names in one folder.
        case sync(String)
        case syncAll
    }

    private let seen = Mutex<[Operation]>([])

    package init() {}

    package var operations: [Operation] { seen.withLock { $0 } }

    static func note(_ operation: @autoclosure () -> Operation) {
        guard let current else { return }
        let operation = operation()
        current.seen.withLock { $0.append(operation) }
    }
}
