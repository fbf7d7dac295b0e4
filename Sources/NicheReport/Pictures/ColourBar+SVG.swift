extension ColourBar {
    /// The bar as SVG, in the colour of the text around it.
    ///
    /// - Parameter id: a name for its gradient that nothing else on the page has.
    static func svg(_ map: ColourMap, _ range: ClosedRange<Double>?, id: String, width: Double = 300) -> String {
        var svg = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(point(width)) 30" width="\(point(width))" height="30" role="img" \
            aria-label="colour bar" color="#1c2129" font-family="system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif">
            """
        guard let range else { return svg + ChartFrame.text("no values", 0, 22, faint: true) + "</svg>" }
        let stops = (0...16).map { "<stop offset=\"\(point(Double($0) * 6.25))%\" stop-color=\"\(map[Double($0) / 16].hex)\"/>" }
        svg += "<defs><linearGradient id=\"\(escaped(id))\">\(stops.joined())</linearGradient></defs>"
        svg += "<rect x=\"0.5\" y=\"0.5\" width=\"\(point(width - 1))\" height=\"11\" fill=\"url(#\(escaped(id)))\" "
        svg += "stroke=\"currentColor\" stroke-opacity=\"0.25\"/>"
        if range.lowerBound == range.upperBound {
            let text = "\(Numeral.text(range.lowerBound)) everywhere"
            return svg + ChartFrame.text(text, width / 2, 26, anchor: "middle", faint: true) + "</svg>"
        }
        let (low, high) = (Numeral.text(range.lowerBound), Numeral.text(range.upperBound))
        svg += ChartFrame.text(low, 0, 26, faint: true) + ChartFrame.text(high, width, 26, anchor: "end", faint: true)
        var free = roughWidth(low) * ChartFrame.size + 10
        let end = width - roughWidth(high) * ChartFrame.size - 10
        let axis = Axis.tight([range.lowerBound, range.upperBound], about: 4)
        for tick in axis.ticks {
            let (x, half) = (axis.share(tick.value) * width, roughWidth(tick.label) * ChartFrame.size / 2)
            guard x - half >= free, x + half <= end else { continue }
            svg += "<path d=\"M\(point(x)) 11v4\" stroke=\"currentColor\" stroke-opacity=\"0.6\"/>"
            svg += ChartFrame.text(tick.label, x, 26, anchor: "middle", faint: true)
            free = x + half + 10
        }
        return svg + "</svg>"
    }
}
