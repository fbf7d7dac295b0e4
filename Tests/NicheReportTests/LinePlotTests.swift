import Testing

@testable import NicheReport

struct LinePlotTests {
    static func plot(_ values: [Double], name: String = "a", logY: Bool = false) -> LinePlot {
        LinePlot(
            title: "t", xLabel: "time [days]", yLabel: "u",
            curves: [Curve(name: name, colour: "#0072B2", times: values.indices.map(Double.init), values: values)], logY: logY)
    }

    @Test(arguments: [(0.0, 9.3), (0.001, 0.0042), (-5, 5), (1200, 1_250_000), (3, 3), (0, 0), (-2e-9, -1e-9)])
    func ticksAreOneTwoOrFiveTimesAPowerOfTenAndHoldTheData(low: Double, high: Double) {
        let axis = Axis.linear([low, high])
        #expect(axis.low <= low && axis.high >= high)
        #expect((2...13).contains(axis.ticks.count))
        let step = axis.ticks[1].value - axis.ticks[0].value
        let leading = Numeral.scientific(step, digits: 3).prefix(4)
        #expect(["1.00", "2.00", "5.00"].contains(leading), "step \(step)")
    }

    @Test func aLogarithmicAxisHasDecadesAndLeavesOutWhatIsNotAboveZero() throws {
        let axis = try #require(Axis.log([0, -1, 3, 5000]))
        #expect(axis.low == 1 && axis.high == 10_000)
        #expect(axis.ticks.map(\.label) == ["1", "10", "100", "1000", "10,000"])
        #expect(axis.share(0).isNaN)
        #expect(Axis.log([0, -1, .nan]) == nil)
    }

    @Test func aGapInTheValuesIsAGapInTheLine() {
        let whole = LinePlotTests.plot([1, 2, 3, 4]).svg()
        let broken = LinePlotTests.plot([1, 2, .nan, 3, 4]).svg()
        func pieces(_ svg: String) -> Int {
            // The first path with a stroke of two points is the curve.
            let curve = svg.split(separator: "<g><title>")[1].split(separator: "\"")[1]
            return curve.count { $0 == "M" }
        }
        #expect(pieces(whole) == 1)
        #expect(pieces(broken) == 2)
    }

    @Test func aLoneValueIsADot() { #expect(LinePlotTests.plot([.nan, 7, .nan]).svg().contains("<circle")) }

    @Test(arguments: [[], [.nan, .nan], [.infinity, -.infinity]] as [[Double]])
    func aPlotWithoutValuesSaysSo(values: [Double]) { #expect(LinePlotTests.plot(values).svg().contains("no values")) }

    @Test(
        arguments: [
            [1e300, -1e300], [1.7e308, -1.7e308], [.leastNonzeroMagnitude, .leastNormalMagnitude], [1e15, 1e15 + 1], [1, 1 + 1e-16],
        ], [false, true])
    func extremeValuesAreDrawnWithinTheFrame(values: [Double], logY: Bool) {
        let svg = LinePlotTests.plot(values, logY: logY).svg(width: 300, height: 200)
        #expect(!svg.lowercased().contains("nan\"") && !svg.contains("inf"))
    }

    @Test func namesCannotBreakOutOfTheDrawing() {
        var plot = LinePlotTests.plot([1, 2], name: "<script>alert('x')</script>")
        plot.marks = [(at: 0.5, label: "\"><b>")]
        plot.title = "a & b"
        let svg = plot.svg()
        #expect(!svg.contains("<script>") && !svg.contains("<b>"))
        #expect(svg.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"))
        #expect(svg.contains("A &amp; b"))
    }

    @Test func curvesDifferInDashAsWellAsInColour() {
        let dashes = (0..<8).map(Palette.dash)
        #expect(Set(dashes).count == 8)
        #expect(Set(Palette.colours).count == 8)
        #expect(Palette.colours(2, besides: ["#0072B2"]).first == "#D55E00")
    }

    @Test func aLongRunKeepsItsPeakInFewPoints() {
        var values = (0..<100_000).map { Double($0 % 7) }
        values[43_210] = 1e6
        values[50_000] = .nan
        let thin = Curve(name: "", colour: "", times: values.indices.map(Double.init), values: values).thinned(to: 500)
        #expect(thin.values.count <= 500 * 5)
        #expect(thin.values.contains(1e6))
        #expect(thin.values.contains { $0.isNaN })
        #expect(thin.times == thin.times.sorted())
        #expect(thin.times.first == 0 && thin.times.last == 99_999)
    }

    @Test func labelsAtTheEndsKeepALineOfTextApart() {
        let places = ChartFrame.spread([100, 101, 102, 199], from: 50, to: 200)
        #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= ChartFrame.line - 1e-9 })
        #expect(places.last! <= 200)
    }

    @Test func itsDataAreATable() {
        #expect(LinePlotTests.plot([1, .nan], name: "a, b").csv == "time [days],\"a, b\"\n0,1\n1,NaN\n")
        var plot = LinePlotTests.plot([1])
        plot.curves.append(Curve(name: "late", colour: "", times: [9], values: [3]))
        #expect(plot.csv == "curve,time [days],u\na,0,1\nlate,9,3\n")
    }

    @Test(arguments: [
        (0.0, "0"), (1300, "1300"), (12_345, "12,345"), (0.25, "0.25"), (-0.001, "−0.001"), (3.14e-6, "3.14×10⁻⁶"), (1e6, "10⁶"),
        (999_999, "10⁶"),
        (99_999.7, "100,000"), (.nan, "–"), (-.infinity, "−∞"), (1.7e308, "1.7×10³⁰⁸"),
    ])
    func numbersAreWrittenAsPeopleReadThem(value: Double, text: String) { #expect(Numeral.text(value) == text) }

    @Test(arguments: [
        ("um", "µm"), ("uM", "µM"), ("um^2/min", "µm²/min"), ("h^-1/2", "h^-1/2"), ("mmHg", "mmHg"), ("/um^3", "/µm³"), ("RBC", "RBC"),
    ])
    func unitsArePrintedAsPeopleWriteThem(unit: String, text: String) { #expect(pretty(unit) == text) }
}
