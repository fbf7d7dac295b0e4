import ArgumentParser
import Foundation
import NicheFiles
import NicheImport

struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a model of a project for another program.", subcommands: [PhysiCell.self])

    struct PhysiCell: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "physicell", abstract: "Make a model of a PhysiCell project: its XML, its rules and its cells.",
            discussion: """
                niche import physicell project/config/PhysiCell_settings.xml -o Models/mine.yaml

                The model is text to read and to go on from. Files are looked for as PhysiCell does, from the folder above config, else beside the XML. What cannot be honoured
                (custom C++, intracellular models) is listed with its place and stops the import, unless --go-on is given.
                """)

        @Argument(help: "PhysiCell_settings.xml of the project.", completion: .file(extensions: ["xml"]))
        var project: String

        @Option(name: .shortAndLong, help: "File of the model; its cells go beside it. (default: PROJECT.yaml in this folder)")
        var output: String?

        @Flag(help: "Import what can be honoured, and leave out the rest.")
        var goOn = false

        @Flag(help: "Replace a model that is there.")
        var force = false

        func run() throws {
            try reporting {
                let file = output ?? "\(((project as NSString).lastPathComponent as NSString).deletingPathExtension).yaml"
                if DiskFiles.exists(file), !force { throw FileFault(.exists, path: file, "is there already; replace it with --force") }
                try ForeignModel.importPhysiCell(project, to: file, goOn: goOn)
                Console.print("model \(file)")
            }
        }
    }
}
