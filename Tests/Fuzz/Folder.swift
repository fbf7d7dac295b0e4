import Foundation

/// Files of the repository, and folders for what subjects read from a disk.
enum Folder {
    private static let root = URL(fileURLWithPath: #filePath).appendingPathComponent("../../..").standardizedFileURL.path

    /// The YAML files of a folder by their names without ending, in order.
    static func texts(_ folder: String) throws -> [(name: String, text: String)] {
        try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)").filter { $0.hasSuffix(".yaml") }.sorted().map {
            (String($0.dropLast(5)), try String(contentsOfFile: "\(root)/\(folder)/\($0)", encoding: .utf8))
        }
    }

    static func path(_ inside: String) -> String { "\(root)/\(inside)" }
}
