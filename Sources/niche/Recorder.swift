import Foundation
import NicheEngine
import NicheExchange
import NicheFiles
import NicheMath
import NicheModel
import NicheStore

/// Writes a run's folder while it goes: frozen inputs, manifest, summary, snapshots. It observes and never alters the run.
///
/// The simulation pays for the copy that a frame is; a thread beside it packs and writes the snapshots.
final class Recorder {
    let path: String
    private let folder: RunFolder
    private let snapshots: SnapshotQueue
    private let checkpoints: CheckpointFolder
    private var manifest: Manifest
    private var hasSummary = false
    private var lastSnapshot: Int64?
    private var lastCheckpoint: Int64?
    private let snapshotEvery: Int64
    private let thinning: FieldThinning

    /// Begins the folder of a run.
    ///
    /// - Parameters:
    ///   - cells: what the run starts from, where it starts from a file.
    ///   - command: what makes the same run again.
    init(
        path: String, force: Bool, _ model: Model, cells: [CellPoint], thinning: FieldThinning, seed: UInt64, threads: Int,
        command: [String]
    ) throws {
        self.path = path
        self.thinning = thinning
        folder = try RunFolder.create(at: path, overwrite: force)
        snapshots = SnapshotQueue(try SnapshotWriter(folder), of: folder)
        checkpoints = CheckpointFolder(folder)
        snapshotEvery = model.time.snapshot
        manifest = Manifest()
        var digest = Digest()
        var inputs: [(name: String, bytes: [UInt8])] = []
        func keep(_ path: String, _ bytes: [UInt8], module: String?) {
            bytes.withUnsafeBytes { digest.add($0) }
            inputs.append((Self.frozenName(path), bytes))
            manifest.inputs.append(.init(file: Self.frozenName(path), path: path, module: module))
        }
        for file in model.files { keep(file.path, file.bytes, module: file.name) }
        for file in model.data where file.path != model.cellsFile { keep(file.path, file.bytes, module: nil) }
        if let file = model.cellsFile {
            let table = FrozenCells.table(cells, model)
            table.withUnsafeBytes { digest.add($0) }
            inputs.append((FrozenCells.name, table))
            manifest.inputs.append(.init(file: FrozenCells.name, path: file, module: nil))
        }
        try folder.freeze(inputs)
        for setting in model.settings { digest.add(setting.name + "=" + setting.value) }
        manifest.version = Niche.version
        manifest.modelTitle = model.title
        manifest.modelDigest = digest.hex
        manifest.seed = seed
        manifest.threads = threads
        manifest.command = command
        manifest.host = ProcessInfo.processInfo.hostName
        manifest.started = Date().ISO8601Format()
        manifest.therapies = Manifest.therapies(of: model)
        manifest.settings = model.settings.map { .init(name: $0.name, value: $0.value) }
        try folder.writeManifest(manifest)
        try log("started", at: 0)
    }

    /// Goes on with the folder of a run from the moment that a simulation stands at: what was recorded from there on is taken back, and
    /// recorded again.
    init(goingOn folder: RunFolder, _ manifest: Manifest, _ simulation: Simulation, _ model: Model, thinning: FieldThinning) throws {
        path = folder.path
        self.thinning = thinning
        self.folder = folder
        self.manifest = manifest
        snapshotEvery = model.time.snapshot
        let time = simulation.state.time
        checkpoints = CheckpointFolder(folder)
        let writer = try SnapshotWriter(folder)
        try writer.removeSnapshots(after: time - 1)
        let written = try SnapshotReader(folder).frames.map { Manifest.Snapshot(name: $0.name, time: $0.timeSeconds) }
        snapshots = SnapshotQueue(writer, of: folder, written: written)
        if folder.hasSummary {
            var summary = try folder.summary()
            summary.rows.removeAll { $0[0] >= Double(time) / 86_400 }
            if !summary.rows.isEmpty { try folder.writeSummary(summary) }
            hasSummary = !summary.rows.isEmpty
        }
        // The last of all: as long as later ones are there, the run can still be gone on with from them.
        try checkpoints.remove(after: time)
        lastCheckpoint = time
        (self.manifest.snapshots, self.manifest.finished, self.manifest.stateDigest) = (written, "", "")
        describe(simulation, status: .running)
        try folder.writeManifest(self.manifest)
        try log("resumed", at: time)
    }

