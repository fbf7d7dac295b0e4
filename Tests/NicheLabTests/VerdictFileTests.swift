import Foundation
import NicheFiles
import Testing

@testable import NicheLab
import NicheModel

@Suite("Verdicts on record")
struct VerdictFileTests {
    private func result(_ bench: Bench, _ claim: String, until: String) throws -> TrialResult {
        let text = """
            claim: \(claim)
            model: ducks
            replicates: 3
            arms: {drug: {none: {}, given: {set: {dose: 9}}}}
            measure: {number: ducks at \(until)}
            judge:
              slower: ratio(given, none) of number below 1
            """
        return try bench.laboratory(KeptRuns(folder: nil)).results(of: [try bench.trial(text)]) { _ in true }![0]
    }

    @Test("are current until what they rest on changes, in the order of the papers, without the numbers of single seeds")
    func standing() throws {
        let bench = try Bench()
        let laboratory = try bench.laboratory(KeptRuns(folder: nil))
        let path = bench.folder + "/verdicts.json"
        var file = try VerdictFile(path: path)
        var foundations: [String: String] = [:]
        for claim in ["B2", "A10", "A2"] {
            let result = try result(bench, claim, until: "1 d")
            foundations[claim] = try laboratory.foundations(of: [result.trial])[0]
            file.record(result, foundation: foundations[claim]!)
        }
        try file.write()
        let back = try VerdictFile(path: path)
        for (claim, foundation) in foundations { #expect(back.standing(of: claim, foundation: foundation) == .current) }
        #expect(back.verdict(of: "A2") == Verdict.direction.rawValue)
        #expect(back.standing(of: "C1", foundation: "x") == .missing)
        // Read a day later it is another question.
        let later = try result(bench, "A2", until: "2 d")
        let foundation = try laboratory.foundations(of: [later.trial])[0]
        #expect(back.standing(of: "A2", foundation: foundation) == .stale)
        let json = try JSON.read(path)
        #expect(json.members?.map(\.key) == ["A2", "A10", "B2"])
        #expect(!json.text.contains("seeds") && json["A2"]?["replicates"]?.integer == 3)
        // In its place, and the others untouched.
        var again = back
        again.record(later, foundation: foundation)
        #expect(again.standing(of: "A2", foundation: foundation) == .current)
        #expect(again.standing(of: "B2", foundation: foundations["B2"]!) == .current)
    }

    /// A folder for claims about the model of a bench.
    private func claims(of bench: Bench) throws -> String {
        let folder = bench.folder + "/claims"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    @Test("are a page for readers: verdict, what was read, what its authors found; what is not judged says so")
    func page() throws {
        let bench = try Bench()
        let folder = try claims(of: bench)
        for claim in ["A1", "A2"] {
            let text = TrialTests.drug.replacing("claim: D", with: "claim: \(claim)\nfinding: they hear | well")
                .replacing("control:", with: "probe: {assumed: within 2-fold, of: resistance}\ncontrol:")
            try text.replacing("model: ducks", with: "model: ../ducks").write(
                toFile: "\(folder)/\(claim).yaml", atomically: true, encoding: .utf8)
        }
        try FileManager.default.createDirectory(atPath: folder + "/counter-evidence", withIntermediateDirectories: true)
        try TrialTests.drug.replacing("model: ducks", with: "model: ../../ducks").replacing("claim: D", with: "finding: at a dose of 3")
            .write(toFile: folder + "/counter-evidence/some-tire.yaml", atomically: true, encoding: .utf8)
        let book = try ClaimBook(folder: folder, libraryFolders: [])
        let result = try bench.laboratory().results(of: Array(book.claims.prefix(1))) { _ in true }![0]
        var file = try VerdictFile(path: folder + "/verdicts.json")
        file.record(result, foundation: "x")
        let lines = VerdictPage(book, file).text.split(separator: "\n").map(String.init)
        let row = try #require(lines.first { $0.hasPrefix("| [A1](A1.yaml) | a drug slows ducks") })
        #expect(row.contains("| \(result.givenVerdict) |") && row.contains("| interaction(ears, drug) of log(growth) above 0 |"))
        let reach = try #require(result.probes[0].reach)
        #expect(row.contains("| resistance: \(reach.median.short) (") && row.hasSuffix("holds in \(reach.holding) of \(reach.count) |"))
        #expect(row.contains("| \(result.leading!.estimate!.value.short) ("))
        #expect(lines.contains { $0.hasPrefix("| [A2](A2.yaml) |") && $0.contains("| not judged yet |") })
        #expect(lines.last?.hasPrefix("- **[some-tire](counter-evidence/some-tire.yaml)**: a drug slows ducks") == true)
        #expect(lines.last?.hasSuffix(". Found: at a dose of 3") == true)
        #expect(lines.contains("1 \(result.verdict.rawValue), 1 not judged yet.") && lines.contains("- **A2**: they hear | well"))
    }

    @Test("show what a verdict falls with: the first direction that does not hold")
    func fallen() throws {
        let bench = try Bench()
        let folder = try claims(of: bench)
        let text = TrialTests.drug.replacing("model: ducks", with: "model: ../ducks")
        let wrong =
            "  odd: difference(given, none) of growth in hearing between -9 and -8\n"
            + "  speeds: ratio(given, none) of growth in hearing above 3\n"
        try text.replacing("ablate:", with: wrong + "ablate:").write(toFile: folder + "/D.yaml", atomically: true, encoding: .utf8)
        let book = try ClaimBook(folder: folder, libraryFolders: [])
        let result = try bench.laboratory().results(of: book.claims) { _ in true }![0]
        #expect(result.leading?.judgement.name == "resistance")
        var file = try VerdictFile(path: folder + "/verdicts.json")
        file.record(result, foundation: "x")
        #expect(
            VerdictPage(book, file).text.contains("| not reproduced | out of range | ratio(given, none) of growth in hearing above 3 |"))
    }

    @Test("belong to claims with a name; one that others answer says which")
    func names() throws {
        let bench = try Bench()
        let folder = try claims(of: bench)
        let text = TrialTests.drug.replacing("model: ducks", with: "model: ../ducks")
        try text.write(toFile: folder + "/D.yaml", atomically: true, encoding: .utf8)
        try "claim: E\nsentence: ducks hear\nsee: [D]\n".write(toFile: folder + "/E.yaml", atomically: true, encoding: .utf8)
        let book = try ClaimBook(folder: folder, ids: ["E"], libraryFolders: [])
        let result = try bench.laboratory().results(of: book.claims) { _ in true }![0]
        #expect(result.summary == "E  ducks hear\n  see D" && result.json["verdict"]?.string == "see D")
        try text.replacing("claim: D\n", with: "").write(toFile: folder + "/F.yaml", atomically: true, encoding: .utf8)
        let fault = #expect(throws: ModelFault.self) { try ClaimBook(folder: folder, libraryFolders: []) }
        #expect(fault?.description.contains("F.yaml:1:1: which claim? write \"claim: F\"") == true)
    }

    @Test("in a file that is none are refused")
    func malformed() throws {
        let bench = try Bench()
        let path = bench.folder + "/verdicts.json"
        try DiskFiles.writeWhole(Array("[1, 2]".utf8), to: path)
        #expect(throws: FileFault.self) { try VerdictFile(path: path) }
    }
}
