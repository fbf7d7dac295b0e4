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

    @OptionGroup var picture: PictureOptions

    @OptionGroup var choice: SnapshotChoice

    @Option(name: .shortAndLong, help: "File of the picture, or folder of a trial's report. (default: reports/ and the trial's name)")
    var output: String?

    func run() throws {
        try reporting {
            if !DiskFiles.isFolder(folder), folder.hasSuffix(".yaml") { return try reportTrial() }
            guard picture.isWanted || output != nil else {
                return Console.print("report \(try RunReport.write(runFolder: folder))")
            }
            let reader = try SnapshotReader(try RunFolder.open(folder))
            let index = try choice.placeOrLast(in: reader)
            let file = output ?? "\(folder)/pictures/\(picture.name)-\(reader.frames[index].name).png"
            try DiskFiles.makeFolder(
                (file as NSString).deletingLastPathComponent.isEmpty ? "." : (file as NSString).deletingLastPathComponent)
            let frame = try reader.frame(at: index)
            try DiskFiles.writeWhole(TissuePicture(frame, style: picture.style()).png, to: file)
            Console.print("picture \(file)")
        }
    }

    /// The same as `niche trial FILE -o FOLDER --pictures`.
    private func reportTrial() throws {
        let name = ((folder as NSString).lastPathComponent as NSString).deletingPathExtension
        try TrialCommand.parse([folder, "-o", output ?? "reports/\(name)", "--pictures"]).run()
    }
}
