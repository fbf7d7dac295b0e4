import NicheEngine
import NicheFiles
import NicheModel
import NicheStore
import NicheTestSupport

/// A run's own folder, which somebody else may have had in hand: its manifest, summary and snapshots.
struct SnapshotSubject: Subject {
    private let scratch = Scratch()

    func seeds() throws -> [[UInt8]] {
        let path = "\(scratch.path)/run"
        let run = try RunFolder.create(at: path, overwrite: true)
        try run.writeManifest(Manifest())
        let simulation = try Simulation(try Model.read(text: CheckpointSubject.model, vocabulary: .standard), seed: 1, threads: 1)
        try simulation.step()
        try SnapshotWriter(run).write(simulation.frame())
        return [try Bundle(of: path).bytes]
    }

    func read(_ bytes: [UInt8]) throws {
        let path = "\(scratch.path)/read"
        try Bundle(bytes).write(to: path)
        let run = try RunFolder.open(path)
        _ = try? run.manifest()
        let reader = try SnapshotReader(run)
        for i in reader.frames.indices { _ = try? reader.frame(at: i) }
    }
}
