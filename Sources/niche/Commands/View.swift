import ArgumentParser
import Foundation
import NicheFiles
import NicheLab
import NicheStore
import NicheViewer

struct View: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at runs in a browser, finished or still going, or at the arms of a trial.",
        discussion: """
            niche view runs/with                         cells, fields and vessels over time
            niche view runs/with runs/without            side by side, with one camera
            niche view with=runs/a without=runs/b        under names of their own
            niche view Claims/C14.yaml                   runs the first seed of each arm, and shows them while they run
            niche view runs/with --edit                  lets the page begin runs like this one, with couplings switched

            Prints an address to open in a browser on this machine, and serves it until it is stopped (Ctrl-C). Nobody else can open it: the server
            listens on this machine alone, and the address ends in a secret of this session.
            """)

    @Argument(help: "Folders of runs, up to 6; name=folder names one. Or one trial.", completion: .file())
    var shown: [String]

    @Option(name: .shortAndLong, help: "Of a trial: folder for the runs of its arms. (default: runs/view)", completion: .directory)
    var output = "runs/view"

    @Flag(help: "Of a trial: replace the runs that are in the folder already.")
    var force = false

    @Flag(help: "Let the page begin runs with other gains, beside the folder of the run they are like; it only shows otherwise.")
    var edit = false

    @Option(help: "Port to listen on; any that is free by default.")
    var port = 0

    static let most = 6

    func validate() throws {
        guard (1...Self.most).contains(shown.count) else {
            throw ValidationError("up to \(Self.most) runs are shown side by side, found \(shown.count)")
        }
        guard (0...65_535).contains(port) else { throw ValidationError("--port takes 0 to 65535, found \(port)") }
    }

    func run() throws {
        try reporting {
            Interrupt.listen()
            let arms = shown.count == 1 && shown[0].hasSuffix(".yaml") ? try ShownTrial(shown[0], folder: output, force: force) : nil
            let starter = edit ? RunStarter() : nil
            let server = try Self.serve(arms?.runs ?? shown.map(Self.run), port: port, starter: starter)
            defer {
                server.close()
                starter?.finish()
            }
            try arms?.perform()
            Self.wait()
        }
    }

    /// A run by its folder, or by a name and its folder.
    ///
    /// - Throws: `FileFault`, where there is no run.
    static func run(_ text: String) throws -> ShownRun {
        guard !DiskFiles.exists(text), let sign = text.firstIndex(of: "=") else { return try run(in: text, name: nil) }
        return try run(in: String(text[text.index(after: sign)...]), name: String(text[..<sign]))
    }

    static func run(in path: String, name: String?) throws -> ShownRun {
        let folder = try RunFolder.open(path)
        return ShownRun(folder, name: name) { try folder.started(by: folder.manifest()).model }
    }

    /// Serves the page of some runs, and says where.
    ///
    /// - Parameter starter: begins runs from the page, where it may.
    /// - Throws: `ValidationError` where the port is taken.
    static func serve(_ runs: [ShownRun], port: Int = 0, starter: RunStarter? = nil) throws -> ViewServer {
        do {
            let server = try ViewServer(of: RunSite(runs, maker: starter), port: port)
            Console.print("open \(server.address)")
            return server
        } catch {
            throw ValidationError("cannot listen on port \(port): \(error); another program may have it, leave --port out for any")
        }
    }

    /// Until somebody says to stop.
    static func wait() {
        if Interrupt.request == nil { Console.say("Ctrl-C ends the view") }
        while Interrupt.request == nil { Thread.sleep(forTimeInterval: 0.1) }
    }
}
