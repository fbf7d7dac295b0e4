import ArgumentParser
import Foundation
import NicheEngine
import NicheModel

struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure the kernels on this machine.", subcommands: [Forces.self, Moves.self, Oxygen.self, Step.self],
        defaultSubcommand: Forces.self)

    struct Oxygen: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "steady", abstract: "A warm quasi-steady solve with saturable uptake, after a 1 % change.")
        @Option(help: "Voxels along an edge.") var edge = 100
        @Option(help: "Threads.") var threads = 2
        @Option(help: "Repeats; the median counts.") var repeats = 9
        @Flag(help: "One JSON object.") var json = false

        func run() {
            let outcome = SolveBenchmark.run(edge: edge, threads: threads, repeats: repeats)
            Console.print(
                json
                    ? "{\"bench\":\"steady\",\"voxels\":\(edge * edge * edge),\"threads\":\(threads),\"ms\":\(outcome.milliseconds),\"cycles\":\(outcome.cycles)}"
                    : "steady  \(edge)^3 voxels  \(threads) threads  \(rounded(outcome.milliseconds)) ms  \(outcome.cycles) cycles")
        }
    }

    struct Step: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "model", abstract: "Where the time of a model's steps goes.")
        @OptionGroup var options: ModelOptions
        @Option(help: "Threads.") var threads = 2
        @Option(help: "Seed.") var seed: UInt64 = 1

        func run() throws {
            try reporting {
                let model = try options.read()
                let simulation = try Simulation(model, seed: seed, threads: threads, cellPoints: try options.points(model))
                let start = ContinuousClock.now
                try simulation.run { _ in true }
                let spent = ContinuousClock.now - start
                let seconds = Double(spent.components.seconds) + Double(spent.components.attoseconds) * 1e-18
                Console.print("\(simulation.state.tick) steps, \(simulation.cellCount) cells at the end, \(rounded(seconds)) s")
                for (phase, cost) in simulation.costs.sorted(by: { $0.value > $1.value }) {
                    Console.print("  \(phase): \(rounded(cost)) s")
                }
                Console.print(
                    "  \(rounded(Double(simulation.substeps) / Double(max(simulation.state.tick, 1)))) sub-steps of the mechanics a step")
            }
        }
    }
}

func rounded(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
