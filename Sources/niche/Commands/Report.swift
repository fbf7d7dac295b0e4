import ArgumentParser
import Foundation
import NicheFiles
import NicheReport
import NicheStore

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Write the report of a run or of a trial, or one picture of a run.",
        discussion: """
            niche report runs/with                              report.html in the run's folder
            niche report Claims/C9.yaml -o reports/C9           index.html: arms side by side, with pictures; runs that are kept are not made again
            niche report runs/with --colour N --over heme       one picture: cells coloured by type or by any state, over any substance
            niche report runs/with --stained                    one picture, as if it were stained with hematoxylin and eosin
            """)

    @Argument(help: "Folder of a run, or file of a trial.", completion: .file())
    var folder: String

    @Option(help: "Colour cells by this state instead of by type.")
    var colour: String?

    @Option(help: "Draw them over this substance.")
    var over: String?

    @Flag(help: "Draw a section stained with hematoxylin and eosin.")
    var stained = false

    @OptionGroup var choice: SnapshotChoice

    @Option(name: .shortAndLong, help: "File of the picture, or folder of a trial's report. (default: reports/ and the trial's name)")
    var output: String?

    func validate() throws {
        guard !stained || (colour == nil && over == nil) else { throw ValidationError("--stained shows neither states nor substances") }
    }

    func run() throws {
        try reporting {
            if !DiskFiles.isFolder(folder), folder.hasSuffix(".yaml") { return try reportTrial() }
            guard stained || colour != nil || over != nil || output != nil else {
                return Console.print("report \(try RunReport.write(runFolder: folder))")
            }
            let reader = try SnapshotReader(try RunFolder.open(folder))
            let index = try choice.placeOrLast(in: reader)
            let what = stained ? "stained" : "\(colour ?? "type")-over-\(over ?? "nothing")"
            let file = output ?? "\(folder)/pictures/\(what)-\(reader.frames[index].name).png"
            try DiskFiles.makeFolder(
                (file as NSString).deletingLastPathComponent.isEmpty ? "." : (file as NSString).deletingLastPathComponent)
            let frame = try reader.frame(at: index)
            let png = stained ? try TissuePicture(frame, style: .stained()).png : try picture(frame, colourBy: colour, over: over)
            try DiskFiles.writeWhole(png, to: file)
            Console.print("picture \(file)")
        }
    }

    /// The same as `niche trial FILE -o FOLDER --pictures`.
    private func reportTrial() throws {
        let name = ((folder as NSString).lastPathComponent as NSString).deletingPathExtension
        try TrialCommand.parse([folder, "-o", output ?? "reports/\(name)", "--pictures"]).run()
    }
}
