import Foundation
import NicheEngine
import NicheFiles
import NicheMath
import NicheModel
import NicheStore

/// Writes a run's folder while it goes: frozen inputs, manifest, summary, snapshots. It observes and never alters the run.
final class Recorder {
    let path: String
    private let folder: RunFolder
    private let snapshots: SnapshotWriter
    private var manifest = Manifest()
    private var hasSummary = false
    private let snapshotEvery: Int64

    init(path: String, force: Bool, _ model: Model, seed: UInt64, threads: Int) throws {
        self.path = path
        folder = try RunFolder.create(at: path, overwrite: force)
        snapshots = try SnapshotWriter(folder)
        snapshotEvery = model.time.snapshot
        var digest = Digest()
        for file in model.files + model.data {
            file.bytes.withUnsafeBytes { digest.add($0) }
            try folder.freeze(input: file.bytes, name: Self.frozenName(file.path))
        }
        if let cells = model.cellsFile {
            try folder.freeze(
                input: DiskFiles.read(cells, limit: CSVTable.largestFile), name: "cells-" + (cells as NSString).lastPathComponent)
        }
        for setting in model.settings { digest.add(setting.name + "=" + setting.value) }
        manifest.version = Niche.version
        manifest.modelTitle = model.title
        manifest.modelDigest = digest.hex
        manifest.seed = seed
        manifest.threads = threads
        manifest.command = CommandLine.arguments
        manifest.command[0] = "niche"
        manifest.host = ProcessInfo.processInfo.hostName
        manifest.started = Date().ISO8601Format()
        manifest.settings = model.settings.map { .init(name: $0.name, value: $0.value) }
        try folder.writeManifest(manifest)
    }

    /// A file's name among the frozen inputs: its last two folders tell modules apart.
    private static func frozenName(_ path: String) -> String {
        path.split(separator: "/").suffix(2).joined(separator: "-")
    }

    func record(_ simulation: Simulation, _ row: [(name: String, unit: String, value: Double)]) throws {
        if !hasSummary {
            try folder.beginSummary(columns: row.map { ($0.name, $0.unit) })
            hasSummary = true
        }
        try folder.appendSummary(row.map(\.value))
        if simulation.state.time % snapshotEvery == 0 || simulation.isDone { try snapshot(simulation) }
    }

    private func snapshot(_ simulation: Simulation) throws {
        guard manifest.snapshots.last?.time != simulation.state.time else { return }
        manifest.snapshots.append(try snapshots.write(simulation.frame()))
        try update(simulation, status: .running)
    }

    func finish(_ simulation: Simulation, status: Manifest.Status) throws {
        try snapshot(simulation)
        manifest.stateDigest = simulation.digest
        manifest.finished = Date().ISO8601Format()
        try update(simulation, status: status)
    }

    private func update(_ simulation: Simulation, status: Manifest.Status) throws {
        manifest.status = status
        manifest.steps = simulation.state.tick
        manifest.time = simulation.state.time
        try folder.writeManifest(manifest)
    }
}
