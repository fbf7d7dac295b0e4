import Dispatch
import NicheEngine
import NicheFiles
import NicheMath

/// Writes frames on a thread of its own, one after the other, while the simulation goes on.
///
/// A frame is a copy, so what is written does not depend on how far the simulation has come meanwhile. At most `most` frames wait or are
/// being written; whoever hands over one more waits, so that a slow disk costs time and not memory. A snapshot that fails is reported by
/// the next call, and those behind it are dropped: there are no gaps.
public final class SnapshotQueue: Sendable {
    private struct Progress {
        var written: [Manifest.Snapshot] = []
        var fault: (any Error)?
        /// Faults so far: a frame that was handed over before the last of them is dropped.
        var faults = 0
    }

    /// Used by the queue's thread alone, one job at a time.
    private struct Writer: @unchecked Sendable {
        var snapshots: SnapshotWriter
        var folder: RunFolder
    }

    private let writer: Writer
    private let thread = DispatchQueue(label: "niche.snapshots")
    private let room: DispatchSemaphore
    private let most: Int
    private let progress: Mutex<Progress>

    /// - Parameters:
    ///   - snapshots: what writes the frames; nobody else may use it from here on.
    ///   - written: the snapshots that a run has already that is gone on with.
    ///   - most: frames that may be in memory beside the simulation.
    public init(_ snapshots: SnapshotWriter, of folder: RunFolder, written: [Manifest.Snapshot] = [], most: Int = 2) {
        precondition(most > 0, "room for at least one frame")
        progress = Mutex(Progress(written: written))
        writer = Writer(snapshots: snapshots, folder: folder)
        room = DispatchSemaphore(value: most)
        self.most = most
    }

    /// Hands over a frame, and the manifest as it is once that frame is written; its list of snapshots is kept here.
    ///
    /// - Throws: what a frame handed over earlier failed with; this one is then dropped.
    public func write(_ frame: Frame, _ manifest: Manifest) throws {
        try enqueue { [self] in
            let snapshot = try writer.snapshots.write(frame)
            var manifest = manifest
            manifest.snapshots = progress.withLock { progress in
                progress.written.append(snapshot)
                return progress.written
            }
            try writer.folder.writeManifest(manifest)
        }
    }

    /// Hands over a state to keep behind all frames so far: a checkpoint never knows of a snapshot that is not there. It takes the room of a
    /// frame.
    ///
    /// - Throws: what was handed over earlier failed with; this one is then dropped.
    public func write(_ saved: SavedState, to checkpoints: CheckpointFolder) throws { try enqueue { try checkpoints.write(saved) } }

    /// Waits until all that was handed over is out of memory, for who is about to copy what is as large as a simulation itself.
    public func drain() { thread.sync {} }

    private func enqueue(_ work: @escaping @Sendable () throws -> Void) throws {
        room.wait()
        do { try check() } catch {
            room.signal()
            throw error
        }
        // Rehearsed failures belong to the caller's task, which this thread is not in.
        let interruption = Interruption.current
        let faults = progress.withLock { $0.faults }
        thread.async {
            Interruption.$current.withValue(interruption) { self.perform(work, faults) }
            self.room.signal()
        }
    }

    private func perform(_ work: () throws -> Void, _ faults: Int) {
        guard progress.withLock({ $0.faults == faults }) else { return }
        do { try work() } catch {
            progress.withLock { progress in
                progress.fault = error
                progress.faults += 1
            }
        }
    }

    /// Throws what a frame handed over earlier failed with, once.
    public func check() throws {
        let fault = progress.withLock { progress in
            defer { progress.fault = nil }
            return progress.fault
        }
        if let fault { throw fault }
    }

    /// Waits until all frames are written.
    ///
    /// - Throws: what a frame failed with.
    public func finish() throws {
        drain()
        try check()
    }

    /// The snapshots there are so far.
    public var written: [Manifest.Snapshot] { progress.withLock { $0.written } }
}
