import Foundation
import Testing

@testable import NicheReport

#if canImport(FoundationXML)
    import FoundationXML
#endif

struct ForestPlotTests {
    static func plot(_ rows: [ForestPlot.Row], range: ClosedRange<Double>? = nil, null: Double? = nil, isLog: Bool = false) -> ForestPlot {
        ForestPlot(title: "t", groups: [.init(title: "g", about: "a < b", rows: rows, range: range, null: null, isLog: isLog)])
    }

    static func isDrawable(_ svg: String) -> Bool { isWellFormed(svg) && !svg.contains("nan") && !svg.contains("inf") }

    static func isWellFormed(_ xml: String) -> Bool {
        let parser = XMLParser(data: Data(xml.utf8))
        // What ends too early is told by the error alone.
        return parser.parse() && parser.parserError == nil
    }

    @Test(
        arguments: [
            (1.0, 0.5, 2.0), (1, 1, 1), (0, 0, 0), (2, 0, .infinity), (1e-300, 0, 1e300), (-1, -.infinity, 3), (.infinity, 1, .infinity),
        ], [false, true])
    func anyEstimateIsDrawn(estimate: (value: Double, low: Double, high: Double), isLog: Bool) {
        let row = ForestPlot.Row("r", estimate.value, estimate.low...estimate.high)
        for range in [1...Double.infinity, -Double.infinity...1, 0.5...2] {
            let group = ForestPlot.Group(title: "g", rows: [row], range: range, null: 1, isLog: isLog)
            #expect(ForestPlotTests.isWellFormed(ForestPlot(title: "t", groups: [group]).svg()))
            #expect(ForestPlotTests.isWellFormed(ForestPlot.strip(group)))
        }
    }

    @Test func aRowWithoutANumberSaysSo() {
        let plot = ForestPlotTests.plot([.init("r", nil, nil, note: "too few")])
        #expect(plot.svg().contains(">no number<") && plot.svg().contains(">too few<"))
        #expect(plot.csv.contains("g,a < b,r,,,,,,,too few"))
    }

    @Test func marksStandWhereTheirValuesAre() throws {
        let plot = ForestPlotTests.plot([.init("a", 0, -1...1), .init("b", 1, 0...2, mark: .without), .init("c", 2, 1...3, mark: .control)])
        let circles = plot.svg().split(separator: "<circle cx=\"").dropFirst().map { Double($0.prefix { $0 != "\"" })! }
        let square = Double(try #require(plot.svg().split(separator: "<rect x=\"").last).prefix { $0 != "\"" })! + 4.5
        #expect(circles.count == 2)
        // Equal steps of the value are equal steps on the axis.
        #expect(abs((circles[1] - circles[0]) - (square - circles[1])) < 0.3 && circles[1] > circles[0])
    }

    @Test func whatIsNothingOnTheScaleIsToldAsSuch() {
        let svg = ForestPlotTests.plot([.init("a", 2, 1...3), .init("b", 1e-9, -1e-8...1e-8)]).svg()
        #expect(
            ForestPlotTests.plot([.init("a", 0.2, 0.1...0.3), .init("b", -1.21e-4, -6.91e-4...5.17e-4)]).svg().contains(
                "≈ 0 (−0.0007 to 0.0005)"))
        #expect(svg.contains("2 (1 to 3)") && svg.contains("≈ 0 (≈ 0 to ≈ 0)"))
    }
}

struct DotPlotTests {
    @Test func eachUnitIsADotAndALineAndWhatNeverCameATriangle() {
        let plot = DotPlot(
            title: "t", about: "a", xLabel: "x",
            groups: [.init(name: "one", values: [1, 2, .infinity, .nan]), .init(name: "two", values: [2, 3, 4, 5])], unit: "seed")
        let svg = plot.svg()
        #expect(ForestPlotTests.isDrawable(svg))
        #expect(svg.count { $0 == "Z" } == 1 && svg.split(separator: "<circle").count - 1 == 6)
        let lines = svg.split(separator: "<path d=\"").first { $0.contains("0.22") }
        #expect(lines?.count { $0 == "L" } == 3)
        #expect(plot.csv == "seed,one,two\n1,1,2\n2,2,3\n3,inf,4\n4,NaN,5\n")
    }

    @Test(arguments: [[], [[]], [[.nan], [.nan]]] as [[[Double]]])
    func aPlotWithoutValuesSaysSo(groups: [[Double]]) {
        let plot = DotPlot(title: "t", about: "", xLabel: "x", groups: groups.map { .init(name: "g", values: $0) }, unit: "seed")
        #expect(plot.svg().contains("no values"))
    }
}

struct BarChartTests {
    @Test func barsAreAsLongAsTheirValues() {
        let chart = BarChart(
            title: "t", xLabel: "x",
            bars: [
                .init(name: "a", value: 4, interval: 3...5), .init(name: "b", value: 2, interval: nil),
                .init(name: "c", value: .nan, interval: nil),
            ])
        let svg = chart.svg()
        #expect(ForestPlotTests.isDrawable(svg))
        let lengths = svg.split(separator: "<path d=\"M").compactMap { piece -> Double? in
            guard piece.contains("Z\""), let from = Double(piece.prefix { $0 != " " }),
                let to = piece.split(separator: "H").dropFirst().first
            else { return nil }
            return Double(to.prefix { $0 != "V" }).map { $0 - from }
        }
        #expect(lengths.count == 2 && abs(lengths[0] - 2 * lengths[1]) < 0.3)
        #expect(chart.csv == "name,x,from,to\na,4,3,5\nb,2,,\nc,NaN,,\n")
    }
}

struct CurveBandTests {
    @Test func aBandIsDrawnWithinTheFrameAndStandsInTheTable() {
        var curve = Curve(name: "a", colour: "#0072B2", times: [0, 1], values: [1, 2])
        curve.band = ([0.5, 1.5], [1.5, 9])
        let plot = LinePlot(title: "t", xLabel: "x", yLabel: "y", curves: [curve])
        #expect(plot.svg().contains("fill-opacity=\"0.15\"") && plot.svg().contains(">10<"))
        #expect(plot.csv == "x,a,\"a, from\",\"a, to\"\n0,1,0.5,1.5\n1,2,1.5,9\n")
    }
}
