import NicheEngine
import NicheModel
import NicheStore
import NicheViewer

/// A run that is made to be looked at, and that nobody waits for. Its folder is that of any run: it can be gone on with, and repeated.
final class WatchedRun: @unchecked Sendable {
    let shown: ShownRun
    /// One thread's own, once it performs.
    private let simulation: Simulation
    private let recorder: Recorder

    /// Begins the folder of a run.
    ///
    /// - Parameters:
    ///   - arguments: what one would write behind `niche run` for it.
    ///   - model: where it is not to be read anew from where the arguments have it.
    /// - Throws: `FileFault`, where there is a run already that is not to be replaced; `ModelFault`.
    init(_ arguments: [String], model known: Model? = nil, folder: String, name: String) throws {
        let arguments = arguments + ["-o", folder]
        let command = try Run.parse(arguments)
        let model = try known ?? command.changes.read(command.model!)
        let (simulation, recorder) = try command.start(model, arguments: arguments)
        (self.simulation, self.recorder) = (simulation, recorder!)
        shown = ShownRun(try RunFolder.open(folder), name: name) { model }
    }

    /// Runs to the end, or until somebody says to stop.
    func perform() throws {
        do {
            try simulation.run { simulation in
                if simulation.isRecordDue { try recorder.record(simulation, simulation.summaryRow()) }
                try recorder.snapshotIfDue(simulation)
                return Interrupt.request == nil
            }
        } catch {
            try recorder.finish(simulation, status: .stopped)
            throw error
        }
        try recorder.finish(simulation, status: simulation.isDone ? .done : .stopped, keepsCheckpoint: true)
    }
}
