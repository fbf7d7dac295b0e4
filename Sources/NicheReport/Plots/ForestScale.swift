/// The scale of a group of a forest plot, and what is drawn on it.
struct ForestScale {
    private let group: ForestPlot.Group
    private let left: Double
    private let right: Double
    private let axis: Axis

    init(_ group: ForestPlot.Group, left: Double, right: Double) {
        (self.group, self.left, self.right) = (group, left, right)
        let bounds = [group.range?.lowerBound, group.range?.upperBound, group.null].compactMap { $0 }
        let values = (group.rows.flatMap { [$0.value ?? .nan, $0.low, $0.high] } + bounds).filter(\.isFinite)
        // An interval of a ratio may reach down to 0, its value may not.
        let isLog = group.isLog && group.rows.allSatisfy { ($0.value ?? 1) > 0 } && values.contains { $0 > 0 }
        if isLog, let (low, high) = Axis.ends(values.filter { $0 > 0 }), low < high {
            // Room for the marks at both ends, a twentieth of the range.
            var room = high / low
            for _ in 0..<4 { room = room.squareRoot() }
            if let axis = Axis.tightLog([low / room, high * room]) {
                self.axis = axis
                return
            }
        }
        let (low, high) = Axis.ends(values) ?? (0, 1)
        let room = low < high ? (high - low) / 16 : max(abs(low) / 2, 0.5)
        axis = Axis.tight([low - room, high + room], about: 4)
    }

    /// Where a value stands; what lies beyond the scale stands at its end.
    private func place(_ value: Double) -> Double {
        let share = axis.share(value)
        if share.isFinite { return left + min(max(share, 0), 1) * (right - left) }
        return value > 0 ? right : left
    }

    private func isBeyond(_ value: Double) -> Bool { !axis.share(value).isFinite }

    /// Where the estimates must lie, and no effect.
    func ground(top: Double, bottom: Double) -> String {
        var drawn = ""
        if let range = group.range {
            let (from, to) = (place(range.lowerBound), place(range.upperBound))
            drawn += "<path d=\"M\(point(from)) \(point(top))H\(point(to))V\(point(bottom))H\(point(from))Z\" fill=\"currentColor\" "
            drawn += "fill-opacity=\"0.1\"/>"
            for end in [range.lowerBound, range.upperBound] where end.isFinite {
                drawn += "<path d=\"M\(point(place(end))) \(point(top))V\(point(bottom))\" stroke=\"currentColor\" stroke-width=\"1.5\"/>"
            }
        }
        if let null = group.null, null.isFinite, null != group.range?.lowerBound, null != group.range?.upperBound {
            drawn += "<path d=\"M\(point(place(null))) \(point(top))V\(point(bottom))\" stroke=\"currentColor\" stroke-opacity=\"0.6\" "
            drawn += "stroke-dasharray=\"3 3\"/>"
        }
        return drawn
    }

    /// A mark at the value, open or filled, and a line from end to end that leaves open marks open.
    func drawn(_ row: ForestPlot.Row, at y: Double) -> String {
        guard let value = row.value, !value.isNaN else {
            return ChartFrame.text("no number", (left + right) / 2, y + 4, anchor: "middle", faint: true)
        }
        let (colour, radius) = (Palette.colours[row.mark == .full ? 0 : row.mark == .without ? 1 : 7], 4.5)
        let (x, low, high) = (place(value), place(row.low), place(row.high))
        var path = ""
        if low < x - radius { path += "M\(point(low)) \(point(y))H\(point(x - radius))" }
        if high > x + radius { path += "M\(point(x + radius)) \(point(y))H\(point(high))" }
        if isBeyond(row.low) { path += "M\(point(low + 6)) \(point(y - 4))L\(point(low)) \(point(y))L\(point(low + 6)) \(point(y + 4))" }
        if isBeyond(row.high) {
            path += "M\(point(high - 6)) \(point(y - 4))L\(point(high)) \(point(y))L\(point(high - 6)) \(point(y + 4))"
        }
        let style = "stroke=\"\(colour)\" stroke-width=\"2\""
        let fill = row.mark == .full ? colour : "none"
        var mark = "<circle cx=\"\(point(x))\" cy=\"\(point(y))\" r=\"\(point(radius))\" fill=\"\(fill)\" \(style)/>"
        if row.mark == .control {
            let (a, b) = (point(x - radius), point(y - radius))
            mark = "<rect x=\"\(a)\" y=\"\(b)\" width=\"\(point(2 * radius))\" height=\"\(point(2 * radius))\" fill=\"none\" \(style)/>"
        }
        return "<g><title>\(escaped("\(row.name): \(group.text(row))"))</title><path d=\"\(path)\" fill=\"none\" \(style)/>\(mark)</g>"
    }

    /// The axis below the rows.
    func foot(bottom: Double) -> String {
        var drawn = "<path d=\"M\(point(left)) \(point(bottom))H\(point(right))\" stroke=\"currentColor\" stroke-opacity=\"0.6\"/>"
        var free = -Double.infinity
        for tick in axis.ticks {
            let x = place(tick.value)
            drawn += "<path d=\"M\(point(x)) \(point(bottom))v4\" stroke=\"currentColor\" stroke-opacity=\"0.6\"/>"
            let half = roughWidth(tick.label) * 5.5 + 3
            if x - half < free { continue }
            free = x + half
            drawn += ChartFrame.text(tick.label, x, bottom + 16, size: 11, anchor: "middle", faint: true)
        }
        return drawn
    }
}
