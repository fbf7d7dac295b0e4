import ArgumentParser
import Foundation
import NicheEngine
import NicheFiles
import NicheStore

struct Rerun: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Repeat a run from what its folder keeps, and compare the state that it ends in.",
        discussion: """
            The model, the cells it started from and the seed are those that were frozen with the run, not those of today. The run goes as far as the first one
            came. The exit code is 0 where the states are the same to the last bit, and 1 where they differ.
            """)

    @Argument(help: "Folder of the run.", completion: .directory)
    var folder: String

    @Option(help: "Threads; the result does not depend on them.")
    var threads: Int = max(1, ProcessInfo.processInfo.activeProcessorCount)

    @Flag(help: "No progress.")
    var quiet = false

    func validate() throws {
        guard (1...256).contains(threads) else { throw ValidationError("--threads takes 1 to 256") }
    }

    func run() throws {
        try reporting {
            Interrupt.listen()
            let kept = try RunFolder.open(folder)
            let manifest = try kept.manifest()
            guard !manifest.stateDigest.isEmpty else {
                throw FileFault(.missing, path: "\(kept.path)/run.json", "the run has not ended, so there is no state to compare with")
            }
            let (first, model) = try kept.started(by: manifest)
            let cells = try first.changes.points(model)
            let simulation = try Simulation(model, seed: manifest.seed, threads: threads, cellPoints: cells)
            try go(simulation, to: manifest.time)
            let digest = simulation.digest
            guard digest == manifest.stateDigest else {
                Console.print("different \(digest), was \(manifest.stateDigest)")
                let isOther = manifest.version != Niche.version
                Console.say(
                    isOther
                        ? "that run was made by version \(manifest.version), this is \(Niche.version)"
                        : "same version, model and seed: the folder was changed, or this is a fault of ours; please report it")
                throw ExitCode(1)
            }
            Console.print("same \(digest)")
        }
    }

    private func go(_ simulation: Simulation, to end: Int64) throws {
        var line = StatusLine(isQuiet: quiet)
        defer { line.finish() }
        try simulation.run { simulation in
            if let signal = Interrupt.request { throw ExitCode(128 + signal) }
            let time = simulation.state.time
            line.update { spent in
                "\(StatusLine.duration(Double(time))) of \(StatusLine.duration(Double(end)))  \(simulation.cellCount) cells"
                    + StatusLine.left(Double(time) / Double(max(end, 1)), spent: spent)
            }
            return time < end
        }
    }
}
