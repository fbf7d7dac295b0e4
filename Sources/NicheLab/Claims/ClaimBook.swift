import Foundation
import NicheFiles
import NicheMath
import NicheModel

/// The claims of the literature: one trial a file.
public struct ClaimBook: Sendable {
    public let folder: String
    /// In the order of the papers: A1, A1b, A2, … C16.
    public let claims: [Trial]

    /// - Parameter ids: only these; all if it is empty.
    public init(folder: String, ids: [String] = [], libraryFolders: [String]) throws {
        self.folder = folder
        let files = try DiskFiles.list(folder).filter { $0.hasSuffix(".yaml") && $0 != Self.tuning }
        let known = files.map { String($0.dropLast(5)) }.sorted(by: Self.precedes)
        for id in ids where !known.contains(id) {
            throw ModelFault(Place(file: folder, line: 0, column: 0), "no claim \"\(id)\"\(suggestion(for: id, among: known, "known"))")
        }
        let problems = ProblemList()
        claims = (ids.isEmpty ? known : ids).compactMap { id in
            problems.attempt { try Trial.read("\(folder)/\(id).yaml", libraryFolders: libraryFolders) }
        }
        guard problems.errors.isEmpty else { throw ModelFault(problems.sorted) }
        for claim in claims {
            for see in claim.see where !known.contains(see) {
                throw ModelFault(
                    Place(file: claim.path, line: 0, column: 0),
                    "see: there is no claim \"\(see)\"\(suggestion(for: see, among: known, "known"))")
            }
        }
    }

    static let tuning = "tuning.yaml"

    /// By paper, then by number: A2 before A10, and the figures (A-F1i) after the sentences.
    static func precedes(_ a: String, _ b: String) -> Bool { key(a).lexicographicallyPrecedes(key(b)) }

    private static func key(_ id: String) -> [Int] {
        let figure = id.contains("-F") ? 1 : 0
        let digits = id.drop { !$0.isNumber }
        let number = Int(digits.prefix { $0.isNumber }) ?? 0
        let rest = digits.drop { $0.isNumber }
        return [Int(id.utf8.first ?? 0), figure, number, rest.count] + rest.utf8.map { Int($0) }
    }
}
