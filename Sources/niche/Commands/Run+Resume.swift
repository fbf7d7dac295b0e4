import ArgumentParser
import NicheEngine
import NicheModel
import NicheStore

/// Going on with a run: its folder says how it was started, and keeps what it was started with.
extension Run {
    func goOn(with path: String) throws {
        let folder = try RunFolder.open(path)
        var manifest = try folder.manifest()
        var first = try Run.parse(Array(manifest.command.dropFirst(2)))
        if let until = changes.until {
            first.changes.until = until
            // The next to go on with the run shall know; of two ends the last one holds.
            manifest.command += ["--until", until]
        }
        let model = try folder.model(manifest, options: first.changes.options())
        let (simulation, refused) = try CheckpointFolder(folder).resume { try Simulation(model, resuming: $0, threads: threads) }
        for fault in refused { Console.warn("\(fault); the checkpoint before it is taken") }
        guard simulation.state.time <= model.time.end else {
            let moment = StatusLine.duration(Double(simulation.state.time))
            throw ValidationError("the run has come to \(moment) already, which is beyond --until")
        }
        manifest.threads = threads
        try go(simulation, model, try Recorder(goingOn: folder, manifest, simulation, model, thinning: first.thinning()))
    }
}
