import ArgumentParser
import Foundation
import NicheFiles
import NicheReport
import NicheStore

struct Movie: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a movie of a run: MP4, or GIF by the ending of the file.",
        discussion: """
            niche movie runs/with                                  the tissue over the first field that varies
            niche movie runs/with --over heme -o heme.gif
            niche movie runs/with --colour N                       cells coloured by a state
            niche movie runs/with --stained                        as a stained section

            A picture is made of each snapshot, so a model that keeps more of them (time: {snapshot: 6 h}) moves more smoothly. Colours are on one scale throughout.
            Needs ffmpeg.
            """)

    @Argument(help: "Folder of the run.", completion: .directory)
    var folder: String

    @OptionGroup var picture: PictureOptions

    @Option(help: "Pictures a second.")
    var rate = 6

    @Option(help: "Width of the pictures [pixels].")
    var width = 1000

    @Option(
        name: .shortAndLong, help: "File of the movie. (default: movie.mp4 in the run's folder)",
        completion: .file(extensions: ["mp4", "gif"]))
    var output: String?

    @Flag(help: "No progress.")
    var quiet = false

    func validate() throws {
        guard (1...60).contains(rate), (200...4000).contains(width) else {
            throw ValidationError("--rate takes 1 to 60, --width 200 to 4000")
        }
        guard ["mp4", "gif"].contains((output ?? ".mp4").lowercased().suffix(3)) else {
            throw ValidationError("a movie ends in .mp4 or .gif; found \(output ?? "")")
        }
    }

    func run() throws {
        try reporting {
            Interrupt.listen()
            let run = try RunFolder.open(folder)
            let reader = try SnapshotReader(run)
            guard !reader.frames.isEmpty else { throw FileFault(.missing, path: folder, "the run has no snapshots") }
            var line = StatusLine(isQuiet: quiet)
            func step(_ what: String, _ done: Int) throws {
                if let signal = Interrupt.request { throw ExitCode(128 + signal) }
                line.update { _ in "\(what) \(done + 1) of \(reader.frames.count)" }
            }
            let film = try Film(reader, style: picture.style(width: width, over: ground(reader))) { try step("reading", $0) }
            let file = output ?? "\(run.path)/movie.mp4"
            let encoder = try MovieEncoder(to: file, width: film.width, height: film.height, rate: rate)
            do {
                for index in 0..<film.count {
                    try step("picture", index)
                    try encoder.add(film.picture(index))
                }
            } catch {
                encoder.cancel()
                line.finish()
                throw error
            }
            try encoder.finish()
            line.finish()
            Console.print("movie \(file): \(film.count) pictures")
        }
    }

    /// The field that the last snapshot is best shown over.
    private func ground(_ reader: SnapshotReader) throws -> String? { try RunReport.ground(reader.frame(at: reader.frames.count - 1)) }
}
