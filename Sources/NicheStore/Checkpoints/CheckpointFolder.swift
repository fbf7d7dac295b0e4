import NicheEngine
import NicheFiles

/// The checkpoints of a run: the two newest, so that there is one even where the newest is damaged.
///
///     checkpoints/00001440.checkpoint    the state after 1,440 min
public struct CheckpointFolder: Sendable {
    private let path: String

    private static let ending = ".checkpoint"
    private static let kept = 2

    public init(_ run: RunFolder) { path = run.checkpoints }

    /// Keeps a state, whole or not at all, and drops those older than the one before it.
    ///
    /// All that was written to the same disk before is there to stay when it counts: the rows of the summary, too.
    /// - Throws: `FileFault.cannotWrite`; the earlier checkpoints are then untouched.
    public func write(_ saved: SavedState) throws {
        let place = "\(path)/\(SnapshotName.name(of: saved.time))\(Self.ending)"
        try DiskFiles.makeFolder(path)
        do {
            try Draft.publish(by: "\(path)/.writing-checkpoint") { try $0.write(CheckpointFile.bytes(of: saved), to: place) }
        } catch var fault as FileFault {
            fault.path = place
            throw fault
        }
        for old in try list().filter({ $0.time <= saved.time }).dropLast(Self.kept) { try DiskFiles.removeTree("\(path)/\(old.name)") }
    }

    /// Goes on from the newest checkpoint that can be gone on from.
    ///
    /// - Parameter start: starts from a state, or throws where it cannot.
    /// - Returns: what `start` returns, and why newer checkpoints were passed over.
    /// - Throws: `FileFault` missing, where there is none; else what is wrong with the newest.
    public func resume<Result>(_ start: (SavedState) throws -> Result) throws -> (result: Result, refused: [any Error]) {
        var refused: [any Error] = []
        for name in try list().reversed().map(\.name) {
            do { return (try self.start("\(path)/\(name)", start), refused) } catch { refused.append(error) }
        }
        throw refused.first ?? FileFault(.missing, path: path, "there is no checkpoint yet to go on from; run it anew with --force")
    }

    private func start<Result>(_ file: String, _ start: (SavedState) throws -> Result) throws -> Result {
        do {
            return try start(CheckpointFile.read(DiskFiles.read(file, limit: CheckpointFile.largest), path: file))
        } catch let fault as RestoreFault {
            throw FileFault(.malformed, path: file, "cannot be gone on from: \(fault)")
        }
    }

    /// Removes those after a time [s]: of a course that is not gone on with.
    ///
    /// - Throws: `FileFault.cannotWrite`.
    public func remove(after time: Int64) throws {
        for later in try list() where later.time > time { try DiskFiles.removeTree("\(path)/\(later.name)") }
    }

    /// Names and times [s], in order of time.
    func list() throws -> [(name: String, time: Int64)] {
        guard DiskFiles.isFolder(path) else { return [] }
        return try DiskFiles.list(path).compactMap { name in
            guard name.hasSuffix(Self.ending) else { return nil }
            return SnapshotName.time(of: String(name.dropLast(Self.ending.count))).map { (name, $0) }
        }
    }
}
