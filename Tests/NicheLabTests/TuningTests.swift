import Foundation
import NicheModel
import Testing

/// `Claims/tuning.yaml` says which numbers of the models are not those of the note, and why.
@Suite("Tuning is written down")
struct TuningTests {
    /// The project.
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    /// Where the note with the drafts lies, if it is there: beside the project.
    private static let note = root + "/../shared/language.md"

    /// `value` by name, of all rows `name: value | range | source | about`; a name may stand in several models.
    private func parameters(_ text: Substring) -> [(name: String, value: String)] {
        text.split(separator: "\n").compactMap { line in
            let columns = line.split(separator: "|")
            guard columns.count >= 4, let row = columns.first, let colon = row.firstIndex(of: ":") else { return nil }
            let name = row[..<colon].trimmingCharacters(in: .whitespaces)
            guard !name.isEmpty, !name.hasPrefix("#"), name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else { return nil }
            return (name, row[row.index(after: colon)...].trimmingCharacters(in: .whitespaces))
        }
    }

    private func models() throws -> [(name: String, value: String, file: String)] {
        let root = Self.root + "/Models"
        let files = try FileManager.default.subpathsOfDirectory(atPath: root).filter { $0.hasSuffix(".yaml") }.sorted()
        return try files.flatMap { file in
            parameters(Substring(try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8))).map { ($0.name, $0.value, file) }
        }
    }

    /// `draft` and `now` by name; what is listed for one model alone (`oxygen_use in slice`) stays out.
    private func listed() throws -> [String: (draft: String, now: String)] {
        let path = Self.root + "/Claims/tuning.yaml"
        let tree = try YAMLReader.read(Array(Data(contentsOf: URL(fileURLWithPath: path))), file: path)
        let entries = try #require(tree["numbers"]?.entries)
        return Dictionary(
            entries.map { ($0.key.text ?? "", ($0.value["draft"]?.text ?? "", $0.value["now"]?.text ?? "")) },
            uniquingKeysWith: { a, _ in a })
    }

    @Test("What is listed is what the models have")
    func listedIsTrue() throws {
        let models = Dictionary(grouping: try models(), by: \.name)
        #expect(models.count > 100)
        var found = 0
        for (name, (_, now)) in try listed() {
            guard let rows = models[name] else { continue }
            found += 1
            #expect(rows.contains { $0.value == now }, "tuning.yaml says \(name) is \(now); it is \(rows.map(\.value))")
        }
        #expect(found > 15)
    }

    @Test("What differs from the note is listed", .enabled(if: FileManager.default.fileExists(atPath: note), "the note is not here"))
    func differencesAreListed() throws {
        let text = try String(contentsOfFile: Self.note, encoding: .utf8)
        // Drafts stand between the fences of code.
        let drafts = text.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }.flatMap {
            parameters(Substring($0.element))
        }
        let values = Dictionary(grouping: drafts, by: \.name).mapValues { Set($0.map(\.value)) }
        #expect(values.count > 60)
        let listed = try listed()
        for row in try models() {
            // What is a formula is no number that anybody chose.
            guard row.value.first?.isNumber == true, let draft = values[row.name], !draft.contains(row.value) else { continue }
            #expect(
                listed[row.name]?.now == row.value,
                "\(row.file) has \(row.name) \(row.value), the note \(draft.sorted()): say why in Claims/tuning.yaml")
        }
    }
}
