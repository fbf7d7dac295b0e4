import NicheFiles

/// The numbers of some groups, each a dot, a row a group, drawn as SVG; lines join what belongs together from row to row.
public struct DotPlot: Sendable {
    public struct Group: Sendable {
        public var name: String
        /// The same place in every group is the same unit, such as a seed. NaN is no number; an infinite one stands beyond the axis.
        public var values: [Double]
        public init(name: String, values: [Double]) {
            self.name = name
            self.values = values
        }
    }

    public var title: String
    /// Below the title.
    public var about: String
    public var xLabel: String
    public var groups: [Group]
    /// What a row of the table is: "seed".
    public var unit: String

    public init(title: String, about: String, xLabel: String, groups: [Group], unit: String) {
        self.title = title
        self.about = about
        self.xLabel = xLabel
        self.groups = groups
        self.unit = unit
    }

    public func svg(width: Double = 500) -> String {
        let known = groups.flatMap(\.values).filter(\.isFinite)
        let (least, most) = Axis.ends(known) ?? (0, 1)
        let logAxis = least > 0 && most > 30 * least ? Axis.log(known) : nil
        let frame = ChartFrame(
            title: title, xLabel: xLabel, yLabel: about, width: width, height: 86 + Double(max(groups.count, 1)) * 30, right: 34, below: 0,
            x: logAxis ?? .linear(known), y: .rows(groups.map { shortened($0.name, to: width / 34) }))
        let places = groups.indices.map { row in groups[row].values.indices.map { place(row, $0, in: frame) } }
        var svg = frame.opening
        if !places.joined().contains(where: { $0 != nil }) { return svg + frame.nothing + "</svg>" }
        var lines = ""
        for member in 0..<(groups.map(\.values.count).max() ?? 0) {
            var before: (Double, Double)?
            for row in places {
                let now = member < row.count ? row[member] : nil
                if let now, let before { lines += "M\(point(before.0)) \(point(before.1))L\(point(now.0)) \(point(now.1))" }
                before = now
            }
        }
        svg += "<path d=\"\(lines)\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"0.22\"/>"
        for (row, group) in groups.enumerated() { svg += drawn(group, row, places[row], in: frame) }
        return svg + "</svg>"
    }

    /// A row a unit, a column a group.
    public var csv: String {
        let count = groups.map(\.values.count).max() ?? 0
        return table([(unit, (0..<count).map { String($0 + 1) })] + groups.map { ($0.name, $0.values.map(CSVWriter.field)) })
    }

    /// Each unit has a lane of its own in the row, so that equal numbers stay apart.
    private func place(_ row: Int, _ member: Int, in frame: ChartFrame) -> (Double, Double)? {
        let value = groups[row].values[member]
        let count = groups[row].values.count
        let middle = frame.bottom - frame.y.share(Double(groups.count - 1 - row)) * (frame.bottom - frame.top)
        let lane = count > 1 ? (Double(member) / Double(count - 1) - 0.5) * 12 : 0
        if value.isInfinite { return (value > 0 ? frame.right + 14 : frame.left - 3, middle + lane) }
        return frame.place(value, Double(groups.count - 1 - row)).map { ($0.0, middle + lane) }
    }

    private func drawn(_ group: Group, _ row: Int, _ places: [(Double, Double)?], in frame: ChartFrame) -> String {
        let colour = Palette.colour(0)
        var dots = ""
        for (value, place) in zip(group.values, places) {
            guard let (x, y) = place else { continue }
            if value.isInfinite {
                dots += "<path d=\"M\(point(x - 4)) \(point(y - 3.5))L\(point(x + 3)) \(point(y))L\(point(x - 4)) \(point(y + 3.5))Z\" "
                dots += "fill=\"none\" stroke=\"\(colour)\" stroke-width=\"1.5\"/>"
            } else {
                dots += "<circle cx=\"\(point(x))\" cy=\"\(point(y))\" r=\"3\" fill=\"\(colour)\" fill-opacity=\"0.75\"/>"
            }
        }
        let median = ReportPage.median(group.values.filter { !$0.isNaN })
        if let (x, y) = frame.place(median, Double(groups.count - 1 - row)) {
            dots += "<path d=\"M\(point(x)) \(point(y - 11))V\(point(y + 11))\" stroke=\"currentColor\" stroke-width=\"2.5\"/>"
        }
        return "<g><title>\(escaped("\(group.name): median \(Numeral.text(median))"))</title>\(dots)</g>"
    }
}
