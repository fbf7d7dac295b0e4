import ArgumentParser
import Foundation
import struct NicheEngine.Frame
import NicheFiles
import NicheLab
import NicheModel
import NicheMath

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

    func validate() throws {
        guard (1...256).contains(jobs) else { throw ValidationError("--jobs takes 1 to 256") }
        guard (2...10_000).contains(replicates ?? 2) else { throw ValidationError("--replicates takes 2 to 10000") }
        guard output != nil || !pictures else { throw ValidationError("--pictures are for the report of -o FOLDER") }
    }

    /// Makes the runs that trials need and judges them. An interrupt stops with what was run kept.
    func results(of trials: [Trial], in laboratory: Laboratory) throws -> [TrialResult] {
        let trials = changed(trials)
        let line = Mutex(StatusLine(isQuiet: quiet))
        let results = try laboratory.results(of: trials) { progress in
            line.withLock { $0.update { progress.text(spent: $0) } }
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
        let loads = try laboratory().workloads(of: changed(trials))
        let rows =
            [["trial", "runs", "days", "new", "days"]]
            + loads.map { load in
                [load.name, "\(load.runs)", "\(Int(load.days))", "\(load.newRuns)", "\(Int(load.newDays))"]
            }
        let lines = rows.map { row in
            Console.padded(row[0]) + row.dropFirst().map { String(repeating: " ", count: max(1, 9 - $0.count)) + $0 }.joined()
        }
        let (runs, days) = (loads.reduce(0) { $0 + $1.newRuns }, loads.reduce(0) { $0 + $1.newDays })
        return (lines + ["\(runs) runs of \(Int(days)) simulated days are to be made"]).joined(separator: "\n")
    }

    private func changed(_ trials: [Trial]) -> [Trial] {
        trials.map { trial in
            var trial = trial
            trial.replicates = replicates ?? trial.replicates
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

extension Laboratory.Progress {
    /// `12 of 90 runs (3 kept)  4 min left`.
    fileprivate func text(spent: Double) -> String {
        let share = timeWanted > 0 ? time / timeWanted : 1
        return "\(done + kept) of \(wanted) runs\(kept > 0 ? " (\(kept) kept)" : "")" + StatusLine.left(share, spent: spent)
    }
}
