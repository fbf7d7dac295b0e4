import ArgumentParser
import Foundation
import NicheEngine
import NicheFiles
import NicheLab
import NicheModel

struct TrialCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trial", abstract: "Ask a model a question: arms, replicates, statistics, a verdict.",
        discussion: "Documentation/Trials.md says what a trial file holds; Claims/ has many.")

    @Argument(help: "Trials: YAML files, for example Claims/C14.yaml.", completion: .file(extensions: ["yaml"]))
    var trials: [String]

    @OptionGroup var options: LaboratoryOptions

    @Flag(help: "Tell how many runs would be made, and make none.")
    var plan = false

    func run() throws {
        try reporting {
            Interrupt.listen()
            let read = try trials.map { try Trial.read($0, libraryFolders: Library.folders) }
            if plan { return Console.print(try options.workloads(of: read)) }
            let results = try options.results(of: read, in: options.laboratory())
            for result in results {
                if options.json { Console.print(result.json.text) } else { Console.print(result.summary) }
            }
            try options.report(results)
        }
    }
}
