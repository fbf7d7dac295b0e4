import ArgumentParser
import Foundation
import NicheExchange
import NicheFiles
import NicheStore

struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare runs with another program's curves.",
        discussion: """
            niche run PhysiCell_settings.xml --seed 1 -o runs/1
            niche run PhysiCell_settings.xml --seed 2 -o runs/2
            niche compare runs/* physicell.csv
            niche compare runs/* fine.csv --coarser default.csv --times 5

            CURVES is a table with the columns time_min, cell_type, quantity, mean, sd and n: what n runs of the other program gave. cell_type is a cell type, ALL, or
            substrate:NAME. Read are \(Comparison.quantities).

            Each number is compared by Welch's statistic, the difference in its standard errors; counts below 20 by the exact test of two Poisson counts. How
            many chance alone would put beyond 3 is told: with few runs more than three in a thousand. With --coarser, which names the same curves at a longer step, the error of first order in the step is taken off.
            """)

    @Argument(help: "Folders of runs with different seeds, then the table of curves.", completion: .directory)
    var runsAndCurves: [String]

    @Option(help: ArgumentHelp("The same curves at a longer step of the other program.", valueName: "table"))
    var coarser: String?

    @Option(help: "How many times as long that step is.")
    var times = 2.0

    @Option(name: .shortAndLong, help: "Write every number compared to this table.")
    var output: String?

    @Flag(help: "Compare widths, extremes and radii of gyration, too.")
    var all = false

    @Flag(help: "End with the status 1 if more than one in a hundred and twice what chance puts there lies beyond 3, or any beyond 6.")
    var strict = false

    @Flag(help: "No progress.")
    var quiet = false

    func validate() throws {
        if runsAndCurves.count < 3 { throw ValidationError("Name two runs or more, then the table of curves.") }
        if !(times > 1 && times.isFinite) { throw ValidationError("--times is how many times as long a step is: more than 1.") }
    }

    func run() throws {
        try reporting {
            Interrupt.listen()
            let curves = try Curves(path: runsAndCurves.last!)
            let runs = try runsAndCurves.dropLast().map { try RunFolder.open($0) }
            let other = try coarser.map { (curves: try Curves(path: $0), times: times) }
            var line = StatusLine(isQuiet: quiet)
            defer { line.finish() }
            let comparison = try Comparison(runs, curves, coarser: other, all: all) { done in
                if let signal = Interrupt.request { throw ExitCode(128 + signal) }
                line.update { spent in
                    "\(done) of \(runs.count) runs read" + StatusLine.left(Double(done) / Double(runs.count), spent: spent)
                }
            }
            line.finish()
            guard !comparison.lines.isEmpty else {
                throw FileFault(.malformed, path: curves.path, "and the runs have no number at the same time in common")
            }
            Console.print(comparison.text)
            if let output { try DiskFiles.writeWhole(comparison.table.csv, to: output) }
            if strict, !comparison.isAlike { throw ExitCode(1) }
        }
    }
}
