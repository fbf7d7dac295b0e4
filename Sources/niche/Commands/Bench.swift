import ArgumentParser
import Foundation
import NicheEngine
import NicheModel

struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure the kernels on this machine.",
        subcommands: [Forces.self, Oxygen.self, Step.self, Expressions.self, Memory.self], defaultSubcommand: Forces.self
    )

    struct Forces: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Neighbour forces over packed cells.")
        @Option(help: "Cells.") var cells = 100_000
        @Option(help: "Threads.") var threads = 1
        @Option(help: "Repeats; the median counts.") var repeats = 9
        @Flag(help: "One JSON object.") var json = false

        func run() {
            let (ns, neighbours) = ForceBenchmark.run(count: cells, threads: threads, repeats: repeats)
            Console.print(
                json
                    ? "{\"bench\":\"forces\",\"cells\":\(cells),\"threads\":\(threads),\"ns_per_cell_step\":\(ns),\"neighbours\":\(neighbours)}"
                    : "forces  \(cells) cells  \(threads) threads  \(rounded(ns)) ns a cell a step  \(rounded(neighbours)) neighbours")
        }
    }

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
}

func rounded(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
