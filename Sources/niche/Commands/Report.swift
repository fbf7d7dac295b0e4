import ArgumentParser
import Foundation
import NicheFiles
import NicheReport
import NicheStore

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Write the report of a run, or one picture of it.",
        discussion: "With --colour or --over one picture is written: cells coloured by type or by any state, over any substance.")

    @Argument(help: "Folder of the run.", completion: .directory)
    var folder: String

    @Option(help: "Colour cells by this state instead of by type.")
    var colour: String?

    @Option(help: "Draw them over this substance.")
    var over: String?

    @OptionGroup var choice: SnapshotChoice

    @Option(name: .shortAndLong, help: "File of the picture.")
    var output: String?

    func run() throws {
        try reporting {
            guard colour != nil || over != nil || output != nil else {
                return Console.print("report \(try RunReport.write(runFolder: folder))")
            }
            let reader = try SnapshotReader(try RunFolder.open(folder))
            let index = try choice.placeOrLast(in: reader)
            let file = output ?? "\(folder)/pictures/\(colour ?? "type")-over-\(over ?? "nothing")-\(reader.frames[index].name).png"
            try DiskFiles.makeFolder(
                (file as NSString).deletingLastPathComponent.isEmpty ? "." : (file as NSString).deletingLastPathComponent)
            try DiskFiles.writeWhole(picture(reader.frame(at: index), colourBy: colour, over: over), to: file)
            Console.print("picture \(file)")
        }
    }
}
