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
            --quick asks for directions only, with few seeds and in the small domains of Claims/quick.yaml: they are no verdicts.
            """)

    @Argument(help: "Claims by name, for example C14 A-F1ii.")
    var ids: [String] = []

    @OptionGroup var options: LaboratoryOptions

    @Option(help: ArgumentHelp("Folder of the claims. (default: Claims)", valueName: "folder"), completion: .directory)
    var folder: String?

    @Flag(help: "Four seeds of what leads each claim, in small domains, with neither ablations nor controls: directions, no verdicts.")
    var quick = false

    @Flag(help: "Tell which of the verdicts on record a later change has made stale.")
    var status = false

    @Flag(help: "Put the verdicts on record, in verdicts.json and README.md beside the claims.")
    var record = false

    @Flag(help: "Print the verdicts on record as a page (Markdown).")
    var page = false

    @Flag(help: "List the claims and what they say.")
    var list = false

    @Flag(help: "Tell how many runs would be made, and make none.")
    var plan = false

    func validate() throws {
        if record, quick || options.replicates != nil {
            throw ValidationError("--record is for whole claims, not for --quick or --replicates")
        }
    }

    func run() throws {
        try reporting {
            Interrupt.listen()
            let book = try ClaimBook(folder: try folder ?? Library.claims, ids: ids, libraryFolders: Library.folders)
            if list {
                for claim in book.claims { Console.print(Console.padded(claim.claim) + claim.sentence) }
                return
            }
            if status { return try tellStatus(of: book) }
            if page { return Console.print(VerdictPage(book, try file(of: book)).text) }
            let trials = quick ? book.firstLooks(replicates: options.replicates ?? 4) : book.claims
            if plan { return Console.print(try options.workloads(of: trials)) }
            let laboratory = try options.laboratory()
            let results = try options.results(of: trials, in: laboratory)
            let note = quick ? "With few seeds these are directions, no verdicts." : ""
            if record { try put(results, on: book, laboratory) }
            if options.json {
                for result in results { Console.print(result.json.text) }
                return try options.report(results, note: note)
            }
            let table = ClaimTable(results, areLooks: quick)
            if !ids.isEmpty { for result in results { Console.print(result.summary + "\n") } }
            Console.print(table.text)
            Console.print("\n\(table.counts)\(quick ? "; with few seeds these are directions, no verdicts" : "")")
            try options.report(results, note: note)
        }
    }

    private func file(of book: ClaimBook) throws -> VerdictFile { try VerdictFile(path: "\(book.folder)/verdicts.json") }

    private func tellStatus(of book: ClaimBook) throws {
        let file = try file(of: book)
        let foundations = try options.laboratory().foundations(of: book.claims)
        var counts: [VerdictFile.Standing: Int] = [:]
        for (claim, foundation) in zip(book.claims, foundations) where claim.see.isEmpty {
            let standing = file.standing(of: claim.claim, foundation: foundation)
            counts[standing, default: 0] += 1
            let verdict = file.verdict(of: claim.claim)
            if options.json {
                let line: JSON = [
                    "id": JSON(claim.claim), "standing": JSON(standing.rawValue), "verdict": verdict.map { JSON($0) } ?? .null,
                ]
                Console.print(line.text)
            } else {
                Console.print("\(Console.padded(claim.claim))\(standing.rawValue)  \(verdict ?? "")")
            }
        }
        if options.json { return }
        Console.print("\(counts[.current] ?? 0) current, \(counts[.stale] ?? 0) stale, \(counts[.missing] ?? 0) never judged")
    }

    private func put(_ results: [TrialResult], on book: ClaimBook, _ laboratory: Laboratory) throws {
        var file = try file(of: book)
        let foundations = try laboratory.foundations(of: results.map(\.trial))
        for (result, foundation) in zip(results, foundations) where result.trial.see.isEmpty { file.record(result, foundation: foundation) }
        try file.write()
        let all = try ClaimBook(folder: book.folder, libraryFolders: Library.folders)
        try DiskFiles.writeWhole(Array((VerdictPage(all, file).text + "\n").utf8), to: "\(book.folder)/README.md")
        Console.say("on record in \(file.path), and in README.md beside it")
    }
}
