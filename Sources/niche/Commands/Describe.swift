import ArgumentParser
import NicheFiles
import NicheModel

struct Describe: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the ODD document of a model: equations with the module of each term, parameters, sources, what is absent.")

    @OptionGroup var options: ModelOptions

    @Option(name: .shortAndLong, help: "File to write; standard output by default.")
    var output: String?

    func run() throws {
        try reporting {
            let model = try options.read()
            let text = describe(model, library: try libraryCouplings(folders: Library.folders))
            if let output { try DiskFiles.writeWhole(Array(text.utf8), to: output) } else { Console.print(text) }
        }
    }
}
