import ArgumentParser
import Foundation
import NicheEngine
import NicheFiles
import NicheModel
import NicheReport
import NicheStore

struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run a model once.")

    @OptionGroup var options: ModelOptions

    @Option(name: .shortAndLong, help: "Folder of the run; without it nothing is kept.")
    var output: String?

    @Option(help: "Seed: same model and seed, same bits.")
    var seed: UInt64 = 1

    @Option(help: "Threads; the result does not depend on them.")
    var threads: Int = max(1, ProcessInfo.processInfo.activeProcessorCount)

    @Flag(help: "Replace a run that is in the folder already.")
    var force = false

    @Flag(help: "One JSON object a line: a record a row, then the state.")
    var json = false

    @Flag(help: "No progress.")
    var quiet = false

    @Flag(help: "Write no report at the end.")
    var noReport = false

    func validate() throws {
        guard (1...256).contains(threads) else { throw ValidationError("--threads takes 1 to 256") }
    }

    func run() throws {
        try reporting {
            let model = try options.read()
            let points = try options.points(model)
            let simulation = try Simulation(model, seed: seed, threads: threads, cellPoints: points)
            let folder = try output.map { try Recorder(path: $0, force: force, model, seed: seed, threads: threads) }
            Interrupt.listen()
            var progress = Progress(isQuiet: quiet || json)
            let end = model.time.end
            do {
                try simulation.run { simulation in
                    if try isRecord(simulation, model) { try record(simulation, folder) }
                    progress.update(time: simulation.state.time, end: end, cells: simulation.cellCount, steps: simulation.state.tick)
                    return Interrupt.request == nil
                }
            } catch {
                progress.finish()
                try folder?.finish(simulation, status: .stopped)
                throw error
            }
            progress.finish()
            try finish(simulation, folder)
        }
    }

    private func isRecord(_ simulation: Simulation, _ model: Model) throws -> Bool {
        simulation.state.time % model.time.record == 0 || simulation.isDone
    }

    private func record(_ simulation: Simulation, _ folder: Recorder?) throws {
        let row = try simulation.summaryRow()
        try folder?.record(simulation, row)
        guard json else { return }
        let values = row.map { "\"\($0.name)\":\($0.value.isFinite ? "\($0.value)" : "null")" }
        Console.print("{\"event\":\"record\",\(values.joined(separator: ","))}")
    }

    private func finish(_ simulation: Simulation, _ folder: Recorder?) throws {
        let signal = Interrupt.request
        let digest = simulation.digest
        try folder?.finish(simulation, status: signal == nil ? .done : .stopped)
        if let folder, !noReport {
            let page = try RunReport.write(runFolder: folder.path)
            if json { Console.print("{\"event\":\"report\",\"path\":\"\(page)\"}") } else { Console.print("report \(page)") }
        }
        if json {
            Console.print("{\"event\":\"end\",\"time\":\(simulation.state.time),\"cells\":\(simulation.cellCount),\"state\":\"\(digest)\"}")
        } else {
            Console.print("state \(digest)")
        }
        if let signal { throw ExitCode(128 + signal) }
    }
}