    private func log(_ event: String, at time: Int64, _ more: [JSON.Member] = []) throws {
        let members: [JSON.Member] = [
            .init("event", JSON(event)), .init("time_s", .integer(time)), .init("moment", JSON(Date().ISO8601Format())),
        ]
        try folder.appendLog(JSON.object(members + more).text)
    }

    /// A file's name among the frozen inputs: its last two folders tell modules apart.
    private static func frozenName(_ path: String) -> String {
        path.split(separator: "/").suffix(2).joined(separator: "-")
    }

    /// - Throws: `FileFault`, also for a snapshot that was handed over earlier.
    func record(_ simulation: Simulation, _ row: [(name: String, unit: String, value: Double)]) throws {
        try snapshots.check()
        if !hasSummary {
            try folder.beginSummary(columns: row.map { ($0.name, $0.unit) })
            hasSummary = true
        }
        try folder.appendSummary(row.map(\.value))
    }

    /// Keeps a snapshot, if one is due: on a schedule of its own, beside that of records.
    ///
    /// - Throws: `FileFault` of a snapshot that was handed over earlier.
    func snapshotIfDue(_ simulation: Simulation) throws {
        let (time, step) = (simulation.state.time, simulation.model.time.step)
        guard simulation.isDone || time == 0 || time / snapshotEvery > (time - step) / snapshotEvery else { return }
        try snapshot(simulation, isLast: simulation.isDone)
    }

    /// Copies of few cells may wait side by side for a slow disk; of a million each takes as much as the simulation's own columns.
    private func makeRoom(for simulation: Simulation) {
        if simulation.cellCount > 100_000 { snapshots.drain() }
    }

    private func snapshot(_ simulation: Simulation, isLast: Bool) throws {
        guard lastSnapshot != simulation.state.time else { return }
        describe(simulation, status: .running)
        makeRoom(for: simulation)
        var frame = simulation.frame()
        thinning.apply(to: &frame, isLast: isLast)
        try snapshots.write(frame, manifest)
        lastSnapshot = simulation.state.time
    }

    /// Keeps a checkpoint of the state between two steps, behind the snapshots so far.
    ///
    /// - Throws: `FileFault`, of what was handed over earlier.
    func checkpoint(_ simulation: Simulation) throws {
        guard lastCheckpoint != simulation.state.time else { return }
        makeRoom(for: simulation)
        try snapshots.write(simulation.saved(), to: checkpoints)
        lastCheckpoint = simulation.state.time
        try log("checkpoint", at: simulation.state.time, [.init("cells", JSON(simulation.cellCount))])
    }

    /// Ends the run's folder with a snapshot of the last state; all that was handed over is on the disk afterwards.
    ///
    /// - Parameter keepsCheckpoint: whether to keep a checkpoint first; the state must be one between two steps.
    /// - Throws: `FileFault` of a snapshot; the manifest then says that the run stopped and which snapshots there are.
    func finish(_ simulation: Simulation, status: Manifest.Status, keepsCheckpoint: Bool = false) throws {
        var fault: (any Error)?
        do {
            if keepsCheckpoint { try checkpoint(simulation) }
            try snapshot(simulation, isLast: true)
            try snapshots.finish()
        } catch { fault = error }
        manifest.snapshots = snapshots.written
        manifest.stateDigest = simulation.digest
        manifest.finished = Date().ISO8601Format()
        describe(simulation, status: fault == nil ? status : .stopped)
        try folder.writeManifest(manifest)
        try log(
            manifest.status.rawValue, at: manifest.time,
            [.init("cells", JSON(simulation.cellCount)), .init("state", JSON(manifest.stateDigest))]
                + (fault.map { [.init("fault", JSON("\($0)"))] } ?? []))
        try ResearchObject(manifest, folder).write()
        if let fault { throw fault }
    }

    private func describe(_ simulation: Simulation, status: Manifest.Status) {
        manifest.status = status
        manifest.steps = simulation.state.tick
        manifest.time = simulation.state.time
    }
}
