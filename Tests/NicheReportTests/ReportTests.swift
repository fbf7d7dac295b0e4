import NicheEngine
import Testing

@testable import NicheReport

struct ReportTests {
    static let small = Samples.report(pictureWidth: 300, edge: 200, times: 3)

    @Test func theSameInputGivesTheSameBytesAndStandsAlone() {
        let html = Report.html(ReportTests.small)
        #expect(Report.html(ReportTests.small) == html)
        for outside in ["src=\"http", "href=\"http", "url(http", "<script", "@import", "<link"] { #expect(!html.contains(outside)) }
        for title in ["The tissue at the end", "Over time", "Fields", "Populations", "Measures", "States", "Reproduce"] {
            #expect(html.contains("<h2>\(title)</h2>"), "\(title)")
        }
        #expect(html.contains("niche run Models/bleeding.yaml --seed 1"))
        #expect(html.contains("Unchanged throughout: dose 10 mg/kg."))
    }

    @Test func everyFigureHasANumberACaptionAndItsData() {
        let html = Report.html(ReportTests.small)
        let figures = html.split(separator: "<figure").dropFirst()
        #expect(figures.count > 8)
        for (index, figure) in figures.enumerated() {
            #expect(figure.contains("<b>Figure \(index + 1). "))
            #expect(figure.contains("download=") && figure.contains("href=\"data:text/csv"))
        }
    }

    @Test func namesOfModelsAreShownNeverRun() {
        let bad = "<script>alert(1)</script>\"'&"
        var frame = TissuePictureTests.oneCell()
        frame.cells.typeNames = [bad]
        frame.cells.typeColours = ["\"><script>"]
        frame.cells.states[0].name = bad
        (frame.fields.nx, frame.fields.ny, frame.fields.nz, frame.fields.spacing) = (2, 1, 1, SIMD3(50, 100, 10))
        frame.fields.columns = [.init(name: bad, unit: bad, values: [0.5, 1])]
        var later = frame
        later.time = 7200
        let summary: (columns: [(name: String, unit: String)], rows: [[Double]]) = ([("time", "d"), (bad, bad)], [[0, 1], [1, 2]])
        let html = Report.html(
            ReportInput(
                title: bad, about: bad, facts: [(bad, bad)], summary: summary, frames: [frame, later], notes: [bad], command: bad,
                background: bad, stateToShow: [(nil, bad), (bad, bad)]))
        #expect(!html.contains("<script"))
        #expect(html.contains("&lt;script&gt;"))
    }

    @Test func aReportOfNothingIsAPage() {
        let html = Report.html(ReportInput(title: ""))
        #expect(html.contains("<h1>Report</h1>") && html.hasSuffix("</html>\n"))
        #expect(!html.contains("<figure"))
    }

    @Test func unknownBackgroundAndStatesAreLeftOut() {
        let input = ReportInput(
            title: "x", frames: [TissuePictureTests.oneCell()], background: "no such", stateToShow: [(nil, "no such"), ("no such", "load")])
        let html = Report.html(input)
        #expect(html.contains("The tissue at the end") && !html.contains("<h2>States</h2>"))
    }

    @Test func columnsWithoutValuesAndOfUnevenRowsArePlotted() {
        let summary: (columns: [(name: String, unit: String)], rows: [[Double]]) = (
            [("time", "d"), ("a", "mM"), ("b", "mM"), ("c", "1")], [[0, .nan, 1e308], [1, .nan, -1e308, 3], [2]]
        )
        let html = Report.html(ReportInput(title: "x", summary: summary))
        #expect(html.contains("no values") && html.contains("B over time"))
    }

    @Test func largeAndSmallCurvesAreDrawnApart() {
        func curve(_ name: String, _ top: Double) -> Curve { Curve(name: name, colour: "", times: [0], values: [top]) }
        let groups = ReportPage.groups([curve("a", 1), curve("b", 1000), curve("c", 0.5), curve("d", 900)])
        #expect(groups.map { $0.map(\.name) } == [["b", "d"], ["a", "c"]])
    }

    @Test func theTimesShownAreSpreadEvenlyFromFirstToLast() {
        #expect(ReportPage.spread([0, 1, 2, 3, 50, 60, 98, 99, 100], most: 3) == [0, 4, 8])
        #expect(ReportPage.spread([5, 6], most: 6) == [0, 1])
        #expect(ReportPage.spread([Int64](), most: 6).isEmpty)
    }

    @Test(arguments: [("red_cell", "Red cell"), ("pH of it", "pH of it"), ("CXCL9", "CXCL9"), ("", ""), ("mean HIF", "Mean HIF")])
    func captionsBeginWithACapitalWhereANameHasNoneOfItsOwn(name: String, text: String) {
        #expect(capitalised(words(name)) == text)
    }
}
