/// Names with samples of their lines, in as many columns as fit.
struct Legend {
    var names: [String]
    var columns: Int
    var columnWidth: Double

    init(names: [String], width: Double) {
        self.names = names
        let widest = (names.map { roughWidth($0) }.max() ?? 0) * ChartFrame.size + 46
        columns = max(1, min(Int((width - 20) / widest), names.count))
        columnWidth = min(widest, width - 20)
    }

    var height: Double { Double((names.count + columns - 1) / columns) * ChartFrame.line + 6 }

    func drawn(top: Double, left: Double, colours: [String]) -> String {
        names.indices.map { index in
            let x = left + Double(index % columns) * columnWidth
            let y = top + Double(index / columns) * ChartFrame.line + 8
            let name = shortened(names[index], to: (columnWidth - 40) / ChartFrame.size)
            return "<path d=\"M\(point(x)) \(point(y))h26\" \(ChartFrame.stroke(colours[index], index))/>"
                + ChartFrame.text(name, x + 32, y + 4)
        }.joined()
    }
}
