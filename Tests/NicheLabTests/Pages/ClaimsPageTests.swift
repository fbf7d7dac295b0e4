import Foundation
import NicheFiles
import NicheLab
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// The report of trials: everything on it is what the results say.
@Suite("Page of claims")
struct ClaimsPageTests {
    static let other = """
        claim: E
        sentence: ducks <b>grow</b> & "multiply"
        model: ducks
        replicates: 4
        arms: {drug: {none: {}, given: {set: {dose: 9}}}}
        measure: {size: ducks at 2 d}
        judge: {grows: "ratio(given, none) of size above 1"}
        """

    /// A suite of one that holds and one that does not, written to a folder.
    static func suite(_ bench: Bench, pictures: Bool = false) throws -> (results: [TrialResult], folder: String) {
        let trials = [try bench.trial(TrialTests.drug), try bench.trial(other)]
        let results = try bench.laboratory().results(of: trials) { _ in true }!
        let frames = try pictures ? trials.map { try bench.laboratory().frames(of: $0) { true }! } : []
        let folder = bench.folder + "/report"
        try ClaimsPage(results, pictures: frames).write(to: folder)
        return (results, folder)
    }

    static func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    @Test("The page holds the verdict of each claim, its reasons and its numbers")
    func verdicts() throws {
        let bench = try Bench()
        let (results, folder) = try Self.suite(bench)
        let page = try Self.text(folder + "/index.html")
        #expect(results.map(\.verdict) == [.reproduced, .notReproduced])
        for words in [
            "● Reproduced given D1; size in range", "○ Not reproduced", "without D1", "control, relabelled", "does not hold",
            "The runs say the opposite of “grows”", "<h2>D. a drug slows ducks, unless they are deaf to it</h2>",
        ] { #expect(page.contains(words), "\(words)") }
        // The counts at the top.
        #expect(page.contains("<dt>● reproduced</dt><dd>1</dd>") && page.contains("<dt>○ not reproduced</dt><dd>1</dd>"))
        let table = try Table(folder + "/figures/verdicts.csv")
        #expect(table["claim"] == ["D", "E"] && table["verdict"] == ["reproduced", "not reproduced"])
        #expect(table["effect"].map { Double($0) } == results.map { $0.leading?.estimate?.value })
    }

    @Test("Words of a trial are shown, never run, and nothing comes from the network")
    func isSelfContained() throws {
        let bench = try Bench()
        let page = try Self.text(try Self.suite(bench).folder + "/index.html")
        #expect(!page.contains("<b>grow"))
        #expect(page.contains("ducks &lt;b&gt;grow&lt;/b&gt; &amp; &quot;multiply&quot;"))
        for outside in ["src=\"http", "href=\"http", "url(http", "<script", "@import", "<link"] {
            #expect(!page.contains(outside), "\(outside)")
        }
        // Every link within the page leads somewhere.
        for link in page.split(separator: "href=\"#").dropFirst() {
            let target = link.prefix { $0 != "\"" }
            #expect(page.contains("<section id=\"\(target)\">"), "\(target)")
        }
    }

    @Test("Figures are well-formed XML, and each has its data beside it")
    func figures() throws {
        let bench = try Bench()
        let folder = try Self.suite(bench).folder + "/figures"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        let drawings = names.filter { $0.hasSuffix(".svg") }
        #expect(
            Set(drawings).isSuperset(of: [
                "D-judged.svg", "D-measure-growth.svg", "D-measure-near.svg", "D-course-ducks.svg", "E-judged.svg",
            ]))
        for name in drawings {
            let parser = XMLParser(data: try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
            // What ends too early is told by the error alone.
            #expect(parser.parse() && parser.parserError == nil, "\(name)")
            #expect(name.hasPrefix("verdict-") || names.contains(name.replacingOccurrences(of: ".svg", with: ".csv")), "\(name)")
        }
    }

    @Test("The numbers of the seeds are those of the result, to the last bit")
    func seeds() throws {
        let bench = try Bench()
        let (results, folder) = try Self.suite(bench)
        for result in results {
            let table = try Table("\(folder)/figures/\(result.name)-seeds.csv")
            for judged in result.json["judged"]!.array! {
                let numbers = judged["seeds"]!.array!.map { $0.number! }
                #expect(!numbers.isEmpty && table[judged["name"]!.string!].map { Double($0)! } == numbers)
            }
        }
        // What the sentences are made of: a ratio is that of the dots.
        let sizes = try Table("\(folder)/figures/E-measure-size.csv")
        let ratios = zip(sizes["given"], sizes["none"]).map { Double($0)! / Double($1)! }
        #expect(zip(ratios, results[1].findings[0].estimate!.seeds).allSatisfy { abs($0 - $1) < 1e-12 })
    }

    @Test("Curves are means over seeds, with all seeds within what they came from")
    func courses() throws {
        let bench = try Bench()
        let (results, folder) = try Self.suite(bench)
        let course = try #require(results[1].observations.courses.first)
        let table = try Table("\(folder)/figures/E-course-ducks.csv")
        #expect(table["time [days]"].map { Double($0) } == course.times && course.times.last == 2)
        for arm in course.arms {
            let last = arm.seeds.map { $0.last! }
            let mean = Double(table[arm.name].last!)!
            #expect(abs(mean - last.reduce(0, +) / 4) < 1e-9)
            #expect(Double(table["\(arm.name), from"].last!)! < mean && mean < Double(table["\(arm.name), to"].last!)!)
            #expect(last == results[1].observations.measures[0].arms.first { $0.name == arm.name }!.seeds)
        }
    }

    @Test("What gave no number is told so, and a ranking is drawn")
    func withoutNumbers() throws {
        let bench = try Bench()
        let empty = try bench.result(
            Self.other.replacingOccurrences(of: "ducks at 2 d", with: "log(0 * ducks at 2 d)").replacingOccurrences(
                of: "ratio", with: "difference"))
        #expect(empty.verdict == .failed && empty.findings[0].estimate == nil)
        let ranked = try bench.result(
            """
            claim: F
            model: ducks
            replicates: 2
            verdict: measured
            set: {dose: 9}
            measure: {size: log(ducks at 2 d)}
            sensitivity: {method: morris, of: [D1, dose], trajectories: 2}
            """)
        let folder = bench.folder + "/odd"
        try ClaimsPage([empty, ranked]).write(to: folder)
        let page = try Self.text(folder + "/index.html")
        #expect(page.contains("✕ Failed") && page.contains("Too few runs gave a number for “grows”"))
        let bars = try Table(folder + "/figures/F-ranking-size.csv")
        #expect(Set(bars["name"]) == ["D1", "dose"])
        #expect(bars["strength (Morris, mu*)"].map { Double($0) } == ranked.ranking.map(\.strength))
        #expect(ClaimsPage([]).html.hasSuffix("</html>\n"))
    }

    @Test("Pictures are of the runs that were judged")
    func pictures() throws {
        let bench = try Bench()
        let (results, folder) = try Self.suite(bench, pictures: true)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/figures").filter { $0.hasPrefix("E-tissue") }.sorted()
        #expect(names == ["E-tissue-given.png", "E-tissue-none.png", "E-tissue.csv"])
        // As many ducks as the first seed of each arm had.
        let table = try Table(folder + "/figures/E-tissue.csv")
        for (arm, seeds) in results[1].observations.measures[0].arms {
            let row = try #require(table["picture"].firstIndex(of: arm))
            #expect(Double(table["duck"][row]) == seeds[0])
        }
        let stopped = try bench.laboratory().frames(of: try bench.trial(Self.other)) { false }
        #expect(stopped == nil)
    }

    /// The columns of a table, by their heads.
    struct Table {
        private let table: CSVTable

        init(_ path: String) throws { table = try CSVTable(path: path) }

        subscript(name: String) -> [String] {
            guard let column = try? table.column(name) else { return [] }
            return (0..<table.rowCount).map { table.text(row: $0, column: column) }
        }
    }
}
