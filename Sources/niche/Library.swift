import Foundation
import NicheFiles

/// Where the models that come with Niche are found: beside the program's checkout, or where NICHE_MODELS says.
enum Library {
    static var folders: [String] {
        var folders = ProcessInfo.processInfo.environment["NICHE_MODELS"].map { [$0] } ?? []
        folders.append("Models")
        var folder = URL(fileURLWithPath: CommandLine.arguments.first ?? ".").resolvingSymlinksInPath().deletingLastPathComponent()
        for _ in 0..<6 {
            folders.append(folder.appendingPathComponent("Models").path)
            folder = folder.deletingLastPathComponent()
        }
        return folders.filter { DiskFiles.exists($0) }
    }

    /// A file of the library, by its path within it.
    static func file(_ name: String) -> String? { folders.lazy.map { "\($0)/\(name)" }.first { DiskFiles.exists($0) } }

    /// The folder of claims beside the models.
    static var claims: String {
        get throws {
            let candidates = folders.map {
                $0.hasSuffix("/Models") ? $0.dropLast(6) + "Claims" : $0 == "Models" ? "Claims" : $0 + "/../Claims"
            }
            if let found = candidates.first(where: { DiskFiles.isFolder(String($0)) }) { return String(found) }
            throw FileFault(.missing, path: "Claims", "there is no such folder beside the models; --folder names one")
        }
    }
}
