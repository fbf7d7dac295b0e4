import ArgumentParser
import Foundation
import NicheEngine
import NicheModel

struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure the kernels on this machine.",
        subcommands: [Forces.self, Moves.self, Oxygen.self, Carriage.self, Step.self, Expressions.self, Memory.self, Snapshot.self],
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
            let passes = outcome.milliseconds / outcome.pass
            Console.print(
                json
                    ? "{\"bench\":\"steady\",\"voxels\":\(edge * edge * edge),\"threads\":\(threads),\"ms\":\(outcome.milliseconds),\"cycles\":\(outcome.cycles),\"pass_ms\":\(outcome.pass),\"passes\":\(passes),\"error\":\(outcome.error)}"
                    : "steady  \(edge)^3 voxels  \(threads) threads  \(rounded(outcome.milliseconds)) ms  \(outcome.cycles) cycles  \(rounded(passes)) passes of \(rounded(outcome.pass)) ms  error \(outcome.error) of the largest"
            )
        }
    }

    struct Carriage: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "transport", abstract: "A step of six minutes of several substances; or cost against error.")
        @Option(help: "Voxels along an edge.") var edge = 100
        @Option(help: "Substances.") var substances = 10
        @Option(help: "Threads.") var threads = 1
        @Option(help: "Repeats; the median counts.") var repeats = 9
        @Flag(help: "One JSON object.") var json = false
        @Flag(help: "Cost against error in place of one step, as a table (edge 50 is enough).") var sweep = false

        func run() throws {
            if sweep {
                Console.print("problem,solver,step_min,tolerance,ms,error")
                for point in try TransportBenchmark.sweep(edge: edge, threads: threads) {
                    Console.print("\(point.problem),multigrid,\(point.step),\(point.tolerance),\(point.milliseconds),\(point.error)")
                }
                return
            }
            let step = try TransportBenchmark.step(edge: edge, substances: substances, threads: threads, repeats: repeats)
            Console.print(
                json
                    ? "{\"bench\":\"transport\",\"voxels\":\(edge * edge * edge),\"substances\":\(substances),\"threads\":\(threads),\"ms\":\(step.milliseconds),\"ns_per_voxel\":\(step.perVoxel),\"bytes_per_voxel\":\(step.bytes)}"
                    : "transport  \(edge)^3 voxels  \(substances) substances  \(threads) threads  \(rounded(step.milliseconds)) ms a step  \(rounded(step.perVoxel)) ns and \(rounded(step.bytes)) bytes a voxel and substance"
            )
        }
    }
}

func rounded(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
