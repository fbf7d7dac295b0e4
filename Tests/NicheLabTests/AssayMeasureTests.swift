import Foundation
import Testing

@testable import NicheLab

@Suite("Measures of what a sequencer would see")
struct AssayMeasureTests {
    private static let measures = """
        populations:
          all:  duck
          keen: duck, zeal > 1.5
          lame: duck, zeal <= 1.5
        measure:
          told:     cell_auroc(keen, lame, zeal) at 6 h
          by_none:  cell_auroc(keen, lame, idle) at 6 h
          cells:    cell_recovery(all, zeal, zeal) at 6 h
          poor:     cell_recovery(all, zeal, zeal, 100) at 6 h
          more:     cell_score(keen, zeal) at 6 h - cell_score(lame, zeal) at 6 h
          spots:    spot_recovery(zeal) at 6 h
          beside:   spot_auroc(keen, 25 um, zeal) at 6 h
          far:      spot_auroc(keen, 900 um, zeal) at 6 h
        """

    /// Ducks of which each has its own zeal, and the genes of zeal and of nothing.
    private static func trial(_ bench: Bench, _ measures: String, _ judge: String) throws -> Trial {
        let folder = bench.folder + "/signatures"
        if !FileManager.default.fileExists(atPath: folder) {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        let genes = (1...12).map { "Zeal\($0),zeal,1.5" } + (1...12).map { "Idle\($0),idle,0" }
        for (name, text) in [
            ("programmes", "programme,cells,activity\nzeal,any,zeal\nidle,any,0\ngone,any,sloth\n"),
            ("genes", "gene,programme,weight\n" + genes.joined(separator: "\n") + "\n"),
            ("contents", "source,content\nduck,1\n"), ("baselines", "gene,baseline\nZeal1,2\n"),
        ] { try text.write(toFile: "\(folder)/\(name).csv", atomically: true, encoding: .utf8) }
        let text = """
            model: ducks
            cells:
              duck:
                state:
                  zeal: uniform(0, 3) | copy | some are keen
            place: {duck: 120}
            until: 6 h
            replicates: 3
            arms: {drug: {none: {}, given: {set: {dose: 1}}}}
            \(measures)
            \(judge)
            """
        try text.write(toFile: bench.folder + "/trial.yaml", atomically: true, encoding: .utf8)
        return try Trial.read(bench.folder + "/trial.yaml", libraryFolders: [bench.folder])
    }

    @Test("Scores tell cells and spots apart by what they express, and by nothing else")
    func recovery() throws {
        let bench = try Bench()
        let trial = try Self.trial(
            bench, Self.measures,
            """
            judge:
              told:    told in none between 0.9 and 1
              by none: by_none in none between 0.35 and 0.65
              cells:   cells in none between 0.8 and 1
              poorer:  poor - cells in none between -1 and -0.1
              more:    more in none between 0.3 and 3
              spots:   spots in none between 0.5 and 1
              beside:  beside in none between 0.55 and 1
            """)
        let result = try bench.laboratory().results(of: [trial]) { _ in true }![0]
        #expect(result.findings.allSatisfy { $0.holds }, "\(result.summary)")
    }

    @Test("A spot is beside a population or not: with all of them beside it there is nothing to tell apart")
    func everywhere() throws {
        let bench = try Bench()
        let trial = try Self.trial(bench, Self.measures, "judge: {far: far in none between 0 and 1}")
        #expect(try bench.laboratory().results(of: [trial]) { _ in true }![0].findings[0].estimate == nil)
    }

    @Test("What was kept is read again, until another programme or other tables are asked for")
    func kept() throws {
        let bench = try Bench()
        let kept = try KeptRuns(folder: bench.folder + "/kept")
        func new(_ measures: String) throws -> Int {
            let trial = try Self.trial(bench, measures, "judge: {one: told in none between 0 and 1}")
            let new = try bench.laboratory(kept).workloads(of: [trial])[0].newRuns
            _ = try bench.laboratory(kept).results(of: [trial]) { _ in true }
            return new
        }
        #expect(try new(Self.measures) == 6)
        #expect(try new(Self.measures) == 0)
        #expect(try new(Self.measures + "\n  other: cell_score(lame, idle) at 6 h") == 6)
        #expect(try new(Self.measures) == 0, "what was read before stays")
        let again = try KeptRuns(folder: bench.folder + "/kept")
        let trial = try Self.trial(bench, Self.measures, "judge: {one: told in none between 0 and 1}")
        #expect(try bench.laboratory(again).workloads(of: [trial])[0].newRuns == 0, "it is read from the folder")
        var record = RunRecord(until: 6)
        record.times = [6]
        record.assays = ["a": 0.5, "b": .nan]
        let read = RunRecord(record.json)
        #expect(read?.assays["a"] == 0.5 && read?.assays["b"]?.isNaN == true)
    }

    @Test(
        "What is wrong is told with its place",
        arguments: [
            ("cell_score(all, zeel) at 6 h", "signatures have no programme \"zeel\"; did you mean \"zeal\"?"),
            ("cell_score(all, gone) at 6 h", "nobody has the programme gone: it reads sloth, which no cell has"),
            ("cell_score(al, zeal) at 6 h", "no population \"al\""),
            ("cell_score(all) at 6 h", "takes 2 things, and a depth if you like"),
            ("cell_score(all, zeal, 0) at 6 h", "expected counts of a cell or spot such as 5000, found \"0\""),
            ("spot_auroc(all, zeal) at 6 h", "takes 3 things"),
            ("spot_auroc(all, zeal, zeal) at 6 h", "expected a length such as 50 um"),
            ("spot_recovery(zeal)", "when?"),
        ])
    func problems(measure: String, message: String) throws {
        let bench = try Bench()
        _ = try Self.trial(bench, Self.measures, "judge: {one: told in none between 0 and 1}")
        let fault = #expect(throws: (any Error).self) {
            _ = try Self.trial(
                bench, "populations: {all: duck}\nmeasure:\n  told: \(measure)", "judge: {one: told in none between 0 and 1}")
        }
        #expect("\(fault.map { "\($0)" } ?? "")".contains(message))
    }

    @Test("Without tables of what cells express there is no assay")
    func noTables() throws {
        let bench = try Bench()
        let problem = bench.problem(
            """
            model: ducks
            until: 6 h
            populations: {all: duck}
            measure:
              told: cell_score(all, zeal) at 6 h
            """)
        #expect(problem?.contains("an assay needs the tables of \"signatures\", which no library folder has") == true)
    }
}
