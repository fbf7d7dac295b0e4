import ArgumentParser
import Foundation
import NicheEngine
import NicheModel

extension Bench {
    struct Step: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "model", abstract: "Where the time of a model's steps goes, or what they allocate.")
        @OptionGroup var options: ModelOptions
        @Option(help: "Threads.") var threads = 2
        @Option(help: "Seed.") var seed: UInt64 = 1
        @Flag(help: "Count allocations by phase, past the warm-up (needs Benchmarks/allocations.c preloaded).") var allocations = false
        @Option(help: "Steps of warm-up, for counting.") var warmUp = 20
        @Flag(help: "One JSON object.") var json = false

        func run() throws {
            try reporting {
                let model = try options.read()
                let simulation = try Simulation(model, seed: seed, threads: threads, cellPoints: try options.points(model))
                if allocations { return try count(simulation) }
                let start = ContinuousClock.now
                try simulation.run { _ in true }
                let spent = ContinuousClock.now - start
                let seconds = Double(spent.components.seconds) + Double(spent.components.attoseconds) * 1e-18
                let costs = simulation.costs.sorted { $0.value > $1.value }
                if json {
                    let phases = costs.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
                    Console.print(
                        "{\"bench\":\"model\",\"steps\":\(simulation.state.tick),\"cells\":\(simulation.cellCount),\"s\":\(seconds),\"phases\":{\(phases)}}"
                    )
                } else {
                    Console.print("\(simulation.state.tick) steps, \(simulation.cellCount) cells at the end, \(rounded(seconds)) s")
                    for (phase, cost) in costs { Console.print("  \(phase): \(rounded(cost)) s") }
                    let substeps = Double(simulation.substeps) / Double(max(simulation.state.tick, 1))
                    Console.print("  \(rounded(substeps)) sub-steps of the mechanics a step")
                }
            }
        }

        /// Allocations of the steps after the warm-up, as long as the population stands still.
        private func count(_ simulation: Simulation) throws {
            guard let counter = Self.counter else { throw RunFault("nothing counts: preload Benchmarks/allocations.c", time: 0) }
            let cells = simulation.cellCount
            var steps = 0
            simulation.meter = counter
            try simulation.run { simulation in
                if simulation.state.tick == Int64(warmUp) { simulation.counts = [:] }
                if simulation.state.tick > Int64(warmUp) { steps += 1 }
                return true
            }
            guard simulation.cellCount == cells else {
                throw RunFault("\(simulation.cellCount) cells at the end, \(cells) at the start: the population must stand still", time: 0)
            }
            let counts = simulation.counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            let total = counts.reduce(0) { $0 + $1.value }
            if json {
                let phases = counts.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
                Console.print(
                    "{\"bench\":\"allocations\",\"steps\":\(steps),\"cells\":\(cells),\"allocations\":\(total),\"phases\":{\(phases)}}")
            } else {
                Console.print("\(steps) steps, \(cells) cells, \(rounded(Double(total) / Double(max(steps, 1)))) allocations a step")
                for (phase, count) in counts { Console.print("  \(phase): \(rounded(Double(count) / Double(max(steps, 1))))") }
            }
        }

        private static let counter: (@Sendable () -> Int)? = {
            guard let symbol = dlsym(UnsafeMutableRawPointer(bitPattern: 0), "niche_allocations") else { return nil }
            let function = unsafeBitCast(symbol, to: (@convention(c) () -> Int).self)
            return { function() }
        }()
    }
}
