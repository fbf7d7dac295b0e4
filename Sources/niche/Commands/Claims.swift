import ArgumentParser
import Foundation
import NicheFiles
import NicheLab
import NicheModel

struct Claims: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Judge the claims of the literature: each is a trial with an ablation and a control.",
        discussion: """
            Without a name all claims are judged, which takes hours; runs are kept, so that it can be stopped and gone on with.
            --quick asks for directions only, with few seeds: they are no verdicts.
            """)

    @Argument(help: "Claims by name, for example C14 A-F1ii.")
    var ids: [String] = []

    @OptionGroup var options: LaboratoryOptions

    @Option(help: ArgumentHelp("Folder of the claims. (default: Claims)", valueName: "folder"), completion: .directory)
    var folder: String?

    @Flag(help: "Four seeds an arm: directions, no verdicts.")
    var quick = false

    @Flag(help: "List the claims and what they say.")
    var list = false

    @Flag(help: "Tell how many runs would be made, and make none.")
    var plan = false

    func run() throws {
        try reporting {
            Interrupt.listen()
            let book = try ClaimBook(folder: try folder ?? Library.claims, ids: ids, libraryFolders: Library.folders)
            if list {
                for claim in book.claims {
                    Console.print("\(claim.claim.padding(toLength: 8, withPad: " ", startingAt: 0))\(claim.sentence)")
                }
                return
            }
            var options = options
            if quick, options.replicates == nil { options.replicates = 4 }
            if plan { return Console.print(try options.workloads(of: book.claims)) }
            let results = try options.results(of: book.claims)
            let note = quick ? "With few seeds these are directions, no verdicts." : ""
            if options.json {
                for result in results { Console.print(result.json.text) }
                return try options.report(results, note: note)
            }
            let table = ClaimTable(results)
            if !ids.isEmpty { for result in results { Console.print(result.summary + "\n") } }
            Console.print(table.text)
            Console.print("\n\(table.counts)\(quick ? "; with few seeds these are directions, no verdicts" : "")")
            try options.report(results, note: note)
        }
    }
}
