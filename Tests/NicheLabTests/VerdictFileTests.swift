import NicheFiles
import Testing

@testable import NicheLab

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

    @Test("in a file that is none are refused")
    func malformed() throws {
        let bench = try Bench()
        let path = bench.folder + "/verdicts.json"
        try DiskFiles.writeWhole(Array("[1, 2]".utf8), to: path)
        #expect(throws: FileFault.self) { try VerdictFile(path: path) }
    }
}
