import Foundation
import NicheFiles

/// Several files as one text: before each a line "=== PATH".
struct Bundle {
    private static let mark = Array("\n=== ".utf8)
    private static let most = 64
    private(set) var files: [(path: String, bytes: [UInt8])] = []

    /// All files of a folder.
    init(of folder: String) throws {
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() where !DiskFiles.isFolder("\(folder)/\(path)") {
            files.append((path, try DiskFiles.read("\(folder)/\(path)", limit: 1 << 20)))
        }
    }

    init(_ bytes: [UInt8]) {
        for part in bytes.split(separator: Self.mark).prefix(Self.most) {
            guard let end = part.firstIndex(of: UInt8(ascii: "\n")), let path = String(validating: part[..<end], as: UTF8.self) else {
                continue
            }
            files.append((path, Array(part[(end + 1)...])))
        }
    }

    var bytes: [UInt8] { files.flatMap { Self.mark + Array($0.path.utf8) + [UInt8(ascii: "\n")] + $0.bytes } }

    /// Writes what has a name that stays in the folder, which is emptied before.
    func write(to folder: String) throws {
        try? FileManager.default.removeItem(atPath: folder)
        for (path, bytes) in files {
            let parts = path.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count <= 8, parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." && !$0.contains("\0") }) else { continue }
            let file = URL(fileURLWithPath: "\(folder)/\(path)")
            try? FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try? Data(bytes).write(to: file)
        }
    }
}
