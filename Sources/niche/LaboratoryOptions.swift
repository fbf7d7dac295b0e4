import ArgumentParser
import Foundation
import struct NicheEngine.Frame
import NicheFiles
import NicheLab
import NicheModel
import Synchronization

/// How trials are run: shared by all commands that run some.
struct LaboratoryOptions: ParsableArguments {
    @Option(help: "Seeds of each arm, in place of what the trial says.")
    var replicates: Int?

    @Option(help: "Runs side by side; the result does not depend on them.")
    var jobs: Int = max(1, ProcessInfo.processInfo.activeProcessorCount)

    @Option(
        help: ArgumentHelp("Folder of what was measured in runs; runs that are in it are not made again.", valueName: "folder"),
        completion: .directory)
    var keep = ".niche/runs"

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Folder for a report: index.html, and its figures one by one.", valueName: "folder"), completion: .directory)
    var output: String?

    @Flag(help: "With -o, pictures of the first seed of up to six arms of each trial, which are run again for them.")
    var pictures = false

    @Flag(help: "One JSON object a line.")
    var json = false

    @Flag(help: "No progress.")
    var quiet = false

    /// Runs neither ablations nor controls.
    @Flag(help: .hidden)
    var asksDirectionsOnly = false

    func validate() throws {
        guard (1...256).contains(jobs) else { throw ValidationError("--jobs takes 1 to 256") }
        guard (2...10_000).contains(replicates ?? 2) else { throw ValidationError("--replicates takes 2 to 10000") }
        guard output != nil || !pictures else { throw ValidationError("--pictures are for the report of -o FOLDER") }
    }

    /// Makes the runs that trials need and judges them. An interrupt stops with what was run kept.
    func results(of trials: [Trial]) throws -> [TrialResult] {
        let trials = changed(trials)
        let laboratory = try laboratory()
        let line = Mutex(RunsLine(isQuiet: quiet))
        let results = try laboratory.results(of: trials) { progress in
            line.withLock { $0.update(progress) }
            return Interrupt.request == nil
        }
        line.withLock { $0.finish() }
        guard let results else {
            Console.say("stopped; the runs made so far are kept in \(keep), and the same command goes on from there")
            throw ExitCode(128 + (Interrupt.request ?? SIGINT))
        }
        return results
    }

    /// Writes the report that -o asks for, and says where it is.
    func report(_ results: [TrialResult], note: String = "") throws {
        guard let output else { return }
        var frames: [[(name: String, frame: Frame)]] = []
        if pictures {
            let laboratory = Laboratory(kept: try KeptRuns(folder: nil), libraryFolders: Library.folders, engine: "", jobs: jobs)
            for result in results {
                if !quiet, result.trial.see.isEmpty { Console.say("pictures of \(result.name)") }
                guard let arms = try laboratory.frames(of: result.trial, observe: { Interrupt.request == nil }) else {
                    Console.say("stopped before the report was written")
                    throw ExitCode(128 + (Interrupt.request ?? SIGINT))
                }
                frames.append(arms)
            }
        }
        let page = try ClaimsPage(results, pictures: frames, note: note).write(to: output)
        if json { Console.print("{\"event\":\"report\",\"path\":\(JSON(page).text)}") } else { Console.print("report \(page)") }
    }

    /// How much work trials are, as a table.
    func workloads(of trials: [Trial]) throws -> String {
        var rows = ["claim      runs     days      new     days"]
        var total = (runs: 0, days: 0.0)
        func padded(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(0, width - text.count)) + text }
        for load in try laboratory().workloads(of: changed(trials)) {
            let columns = ["\(load.runs)", "\(Int(load.days))", "\(load.newRuns)", "\(Int(load.newDays))"]
            rows.append(load.name.padding(toLength: 6, withPad: " ", startingAt: 0) + columns.map { padded($0, 9) }.joined())
            total = (total.runs + load.newRuns, total.days + load.newDays)
        }
        return (rows + ["\(total.runs) runs of \(Int(total.days)) simulated days are to be made"]).joined(separator: "\n")
    }

    private func changed(_ trials: [Trial]) -> [Trial] {
        trials.map { trial in
            var trial = trial
            trial.replicates = replicates ?? trial.replicates
            if asksDirectionsOnly {
                (trial.ablations, trial.controls) = ([], [])
                // Two trajectories rank nothing, but show that it runs.
                trial.sensitivity?.trajectories = 2
            }
            return trial
        }
    }

    func laboratory() throws -> Laboratory {
        Laboratory(kept: try KeptRuns(folder: keep), libraryFolders: Library.folders, engine: try engine(), jobs: jobs)
    }

    private func engine() throws -> String {
        guard let scene = Library.file("pond.yaml") else {
            throw ModelFault(
                [Problem(Place(file: "pond.yaml", line: 0, column: 0), "not found in Models/ (NICHE_MODELS says where that is)")],
                isMissing: true)
        }
        return try EngineFingerprint.of(scene: scene)
    }
}

/// One line that tells how far many runs have come.
struct RunsLine {
    private let start = ContinuousClock.now
    private var last = ContinuousClock.now - .seconds(3600)
    private let isQuiet: Bool

    init(isQuiet: Bool) { self.isQuiet = isQuiet }

    mutating func update(_ progress: Laboratory.Progress) {
        guard !isQuiet else { return }
        let now = ContinuousClock.now
        guard now - last > (Console.isTerminal ? .milliseconds(200) : .seconds(30)) else { return }
        last = now
        let spent = Double((now - start).components.seconds)
        let share = progress.timeWanted > 0 ? progress.time / progress.timeWanted : 1
        let left = share > 0.001 ? "  \(Progress.duration(spent / share * (1 - share))) left" : ""
        let kept = progress.kept > 0 ? " (\(progress.kept) kept)" : ""
        let line = "\(progress.done + progress.kept) of \(progress.wanted) runs\(kept)\(left)"
        Console.write(Console.isTerminal ? "\r\u{1B}[K\(line)" : line + "\n")
    }

    func finish() { if !isQuiet, Console.isTerminal { Console.write("\r\u{1B}[K") } }
}
