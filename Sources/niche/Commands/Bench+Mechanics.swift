import ArgumentParser
import NicheEngine

extension Bench {
    struct Forces: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Neighbour forces over packed cells.")
        @Option(help: "Cells.") var cells = 100_000
        @Option(help: "Threads.") var threads = 1
        @Option(help: "Repeats; the best counts, as for the yardstick.") var repeats = 9
        @Flag(help: "One JSON object.") var json = false

        func run() {
            let before = PeakMemory.bytes
            let outcome = ForceBenchmark.run(count: cells, threads: threads, repeats: repeats)
            let bytes = Double(PeakMemory.bytes - before) / Double(cells)
            Console.print(
                json
                    ? """
                    {"bench":"forces","cells":\(cells),"threads":\(threads),"ns_per_cell_step":\(rounded(outcome.best)),\
                    "processor_ns_per_cell_step":\(rounded(outcome.processor)),"neighbours":\(rounded(outcome.neighbours)),\
                    "bytes_per_cell":\(rounded(bytes))}
                    """
                    : """
                    forces  \(cells) cells  \(threads) threads  \(rounded(outcome.best)) ns a cell a step  \
                    \(rounded(outcome.neighbours)) neighbours  \(rounded(bytes)) bytes a cell
                    """)
        }
    }

    struct Moves: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "mechanics", abstract: "Six minutes of mechanics over packed cells: search, forces, moves and sorting.")
        @Option(help: "Cells.") var cells = 100_000
        @Option(help: "Threads.") var threads = 1
        @Option(help: "Repeats; the median counts.") var repeats = 5
        @Option(help: "pairs or pressure.") var method = MechanicsBenchmark.Method.pairs
        @Flag(help: "Some cells have just divided and some walk.") var growing = false
        @Flag(help: "Print cost against error for ways of stepping through small scenes, as CSV.") var sweep = false
        @Flag(help: "One JSON object.") var json = false

        func run() {
            if sweep { return ErrorSweep.run { Console.print($0) } }
            let before = PeakMemory.bytes
            let scene = growing ? MechanicsBenchmark.Scene.growing : .resting
            let outcome = MechanicsBenchmark.run(scene, method, count: cells, threads: threads, repeats: repeats)
            let bytes = Double(PeakMemory.bytes - before) / Double(cells)
            let perSubstep = outcome.wall / Double(max(outcome.substeps, 1))
            Console.print(
                json
                    ? """
                    {"bench":"mechanics","method":"\(method.rawValue)","scene":"\(scene)","cells":\(cells),"threads":\(threads),\
                    "ns_per_cell_step":\(rounded(outcome.wall)),"processor_ns_per_cell_step":\(rounded(outcome.processor)),\
                    "substeps":\(outcome.substeps),"ns_per_cell_substep":\(rounded(perSubstep)),"drifters":\(outcome.drifters),\
                    "bytes_per_cell":\(rounded(bytes))}
                    """
                    : """
                    mechanics  \(method.rawValue)  \(scene)  \(cells) cells  \(threads) threads  \(rounded(outcome.wall)) ns a cell in six minutes  \
                    \(outcome.substeps) sub-steps of \(rounded(perSubstep)) ns  \(rounded(100 * outcome.drifters)) % drifters  \
                    \(rounded(bytes)) bytes a cell
                    """)
        }
    }
}

extension MechanicsBenchmark.Method: ExpressibleByArgument {}
