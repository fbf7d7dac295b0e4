import Foundation
import NicheEngine
import NicheFiles
import NicheLab
import NicheMath
import NicheModel
import NicheStore
import NicheViewer

/// The first seed of each arm of a trial, run to be looked at.
struct ShownTrial {
    private struct Arm {
        let simulation: Simulation
        let recorder: Recorder
    }

    let runs: [ShownRun]
    private let arms: [Arm]

    /// Begins the folders of the runs.
    ///
    /// - Throws: `FileFault`, where there are runs already and they are not to be replaced; `ModelFault` of the trial or its models.
    init(_ trial: String, folder: String, force: Bool) throws {
        let laboratory = Laboratory(kept: try KeptRuns(folder: nil), libraryFolders: Library.folders, engine: "", jobs: 1)
        let first = try laboratory.firstRuns(of: try Trial.read(trial, libraryFolders: Library.folders), most: View.most)
        let paths = first.indices.map { "\(folder)/\(String(trial.split(separator: "/").last!.dropLast(5)))-\($0 + 1)" }
        arms = try zip(first, paths).map { run, path in
            Arm(
                simulation: try Simulation(run.model, seed: run.seed, threads: 1),
                recorder: try Recorder(
                    path: path, force: force, run.model, cells: [], thinning: FieldThinning(), seed: run.seed, threads: 1))
        }
        runs = try zip(first, paths).map { run, path in ShownRun(try RunFolder.open(path), name: run.arm) { run.model } }
    }

    /// Runs all of them to the end, side by side, or until somebody says to stop.
    func perform() throws {
        let arms = UncheckedArms(arms)
        let fault = Mutex<(any Error)?>(nil)
        DispatchQueue.concurrentPerform(iterations: arms.list.count) { index in
            do { try Self.perform(arms.list[index]) } catch { fault.withLock { $0 = $0 ?? error } }
        }
        if let fault = fault.withLock({ $0 }) { throw fault }
    }

    private static func perform(_ arm: Arm) throws {
        do {
            try arm.simulation.run { simulation in
                if simulation.state.time % simulation.model.time.record == 0 || simulation.isDone {
                    try arm.recorder.record(simulation, simulation.summaryRow())
                }
                try arm.recorder.snapshotIfDue(simulation)
                return Interrupt.request == nil
            }
        } catch {
            try arm.recorder.finish(arm.simulation, status: .stopped)
            throw error
        }
        try arm.recorder.finish(arm.simulation, status: arm.simulation.isDone ? .done : .stopped)
    }

    /// Each is one thread's own.
    private struct UncheckedArms: @unchecked Sendable {
        let list: [Arm]
        init(_ list: [Arm]) { self.list = list }
    }
}
