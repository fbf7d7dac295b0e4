/// What every chart has: title, axes, ticks and light lines across.
struct ChartFrame {
    /// Size and line height of text.
    static let size = 12.0
    static let line = 15.0

    var title: String
    var xLabel: String
    var yLabel: String
    var width: Double
    var height: Double
    var left: Double
    var right: Double
    var top: Double
    var bottom: Double
    var x: Axis
    var y: Axis

    init(
        title: String, xLabel: String, yLabel: String, width: Double, height: Double, right: Double, below: Double, x: Axis, y: Axis
    ) {
        self.title = title
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.width = width
        self.height = height
        self.x = x
        self.y = y
        left = 16 + ChartFrame.size * (y.ticks.map { roughWidth($0.label) }.max() ?? 1)
        self.right = max(width - right, left + 40)
        top = 48
        bottom = max(height - 42 - below, top + 30)
    }

    /// Where a point stands; nil where it has no place.
    func place(_ time: Double, _ value: Double) -> (Double, Double)? {
        let (across, up) = (x.share(time), y.share(value))
        guard across.isFinite, up.isFinite else { return nil }
        return (left + across * (right - left), bottom - up * (bottom - top))
    }

    /// The head of the file, up to where the data come.
    var opening: String {
        var svg = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(point(width)) \(point(height))" width="\(point(width))" \
            height="\(point(height))" role="img" aria-label="\(escaped(title))" color="#1c2129" \
            font-family="system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif">
            """
        svg += ChartFrame.text(shortened(capitalised(title), to: (width - 8) / 14.5), 4, 16, size: 14, weight: "600")
        svg += ChartFrame.text(shortened(yLabel, to: (width - 8) / 12), 4, 34, faint: true)
        for tick in y.ticks {
            let at = bottom - y.share(tick.value) * (bottom - top)
            svg += "<path d=\"M\(point(left)) \(point(at))H\(point(right))\" stroke=\"currentColor\" stroke-opacity=\"0.12\"/>"
            svg += ChartFrame.text(tick.label, left - 7, at + 4, anchor: "end", faint: true)
        }
        var free = -Double.infinity
        for tick in x.ticks {
            let at = left + x.share(tick.value) * (right - left)
            svg += "<path d=\"M\(point(at)) \(point(bottom))v5\" stroke=\"currentColor\" stroke-opacity=\"0.6\"/>"
            let half = roughWidth(tick.label) * ChartFrame.size / 2 + 3
            if at - half < free { continue }
            free = at + half
            svg += ChartFrame.text(tick.label, at, bottom + 19, anchor: "middle", faint: true)
        }
        svg += "<path d=\"M\(point(left)) \(point(bottom))H\(point(right))\" stroke=\"currentColor\" stroke-opacity=\"0.6\"/>"
        return svg + ChartFrame.text(xLabel, (left + right) / 2, bottom + 36, anchor: "middle", faint: true)
    }

    var nothing: String {
        ChartFrame.text("no values", (left + right) / 2, (top + bottom) / 2, anchor: "middle", faint: true)
    }

    static func text(
        _ text: String, _ x: Double, _ y: Double, size: Double = ChartFrame.size, anchor: String = "start", weight: String = "",
        faint: Bool = false
    ) -> String {
        "<text x=\"\(point(x))\" y=\"\(point(y))\" font-size=\"\(point(size))\" fill=\"currentColor\""
            + (anchor == "start" ? "" : " text-anchor=\"\(anchor)\"") + (weight.isEmpty ? "" : " font-weight=\"\(weight)\"")
            + (faint ? " fill-opacity=\"0.72\"" : "") + ">\(escaped(text))</text>"
    }

    static func stroke(_ colour: String, _ index: Int) -> String {
        let dash = Palette.dash(index)
        return "stroke=\"\(escaped(colour))\" stroke-width=\"2\" stroke-linejoin=\"round\""
            + (dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\"")
    }

    /// Moves places, given in rising order, apart by a line of text, as little as that takes, within bounds where they fit.
    static func spread(_ wanted: [Double], from top: Double, to bottom: Double) -> [Double] {
        var places = wanted
        for index in places.indices {
            places[index] = max(places[index], index == 0 ? top : places[index - 1] + line)
        }
        for index in places.indices.reversed() {
            places[index] = min(places[index], index == places.count - 1 ? bottom : places[index + 1] - line)
        }
        return places
    }
}
