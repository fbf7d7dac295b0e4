import Testing

@testable import NicheReport

struct HistogramTests {
    static func histogram(_ values: [Double]...) -> Histogram {
        let groups = values.enumerated().map { Histogram.Group(name: "g\($0)", colour: "#0072B2", values: $1) }
        return Histogram(title: "t", xLabel: "x", groups: groups)
    }

    @Test(arguments: [[0.1, 0.2, 0.95], [-3, 7, 7, 8.5], [5], [0], [1e300, -1e300], [1e-300, 2e-300], [1, 2, .nan], [1e15, 1e15 + 2]])
    func everyValueIsInABin(values: [Double]) {
        let histogram = HistogramTests.histogram(values)
        #expect(abs(histogram.shares[0].reduce(0, +) - 100) < 1e-9)
        #expect(histogram.edges.count <= 200)
        #expect(!histogram.svg().contains("no values"))
    }

    @Test func countsHaveABinEachCentred() {
        let edges = HistogramTests.histogram([0, 1, 1, 4]).edges
        #expect(edges.first == -0.5 && edges.width == 1 && edges.count == 5)
        #expect(HistogramTests.histogram([0, 1, 1, 4]).shares[0] == [25, 50, 0, 0, 25])
    }

    @Test func groupsAreSharesOfThemselves() {
        let shares = HistogramTests.histogram([0, 1], [1, 1, 1, 1]).shares
        #expect(shares == [[50, 50], [0, 100]])
    }

    @Test func withoutValuesItSaysSo() {
        #expect(HistogramTests.histogram([.nan, .nan]).svg().contains("no values"))
        #expect(HistogramTests.histogram().svg().contains("no values"))
    }

    @Test func itsDataAreATable() {
        #expect(HistogramTests.histogram([0, 1]).csv == "x from,to,g0 [%]\n-0.5,0.5,50\n0.5,1.5,50\n")
    }
}
