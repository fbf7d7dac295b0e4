import Foundation
import NicheFiles
import NicheMath
import NicheModel

/// The claims of the literature: one trial a file.
public struct ClaimBook: Sendable {
    public let folder: String
    /// In the order of the papers: A1, A1b, A2, … C16.
    public let claims: [Trial]
    /// What speaks against the papers: the trials of the folder `counter-evidence`, if there is one and all claims are asked for.
    public let counterEvidence: [Trial]
    /// What a first look changes, by claim or else by model.
    private let smaller: [String: Tree]

    /// - Parameter ids: only these; all if it is empty.
    public init(folder: String, ids: [String] = [], libraryFolders: [String]) throws {
        self.folder = folder
        let files = try DiskFiles.list(folder).filter { $0.hasSuffix(".yaml") }
        let known = files.filter { !Self.others.contains($0) }.map { String($0.dropLast(5)) }.sorted(by: Self.precedes)
        for id in ids where !known.contains(id) {
            throw ModelFault(Place(file: folder, line: 0, column: 0), "no claim \"\(id)\"\(suggestion(for: id, among: known, "known"))")
        }
        smaller = try Self.smaller(folder, files)
        let against = "\(folder)/counter-evidence"
        let contrary = ids.isEmpty && DiskFiles.exists(against) ? try DiskFiles.list(against).filter { $0.hasSuffix(".yaml") }.sorted() : []
        let tuning = try files.contains(Self.tuning) ? Self.read("\(folder)/\(Self.tuning)")["claims"] : nil
        let problems = ProblemList()
        claims = (ids.isEmpty ? known : ids).compactMap { id in
            problems.attempt {
                var trial = try Trial.read("\(folder)/\(id).yaml", libraryFolders: libraryFolders)
                if trial.claim.isEmpty {
                    throw ModelFault(Place(file: trial.path, line: 1, column: 1), "which claim? write \"claim: \(id)\"")
                }
                trial.tuning = tuning?[trial.claim]?.text
                return trial
            }
        }
        counterEvidence = contrary.compactMap { file in
            problems.attempt { try Trial.read("\(against)/\(file)", libraryFolders: libraryFolders) }
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

    /// The claims as a first look at them, with few seeds and in small domains.
    public func firstLooks(replicates: Int) -> [Trial] {
        claims.map { claim in
            claim.firstLook(replicates: replicates, change: smaller[claim.claim] ?? smaller[claim.modelName])
        }
    }

    /// What is in the folder and is no claim: what was tuned, and what a first look changes.
    private static let others: Set = [tuning, quick]
    private static let tuning = "tuning.yaml"
    private static let quick = "quick.yaml"

    private static func read(_ path: String) throws -> Tree {
        try YAMLReader.read(try DiskFiles.read(path, limit: Guard.mostBytes), file: path)
    }

    /// `slice: {set: {space.size: [0.5 mm, 0.5 mm, 15 um]}}`.
    private static func smaller(_ folder: String, _ files: [String]) throws -> [String: Tree] {
        guard files.contains(quick) else { return [:] }
        let tree = try read("\(folder)/\(quick)")
        guard let entries = tree.entries else {
            throw ModelFault(tree.place, "expected models and what a first look changes of them, \"slice: {set: {…}}\", found \(tree.kind)")
        }
        return Dictionary(entries.map { ($0.key.text ?? "", $0.value) }) { first, _ in first }
    }

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
