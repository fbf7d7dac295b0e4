import NicheFiles

/// Curves over a common axis, drawn as SVG.
///
///     LinePlot(title: "Cells", xLabel: "time [days]", yLabel: "cells", curves: [tumour, killer]).svg()
///
/// Each curve has a colour and a dash of its own and its name at its end, so that the plot reads in greyscale and without
/// a legend; where too many end close together, a legend below takes over. Text takes the colour of its surroundings.
public struct LinePlot: Sendable {
    public var title: String
    /// With the unit: "time [days]".
    public var xLabel: String
    public var yLabel: String
    public var curves: [Curve]
    /// Whether the values stand on a logarithmic axis; what is not above zero is then a gap.
    public var logY: Bool
    /// Moments to point out, such as a therapy.
    public var marks: [(at: Double, label: String)]
    /// Values that the axis holds too, for plots beside each other that are to share theirs.
    public var alike: [Double] = []

    public init(
        title: String, xLabel: String, yLabel: String, curves: [Curve], logY: Bool = false, marks: [(at: Double, label: String)] = []
    ) {
        self.title = title
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.curves = curves
        self.logY = logY
        self.marks = marks
    }

    public func svg(width: Double = 640, height: Double = 300) -> String {
        // A lone curve has the title for its name.
        let isNamed = curves.count > 1 || curves.first?.name != title
        let longest = curves.map { roughWidth($0.name) }.max() ?? 0
        let labelsFit = Double(curves.count) * ChartFrame.line <= height - 90 && longest * ChartFrame.size < width * 0.36
        let legend = Legend(names: curves.map(\.name), width: width)
        let right = labelsFit && isNamed ? max(34 + longest * ChartFrame.size, 24) : 24
        let reach = curves.flatMap { $0.values + ($0.band.map { $0.low + $0.high } ?? []) } + alike
        let logAxis = logY ? Axis.log(reach) : nil
        let frame = ChartFrame(
            title: title, xLabel: xLabel, yLabel: yLabel, width: width, height: height + (labelsFit ? 0 : legend.height), right: right,
            below: labelsFit ? 0 : legend.height, x: .tight(curves.lazy.flatMap(\.times) + marks.map(\.at)),
            y: logAxis ?? .linear(reach))
        var svg = frame.opening
        svg += marksDrawn(in: frame)
        for curve in curves { svg += bandDrawn(curve, in: frame) }
        for (index, curve) in curves.enumerated() { svg += drawn(curve, index, in: frame) }
        if !curves.contains(where: { $0.points.contains { frame.place($0, $1) != nil } }) { svg += frame.nothing }
        if !isNamed { return svg + "</svg>" }
        svg += labelsFit ? endLabels(in: frame) : legend.drawn(top: frame.bottom + 46, left: frame.left, colours: curves.map(\.colour))
        return svg + "</svg>"
    }

    /// The numbers behind the plot: a column a curve where all share their times, otherwise a row a point.
    public var csv: String {
        let shared = curves.first?.times ?? []
        if curves.allSatisfy({ $0.times == shared && $0.values.count == shared.count }) {
            let columns = curves.flatMap { curve -> [(name: String, cells: [String])] in
                let band = curve.band.map { [("\(curve.name), from", $0.low), ("\(curve.name), to", $0.high)] } ?? []
                return ([(curve.name, curve.values)] + band).map { ($0.0, $0.1.map(CSVWriter.field)) }
            }
            return table([(xLabel, shared.map(CSVWriter.field))] + columns)
        }
        let rows = curves.flatMap { curve in curve.points.map { (curve.name, CSVWriter.field($0), CSVWriter.field($1)) } }
        return table([("curve", rows.map(\.0)), (xLabel, rows.map(\.1)), (yLabel, rows.map(\.2))])
    }

