import ArgumentParser
import Foundation
import NicheEngine
import NicheModel

struct Models: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the models and modules of the library, or the language they are written in.")

    @Flag(help: "Print each mechanism (Mxx) with its one meaning.")
    var couplings = false

    @Flag(help: "Print the reference of the model language (Markdown).")
    var language = false

    @Flag(help: "One JSON object a line.")
    var json = false

    func run() throws {
        if language { return Console.print(LanguageReference(.standard).markdown.trimmingCharacters(in: .newlines)) }
        try reporting {
            guard !Library.folders.isEmpty else {
                throw ModelFault(
                    [Problem(Place(file: "Models", line: 0, column: 0), "no library of models found; run beside it or set NICHE_MODELS")],
                    isMissing: true)
            }
            couplings ? try printCouplings() : printModels()
        }
    }

    private func printCouplings() throws {
        for coupling in try libraryCouplings(folders: Library.folders) {
            let gain = coupling.gain == 1 ? "" : "  (gain \(coupling.gain) unless set)"
            Console.print(
                json
                    ? object([("name", coupling.name), ("meaning", coupling.about), ("module", coupling.module)])
                    : "\(padded(coupling.name, 6))\(padded(coupling.module, 14))\(coupling.about)\(gain)")
        }
    }

    private func printModels() {
        let entries = libraryModels(folders: Library.folders)
        for isModule in [false, true] {
            if !json { Console.print(isModule ? "\nModules" : "Models") }
            for entry in entries where entry.isModule == isModule {
                Console.print(
                    json
                        ? object([("name", entry.name), ("title", entry.title), ("about", entry.about), ("path", entry.path)])
                        : "  \(padded(entry.name, 14))\(entry.about.isEmpty ? entry.title : entry.about)")
            }
        }
    }

    private func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(1, width - text.count)) }

    private func object(_ entries: [(String, String)]) -> String {
        func quoted(_ text: String) -> String {
            "\"" + text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"") + "\""
        }
        return "{" + entries.map { "\(quoted($0.0)):\(quoted($0.1))" }.joined(separator: ",") + "}"
    }
}
