import Foundation
import NicheLab
import NicheMath
import NicheViewer

/// The first seed of each arm of a trial, run to be looked at.
struct ShownTrial {
    private let arms: [WatchedRun]

    var runs: [ShownRun] { arms.map(\.shown) }

    /// Begins the folders of the runs.
    ///
    /// - Throws: `FileFault`, where there are runs already and they are not to be replaced; `ModelFault` of the trial or its models.
    init(_ path: String, folder: String, force: Bool) throws {
        let trial = try Trial.read(path, libraryFolders: Library.folders)
        let name = String(path.split(separator: "/").last!.dropLast(5))
        arms = try trial.firstRuns(most: View.most).enumerated().map { index, run in
            try WatchedRun(
                Self.arguments(run) + (force ? ["--force"] : []), folder: "\(folder)/\(name)-\(index + 1)", name: run.name)
        }
    }

    /// What one would write behind `niche run`.
    private static func arguments(_ run: ArmRun) -> [String] {
        [run.model, "--seed", "\(run.seed)", "--until", "\(run.until) s", "--threads", "1"]
            + run.changes.flatMap { ["--change", $0] } + run.settings.flatMap { ["--set", "\($0.name)=\($0.value)"] }
    }

    /// Runs all of them to the end, side by side, or until somebody says to stop.
    func perform() throws {
        let fault = Mutex<(any Error)?>(nil)
        DispatchQueue.concurrentPerform(iterations: arms.count) { index in
            do { try arms[index].perform() } catch { fault.withLock { $0 = $0 ?? error } }
        }
        if let fault = fault.withLock({ $0 }) { throw fault }
    }
}
