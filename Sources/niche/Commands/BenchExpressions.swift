import ArgumentParser
import Foundation
import NicheEngine
import NicheModel

extension Bench {
    struct Expressions: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What the cells of one type compute in a step: changes, noise, hazards, publishing, exchange.")
        @OptionGroup var options: ModelOptions
        @Option(help: "The cell type.") var of = "macrophage"
        @Option(help: "Repeats; the median counts.") var repeats = 101
        @Option(help: "Write the first step to a file, for Benchmarks/macrophage.c.") var dump: String?
        @Flag(help: "One JSON object.") var json = false

        func run() throws {
            try reporting {
                let benchmark = try ExpressionBenchmark(try options.read(), type: of)
                if let dump { try write(benchmark, to: dump) }
                let outcome = try benchmark.run(repeats: repeats)
                let parts = outcome.parts.map { "\"\($0.name)\":\($0.ns)" }.joined(separator: ",")
                let counts = outcome.instructions.map { "\"\($0.name)\":\($0.count)" }.joined(separator: ",")
                Console.print(
                    json
                        ? "{\"bench\":\"expressions\",\"cells\":\(outcome.cells),\"ns_per_cell_step\":\(outcome.nsPerCellStep),\"ns\":{\(parts)},\"instructions\":{\(counts)},\"rows\":\(outcome.rows)}"
                        : "expressions  \(outcome.cells) cells  \(rounded(outcome.nsPerCellStep)) ns a cell a step  ("
                            + outcome.parts.map { "\($0.name) \(rounded($0.ns))" }.joined(separator: ", ") + ")  instructions: "
                            + outcome.instructions.map { "\($0.name) \($0.count)" }.joined(separator: ", ") + "  \(outcome.rows) rows")
            }
        }

        private func write(_ benchmark: ExpressionBenchmark, to path: String) throws {
            var data = Data()
            try benchmark.dump { data.append(contentsOf: $0) }
            try data.write(to: URL(fileURLWithPath: path))
        }
    }
}
