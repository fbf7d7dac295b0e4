import NicheFiles

/// Sizes under names, a bar each, with how sure they are, drawn as SVG.
public struct BarChart: Sendable {
    public struct Bar: Sendable {
        public var name: String
        public var value: Double
        public var interval: ClosedRange<Double>?
        public init(name: String, value: Double, interval: ClosedRange<Double>?) {
            self.name = name
            self.value = value
            self.interval = interval
        }
    }

    public var title: String
    public var xLabel: String
    public var bars: [Bar]

    public init(title: String, xLabel: String, bars: [Bar]) {
        self.title = title
        self.xLabel = xLabel
        self.bars = bars
    }

    public func svg(width: Double = 500) -> String {
        let ends = bars.flatMap { [$0.value, $0.interval?.lowerBound ?? .nan, $0.interval?.upperBound ?? .nan] }
        let frame = ChartFrame(
            title: title, xLabel: xLabel, yLabel: "", width: width, height: 86 + Double(max(bars.count, 1)) * 21, right: 24, below: 0,
            x: .linear(ends + [0]), y: .rows(bars.map { shortened($0.name, to: width / 34) }))
        var svg = frame.opening
        if !bars.contains(where: { $0.value.isFinite }) { return svg + frame.nothing + "</svg>" }
        for (row, bar) in bars.enumerated() {
            let height = Double(bars.count - 1 - row)
            guard let (x, y) = frame.place(bar.value, height), let (zero, _) = frame.place(0, height) else { continue }
            svg += "<g><title>\(escaped("\(bar.name): \(Numeral.text(bar.value))"))</title>"
            svg += "<path d=\"M\(point(zero)) \(point(y - 6))H\(point(x))V\(point(y + 6))H\(point(zero))Z\" fill=\"\(Palette.colour(5))\"/>"
            if let interval = bar.interval, let (low, _) = frame.place(interval.lowerBound, height),
                let (high, _) = frame.place(interval.upperBound, height)
            {
                let ends = "M\(point(low)) \(point(y - 4))v8M\(point(high)) \(point(y - 4))v8"
                svg += "<path d=\"M\(point(low)) \(point(y))H\(point(high))\(ends)\" stroke=\"currentColor\" stroke-width=\"1.5\"/>"
            }
            svg += "</g>"
        }
        return svg + "</svg>"
    }

    /// The numbers behind the chart.
    public var csv: String {
        table([
            ("name", bars.map(\.name)), (xLabel, bars.map { CSVWriter.field($0.value) }),
            ("from", bars.map { $0.interval.map { CSVWriter.field($0.lowerBound) } ?? "" }),
            ("to", bars.map { $0.interval.map { CSVWriter.field($0.upperBound) } ?? "" }),
        ])
    }
}
