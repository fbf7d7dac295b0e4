import NicheEngine

extension ReportPage {
    /// Where chosen states are high in the last frame, and how they are spread over its living cells.
    mutating func states() {
        guard let frame = input.frames.last else { return }
        let cells = frame.cells
        // One for all maps: the cells are laid out once.
        let foams = FoamShelf()
        var content = ""
        for (type, state) in input.stateToShow {
            guard let column = (cells.states + cells.substances).first(where: { $0.name == state }), column.values.count == cells.count
            else { continue }
            let groups = ReportPage.groups(of: column, in: cells, type: type)
            guard !groups.isEmpty else { continue }
            let title = words(state) + (type.map { " in \(words($0))" } ?? "")
            let histogram = Histogram(title: title, xLabel: titled(state, column.unit), groups: groups)
            let medians = groups.map { "\($0.name) \(Numeral.text(ReportPage.median($0.values)))" }.joined(separator: "; ")
            let caption = "\(title). Shares of the living cells of each type, with the number of cells in brackets. Median: \(medians)."
            let (drawn, name) = (histogram.svg(width: 500, height: 230), "state-\(title)")
            keep(name, Array(drawn.utf8), "svg")
            let map = stateMap(state, frame, foams)
            content += figure(
                "<div>\(map)\(drawn)</div>", caption: caption + (map.isEmpty ? "" : " Dead cells are pale on the map."),
                data: (name, Array(histogram.csv.utf8)))
        }
        section("States", content.isEmpty ? "" : "<div class=\"plots\">\(content)</div>")
    }

    /// The tissue coloured by a state, with its colour bar; empty where there is nothing to show.
    private func stateMap(_ state: String, _ frame: Frame, _ foams: FoamShelf) -> String {
        var style = PictureStyle(width: 400)
        style.hasKey = false
        style.colourBy = state
        guard let picture = try? TissuePicture(frame, style: style, foams: foams), let range = picture.stateRange else { return "" }
        let bar = ColourBar.svg(style.stateMap, range, id: "bar-\(next)", width: 340)
        return image(picture.drawing, "cells coloured by \(state)") + "<div class=\"bar\">\(bar)</div>"
    }

    /// The values of the living cells, a group a type, without types that lack the state.
    static func groups(of column: Frame.Column, in cells: Frame.Cells, type: String?) -> [Histogram.Group] {
        let colours = CellPaint.types(of: cells)
        return cells.typeNames.indices.compactMap { index in
            guard type == nil || cells.typeNames[index] == type else { return nil }
            let values = column.values.indices.filter {
                cells.type[$0] == Int32(index) && cells.isAlive[$0] && column.values[$0].isFinite
            }.map { column.values[$0] }
            return values.isEmpty ? nil : .init(name: words(cells.typeNames[index]), colour: colours[index].hex, values: values)
        }
    }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return .nan }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2
    }

    mutating func reproduce() {
        guard !input.command.isEmpty else { return }
        section("Reproduce", "<p>This command gives the run again.</p>\n<pre>\(escaped(input.command))</pre>")
    }
}
