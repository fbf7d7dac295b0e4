import ArgumentParser
import Foundation
import NicheEngine
import NicheModel

extension Bench {
    struct Memory: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The most memory that a model's run has ever held.")
        @OptionGroup var options: ModelOptions
        @Option(help: "Threads.") var threads = 2
        @Flag(help: "One JSON object.") var json = false

        func run() throws {
            try reporting {
                let model = try options.read()
                let simulation = try Simulation(model, seed: 1, threads: threads, cellPoints: try options.points(model))
                let start = Self.peak
                try simulation.run { _ in true }
                let (cells, peak) = (simulation.cellCount, Self.peak)
                Console.print(
                    json
                        ? "{\"bench\":\"memory\",\"cells\":\(cells),\"started_bytes\":\(start),\"peak_bytes\":\(peak),\"columns_bytes\":\(simulation.columnBytes)}"
                        : "memory  \(cells) cells  \(peak / 1_000_000) MB at most, \(start / 1_000_000) MB after the start, columns \(simulation.columnBytes) bytes a cell"
                )
            }
        }

        /// Peak resident memory of this process [bytes].
        private static var peak: Int {
            let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
            let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
            return (line?.split(separator: " ").compactMap { Int($0) }.first ?? 0) * 1024
        }
    }
}
