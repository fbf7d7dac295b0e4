import Foundation
import NicheFiles

/// Packs pictures into an MP4 or a GIF by ffmpeg, which is started beside this program.
final class MovieEncoder {
    private let process = Process()
    private let pictures = Pipe()
    private let messages = Pipe()
    private let place: String
    private let draft: String

    /// - Throws: `MissingLibrary`, where ffmpeg is not installed.
    init(to file: String, width: Int, height: Int, rate: Int) throws {
        guard let program = MovieEncoder.ffmpeg else { throw MissingLibrary.ffmpeg }
        place = file
        let name = (file as NSString).lastPathComponent
        let folder = (file as NSString).deletingLastPathComponent
        draft = (folder.isEmpty ? "" : folder + "/") + ".writing-" + name
        let isGIF = file.lowercased().hasSuffix(".gif")
        // One palette for all pictures of a GIF; a pixel format that every player knows for MP4.
        let packing =
            isGIF
            ? ["-filter_complex", "split[a][b];[a]palettegen=stats_mode=full[p];[b][p]paletteuse=dither=bayer:bayer_scale=4"]
            : ["-c:v", "libx264", "-crf", "20", "-preset", "medium", "-pix_fmt", "yuv420p", "-movflags", "+faststart"]
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments =
            ["-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "\(width)x\(height)", "-r", "\(rate)", "-i", "-"]
            + packing + ["-f", isGIF ? "gif" : "mp4", draft]
        process.standardInput = pictures
        process.standardError = messages
        // A picture that ffmpeg no longer takes is told by its own message, not by the end of this program.
        signal(SIGPIPE, SIG_IGN)
        try process.run()
    }

    private static var ffmpeg: String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/ffmpeg" }.first { access($0, X_OK) == 0 }
    }

    /// Adds a picture: red, green and blue of each pixel.
    func add(_ rgb: [UInt8]) throws {
        do { try pictures.fileHandleForWriting.write(contentsOf: Data(rgb)) } catch { try finish() }
    }

    /// Waits for the file and gives it its name.
    ///
    /// - Throws: `FileFault.cannotWrite` with what ffmpeg says.
    func finish() throws {
        try? pictures.fileHandleForWriting.close()
        let said = String(decoding: messages.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            try? DiskFiles.removeTree(draft)
            throw FileFault(
                .cannotWrite(0), path: place, "ffmpeg cannot write it: \(said.split(separator: "\n").last ?? "no reason given")")
        }
        try DiskFiles.rename(draft, to: place)
    }

    /// Stops and leaves nothing behind.
    func cancel() {
        process.terminate()
        process.waitUntilExit()
        try? DiskFiles.removeTree(draft)
    }
}
