import Foundation
import NicheLab
import NicheModel
import Testing

@Suite("First looks")
struct FirstLookTests {
    private static let claim = TrialTests.drug
        .replacingOccurrences(of: "populations:", with: "also: {loud: {set: {dose: 3}}}\npopulations:")
        .replacingOccurrences(of: "ablate:", with: "  loudly: ratio(loud, hearing.none) of growth between 0.1 and 0.9\nablate:")
        .replacingOccurrences(of: "growth: ducks at 2 d", with: "start: ducks at 0 d\n  growth: ducks at 2 d")
        .replacingOccurrences(
            of: "broods:", with: "many: start in hearing.none above 0\n  louder: ratio(loud, hearing.none) of growth below 1\n  broods:")

    private func book(quick: String?, tuning: String? = nil) throws -> (Bench, ClaimBook) {
        let bench = try Bench()
        let folder = bench.folder + "/claims"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Self.claim.replacingOccurrences(of: "model: ducks", with: "model: ../ducks")
            .write(toFile: folder + "/D1.yaml", atomically: true, encoding: .utf8)
        try quick?.write(toFile: folder + "/quick.yaml", atomically: true, encoding: .utf8)
        try tuning?.write(toFile: folder + "/tuning.yaml", atomically: true, encoding: .utf8)
        return (bench, try ClaimBook(folder: folder, libraryFolders: []))
    }

    private func start(_ result: TrialResult) -> Double? { result.findings.first { $0.judgement.name == "many" }?.estimate?.value }

    @Test("ask for the leading direction, and others that its arms tell, in the domain that quick.yaml gives")
    func look() throws {
        let (bench, book) = try book(quick: "ducks: {set: {space.size: [200 um, 200 um, 15 um]}}")
        #expect(book.claims.map(\.claim) == ["D"])
        let whole = try bench.laboratory().results(of: book.claims) { _ in true }![0]
        let look = try bench.laboratory().results(of: book.firstLooks(replicates: 3)) { _ in true }![0]
        #expect(look.findings.map(\.judgement.name) == ["resistance", "many", "broods"])
        #expect(look.removals.isEmpty && look.controls.isEmpty && look.runs == 4 * 3 && look.verdict == .direction)
        #expect(!look.observations.measures.flatMap(\.arms).map(\.name).contains("loud"))
        let table = ClaimTable([look], areLooks: true)
        #expect(table.text.hasPrefix("claim  direction") && table.text.contains("D      as claimed") && table.counts == "1 as claimed")
        let (all, few) = (try #require(start(whole)), try #require(start(look)))
        #expect(abs(all / few - 4) < 0.5, "\(all) ducks, and \(few) in a quarter of the area")
    }

    @Test("change nothing where quick.yaml says nothing, and say where it is wrong")
    func nothing() throws {
        let (bench, book) = try book(quick: nil)
        let look = try bench.laboratory().results(of: book.firstLooks(replicates: 3)) { _ in true }![0]
        #expect(abs(try #require(start(look)) / 24 - 1) < 0.5)
        let fault = #expect(throws: ModelFault.self) { try self.book(quick: "[ducks]") }
        #expect(fault?.description.contains("quick.yaml:1:1: expected models and what a first look changes of them") == true)
    }

    @Test("change for one claim what is said of it, in place of what is said of its model")
    func ofClaim() throws {
        let (bench, book) = try book(quick: "ducks: {set: {space.size: [200 um, 200 um, 15 um]}}\nD: {}")
        let look = try bench.laboratory().results(of: book.firstLooks(replicates: 3)) { _ in true }![0]
        #expect(abs(try #require(start(look)) / 24 - 1) < 0.5)
    }

    @Test("What was tuned on a claim, and what its authors found, stand below its verdict")
    func tuned() throws {
        let (bench, book) = try book(quick: nil, tuning: "claims:\n  D: the dose, on hearing ducks alone\n")
        var looks = book.firstLooks(replicates: 2)
        looks[0].finding = "ducks hear well"
        let look = try bench.laboratory().results(of: looks) { _ in true }![0]
        #expect(look.summary.hasSuffix("runs; tuned on it: the dose, on hearing ducks alone\n  ducks hear well"))
        #expect(look.json["tuned"]?.string == "the dose, on hearing ducks alone")
    }
}
