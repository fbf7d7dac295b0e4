import ArgumentParser
import NicheEngine
import NicheFiles
import NicheModel
import NicheStore

/// Going on with a run: its folder says how it was started, and keeps what it was started with.
extension Run {
    func goOn(with path: String) throws {
        let folder = try RunFolder.open(path)
        var manifest = try folder.manifest()
        // The next to go on with the run shall know, too; of two ends the last one holds.
        if let until = changes.until { manifest.command += ["--until", until] }
        let (first, model) = try folder.started(by: manifest)
        let (simulation, refused) = try CheckpointFolder(folder).resume { try Simulation(model, resuming: $0, threads: threads) }
        for fault in refused { Console.warn("\(fault); the checkpoint before it is taken") }
        guard simulation.state.time <= model.time.end else {
            let moment = StatusLine.duration(Double(simulation.state.time))
            throw ValidationError("the run has come to \(moment) already, which is beyond --until")
        }
        manifest.threads = threads
        let recorder = try Recorder(goingOn: folder, manifest, simulation, model, thinning: first.thinning())
        try go(consume simulation, model, recorder)
    }
}

extension RunFolder {
    /// The command that a manifest tells of, and the model as it was then.
    ///
    /// - Throws: `FileFault`, where it was no `niche run`; `ModelFault` of a text that this version understands no more.
    func started(by manifest: Manifest) throws -> (command: Run, model: Model) {
        guard manifest.command.dropFirst().first == "run" else {
            throw FileFault(
                .malformed, path: "\(path)/run.json",
                "the command is no \"niche run\", found \"\(manifest.command.joined(separator: " "))\"")
        }
        let command = try Run.parse(Array(manifest.command.dropFirst(2)))
        return (command, try model(manifest, options: command.changes.options()))
    }
}
