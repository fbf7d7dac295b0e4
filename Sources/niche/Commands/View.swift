import ArgumentParser
import Foundation
import NicheFiles
import NicheViewer

struct View: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at runs in a browser, finished or still going.",
        discussion: """
            niche view runs/with                         cells, fields and vessels over time
            niche view runs/with runs/without            side by side, with one camera
            niche view with=runs/a without=runs/b        under names of their own

            Prints an address to open in a browser on this machine, and serves it until it is stopped (Ctrl-C). Nobody else can open it: the server
            listens on this machine alone, and the address ends in a secret of this session.
            """)

    @Argument(help: "Folders of runs, up to 6; name=folder names one.", completion: .directory)
    var folders: [String]

    @Option(help: "Port to listen on; any that is free by default.")
    var port = 0

    func validate() throws {
        guard (1...6).contains(folders.count) else { throw ValidationError("up to 6 runs are shown side by side, found \(folders.count)") }
        guard (0...65_535).contains(port) else { throw ValidationError("--port takes 0 to 65535, found \(port)") }
    }

    func run() throws {
        try reporting {
            Interrupt.listen()
            let site = try RunSite(folders.map(Self.named))
            let server = try Self.serve(site, port: port)
            Console.print("open \(server.address)")
            Console.say("Ctrl-C ends it")
            while Interrupt.request == nil { Thread.sleep(forTimeInterval: 0.1) }
            server.close()
        }
    }

    /// A folder, or a name and a folder.
    private static func named(_ text: String) -> (folder: String, name: String?) {
        guard !DiskFiles.exists(text), let sign = text.firstIndex(of: "=") else { return (text, nil) }
        return (String(text[text.index(after: sign)...]), String(text[..<sign]))
    }

    /// - Throws: `ValidationError` where the port is taken.
    static func serve(_ site: RunSite, port: Int) throws -> ViewServer {
        do {
            return try ViewServer(of: site, port: port)
        } catch {
            throw ValidationError("cannot listen on port \(port): \(error); another program may have it, leave --port out for any")
        }
    }
}
