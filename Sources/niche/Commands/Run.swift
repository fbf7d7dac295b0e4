import ArgumentParser
import Foundation
import NicheEngine
import NicheFiles
import NicheModel
import NicheReport
import NicheStore

struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run a model once, or go on with a run.")

    @Argument(
        help: "The model: a YAML file, for example Models/slice.yaml, or a PhysiCell project's XML.",
        completion: .file(extensions: ["yaml", "xml"]))
    var model: String?

    @OptionGroup var changes: ModelChanges

    @Option(name: .shortAndLong, help: "Folder of the run; without it nothing is kept.")
    var output: String?

    @Option(
        help: ArgumentHelp(
            "Go on with a run from its newest checkpoint, with the model that it was started with.", valueName: "run"),
        completion: .directory)
    var resume: String?

    @Option(help: "Seed: same model and seed, same bits. (default: 1)")
    var seed: UInt64?

    @Option(help: "Threads; the result does not depend on them.")
    var threads: Int = max(1, ProcessInfo.processInfo.activeProcessorCount)

    @Option(help: ArgumentHelp("Simulated time from one checkpoint to the next, or \"never\".", valueName: "time"))
    var checkpointEvery = "1d"

    @Option(help: ArgumentHelp("Stop with a checkpoint after this time on the clock, for example 2h.", valueName: "time"))
    var maxWall: String?

    @Option(help: ArgumentHelp("Keep fields only this often, where snapshots come more often; the last one has them.", valueName: "time"))
    var fieldsEvery: String?

    @Option(
        help: ArgumentHelp(
            "Keep so many bits (of 52) of each value of a field; 10 are three digits and a third of the room.", valueName: "bits"))
    var fieldBits: Int?

    @Flag(help: "Replace a run that is in the folder already.")
    var force = false

    @Flag(help: "One JSON object a line: a record a row, then the state.")
    var json = false

    @Flag(help: "No progress.")
    var quiet = false

    @Flag(help: "Write no report at the end.")
    var noReport = false

    @Flag(help: "Show it in a browser while it runs, and afterwards until Ctrl-C; see niche view.")
    var view = false

    func validate() throws {
        guard !view || output != nil || resume != nil else {
            throw ValidationError("--view shows what is kept of a run; give a folder with -o")
        }
        guard (1...256).contains(threads) else { throw ValidationError("--threads takes 1 to 256") }
        if checkpointEvery != "never" { _ = try WrittenTime.seconds(checkpointEvery, "--checkpoint-every") }
        if let fieldsEvery { _ = try WrittenTime.seconds(fieldsEvery, "--fields-every") }
        guard (1...52).contains(fieldBits ?? 1) else { throw ValidationError("--field-bits takes 1 to 52") }
        if let maxWall { _ = try WrittenTime.seconds(maxWall, "--max-wall") }
        guard resume != nil else {
            if model != nil { return }
            throw ValidationError("Missing a model, for example Models/slice.yaml, or --resume with the folder of a run")
        }
        guard model == nil, output == nil, seed == nil, !force, changes.isPlain else {
            throw ValidationError(
                "--resume goes on with the model, seed and folder of the run; of what changes a model only --until can be given with it")
        }
    }

    func run() throws {
        try reporting {
            Interrupt.listen()
            if let resume { try goOn(with: resume) } else { try begin() }
        }
    }

    private func begin() throws {
        let model = try changes.read(model!)
        let (simulation, recorder) = try start(model)
        try go(consume simulation, model, recorder)
    }

    /// What a run begins with: its state at time 0, and its folder.
    ///
    /// - Parameter arguments: what one would write behind `niche run` to have it again.
    func start(_ model: Model, arguments: [String] = Array(CommandLine.arguments.dropFirst(2))) throws -> (Simulation, Recorder?) {
        let seed = seed ?? 1
        let cells = try changes.points(model)
        let simulation = try Simulation(model, seed: seed, threads: threads, cellPoints: cells)
        let recorder = try output.map {
            try Recorder(
                path: $0, force: force, model, cells: cells, thinning: thinning(), seed: seed, threads: threads,
                command: ["niche", "run"] + arguments)
        }
        return (simulation, recorder)
    }

    /// What of the fields is kept.
    func thinning() throws -> FieldThinning {
        FieldThinning(period: try fieldsEvery.map { try WrittenTime.seconds($0, "--fields-every") }, bits: fieldBits)
    }

    /// For whoever follows the run by its events.
    private func tellStart(_ simulation: Simulation, _ model: Model) {
        guard json else { return }
        let (title, time) = (JSON(model.title).text, simulation.state.time)
        Console.print("{\"event\":\"start\",\"model\":\(title),\"time_s\":\(time),\"end_s\":\(model.time.end)}")
    }

    /// How a run ended: where it stood, and the exit code if it was stopped.
    private struct Ending {
        var time: Int64
        var cells: Int
        var digest: String
        var code: Int32?
    }

    /// Runs to the end, or until somebody or the clock says to stop, and tells how it ended.
    func go(_ simulation: consuming Simulation, _ model: Model, _ recorder: Recorder?) throws {
        let server = try view ? recorder.map { try View.serve([View.run(in: $0.path, name: nil)]) } : nil
        defer { server?.close() }
        let ending = try simulate(simulation, model, recorder)
        // The report of a million cells takes as much memory as they did.
        _ = consume simulation
        try tell(ending, recorder)
        if server != nil { View.wait() }
    }

    private func simulate(_ simulation: Simulation, _ model: Model, _ recorder: Recorder?) throws -> Ending {
        var line = StatusLine(isQuiet: quiet || json)
        tellStart(simulation, model)
        let stops = try Stops(maxWall: maxWall, checkpointEvery: checkpointEvery, step: model.time.step)
        do {
            try simulation.run { simulation in
                if simulation.isRecordDue { try record(simulation, recorder) }
                try recorder?.snapshotIfDue(simulation)
                if stops.isCheckpointDue(simulation.state.time) { try recorder?.checkpoint(simulation) }
                line.update { progress(simulation, model, spent: $0) }
                return stops.code == nil
            }
        } catch {
            line.finish()
            try recorder?.finish(simulation, status: .stopped)
            throw error
        }
        line.finish()
        let code = simulation.isDone ? nil : stops.code
        try recorder?.finish(simulation, status: code == nil ? .done : .stopped, keepsCheckpoint: true)
        return Ending(time: simulation.state.time, cells: simulation.cellCount, digest: simulation.digest, code: code)
    }

    private func progress(_ simulation: Simulation, _ model: Model, spent: Double) -> String {
        let (time, end) = (Double(simulation.state.time), Double(model.time.end))
        let rate = Int((Double(simulation.state.tick) / max(spent, 1e-3)).rounded())
        return "\(StatusLine.duration(time)) of \(StatusLine.duration(end))  \(simulation.cellCount) cells  \(rate) steps/s"
            + StatusLine.left(end > 0 ? time / end : 1, spent: spent)
    }

    private func record(_ simulation: Simulation, _ recorder: Recorder?) throws {
        let row = try simulation.summaryRow()
        try recorder?.record(simulation, row)
        guard json else { return }
        let values = row.map { "\"\($0.name)\":\($0.value.isFinite ? "\($0.value)" : "null")" }
        Console.print("{\"event\":\"record\",\(values.joined(separator: ","))}")
    }

    private func tell(_ ending: Ending, _ recorder: Recorder?) throws {
        if let recorder, ending.code != nil, !quiet {
            let moment = StatusLine.duration(Double(ending.time))
            Console.say("stopped at \(moment); to go on: niche run --resume \(recorder.path)")
        }
        if let recorder, !noReport {
            let page = try RunReport.write(runFolder: recorder.path)
            if json { Console.print("{\"event\":\"report\",\"path\":\"\(page)\"}") } else { Console.print("report \(page)") }
        }
        if json {
            Console.print("{\"event\":\"end\",\"time\":\(ending.time),\"cells\":\(ending.cells),\"state\":\"\(ending.digest)\"}")
        } else {
            Console.print("state \(ending.digest)")
        }
        if let code = ending.code { throw ExitCode(code) }
    }
}