    private func drawn(_ curve: Curve, _ index: Int, in frame: ChartFrame) -> String {
        var path = ""
        var lone = ""
        var stretch: [String] = []
        func endStretch() {
            if stretch.count == 1 {
                let at = stretch[0].split(separator: " ")
                lone += "<circle cx=\"\(at[0])\" cy=\"\(at[1])\" r=\"2.5\" fill=\"\(escaped(curve.colour))\"/>"
            } else if !stretch.isEmpty {
                path += "M" + stretch.joined(separator: "L")
            }
            stretch.removeAll(keepingCapacity: true)
        }
        for (time, value) in curve.thinned(to: max(Int(frame.right - frame.left), 1)).points {
            if let (x, y) = frame.place(time, value) { stretch.append(point(x) + " " + point(y)) } else { endStretch() }
        }
        endStretch()
        let tip = "<title>\(escaped(curve.name))</title>"
        return "<g>\(tip)<path d=\"\(path)\" fill=\"none\" \(ChartFrame.stroke(curve.colour, index))/>\(lone)</g>"
    }

    /// There and back again; what has no place is left out.
    private func bandDrawn(_ curve: Curve, in frame: ChartFrame) -> String {
        guard let band = curve.band else { return "" }
        let there = zip(curve.times, band.high).compactMap { frame.place($0, $1) }
        let back = zip(curve.times, band.low).compactMap { frame.place($0, $1) }.reversed()
        guard there.count > 1, back.count > 1 else { return "" }
        let outline = (there + back).map { "\(point($0.0)) \(point($0.1))" }.joined(separator: "L")
        return "<path d=\"M\(outline)Z\" fill=\"\(escaped(curve.colour))\" fill-opacity=\"0.15\"/>"
    }

    private func endLabels(in frame: ChartFrame) -> String {
        let ends = curves.enumerated().compactMap { index, curve -> (index: Int, x: Double, y: Double)? in
            let last = curve.points.reversed().lazy.compactMap { frame.place($0, $1) }.first
            return last.map { (index, $0.0, $0.1) }
        }.sorted { ($0.y, $0.index) < ($1.y, $1.index) }
        let places = ChartFrame.spread(ends.map(\.y), from: frame.top, to: frame.bottom)
        return zip(ends, places).map { end, y in
            let path = "M\(point(end.x)) \(point(end.y))L\(point(frame.right + 8)) \(point(y))H\(point(frame.right + 26))"
            return "<path d=\"\(path)\" fill=\"none\" opacity=\"0.75\" \(ChartFrame.stroke(curves[end.index].colour, end.index))/>"
                + ChartFrame.text(curves[end.index].name, frame.right + 30, y + 4)
        }.joined()
    }

    private func marksDrawn(in frame: ChartFrame) -> String {
        var taken: [Double] = []
        var lines = ""
        let labels = marks.sorted { $0.at < $1.at }.compactMap { mark -> String? in
            let share = frame.x.share(mark.at)
            guard share >= 0, share <= 1 else { return nil }
            let x = frame.left + share * (frame.right - frame.left)
            let width = roughWidth(mark.label) * 11 + 8
            // Labels that would lie on one another go to the next row.
            let row = taken.firstIndex { $0 < x } ?? taken.count
            if row < taken.count { taken[row] = x + width } else { taken.append(x + width) }
            let y = frame.top + 10 + Double(row) * 13
            let fits = x + width < frame.right + 20
            lines += "<path d=\"M\(point(x)) \(point(frame.top))V\(point(frame.bottom))\" stroke=\"currentColor\" "
            lines += "stroke-opacity=\"0.45\" stroke-dasharray=\"3 3\"/>"
            return ChartFrame.text(mark.label, fits ? x + 4 : x - 4, y, size: 11, anchor: fits ? "start" : "end", weight: "600")
        }
        // The paper around the letters keeps the lines out of them.
        return lines + "<g style=\"paint-order:stroke;stroke:var(--paper,#fff);stroke-width:3px\">\(labels.joined())</g>"
    }
}
