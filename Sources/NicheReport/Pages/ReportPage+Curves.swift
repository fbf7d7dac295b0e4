import NicheEngine

extension ReportPage {
    private var times: [Double] { input.summary.rows.map { $0.first ?? .nan } }

    private func values(_ column: Int) -> [Double] { input.summary.rows.map { column < $0.count ? $0[column] : .nan } }

    /// The columns that count cells: in cells, or by the name of a type.
    private var populationColumns: [Int] {
        let types = Set(input.frames.last?.cells.typeNames ?? [])
        return input.summary.columns.indices.dropFirst().filter { column in
            let (name, unit) = input.summary.columns[column]
            return unit == "cells" || unit == "cell" || types.contains(name) && (unit.isEmpty || unit == "1")
        }
    }

    /// Numbers of cells over time, from the summary, or from the frames where it has none.
    mutating func populations() {
        var curves = populationColumns.map { curve($0) }
        var source = ""
        if curves.isEmpty, input.frames.count > 1, let cells = input.frames.last?.cells {
            let times = input.frames.map { Double($0.time) / 86_400 }
            let counts = input.frames.map { $0.cells.aliveByType }
            let colours = CellPaint.types(of: cells)
            curves = cells.typeNames.indices.map { type in
                let values = counts.map { type < $0.count ? Double($0[type]) : 0 }
                return Curve(name: words(cells.typeNames[type]), colour: colours[type].hex, times: times, values: values)
            }
            source = " They are counted in the \(input.frames.count) snapshots."
        }
        guard !curves.isEmpty else { return }
        var content = ""
        // Rare cells would lie on the axis of the many.
        for (index, group) in ReportPage.groups(curves).enumerated() {
            let plot = plot(index == 0 ? "Cells" : "Cells, continued", "cells", group)
            let caption = "Cells over time. \(ReportPage.ends(group))\(source)"
            content += figure(
                plot.svg(width: 1060, height: 340), caption: caption, data: ("populations-\(index + 1)", Array(plot.csv.utf8)))
        }
        section("Populations", content)
    }

    /// All other columns, those of one unit together.
    mutating func measures() {
        let counted = Set(populationColumns)
        let columns = input.summary.columns.indices.dropFirst().filter { !counted.contains($0) }
        var units: [String] = []
        for column in columns where !units.contains(input.summary.columns[column].unit) { units.append(input.summary.columns[column].unit) }
        var content = ""
        var constant: [String] = []
        for unit in units {
            var curves: [Curve] = []
            for column in columns where input.summary.columns[column].unit == unit {
                let known = values(column).filter(\.isFinite)
                if let first = known.first, known.allSatisfy({ $0 == first }) {
                    constant.append(
                        "\(words(input.summary.columns[column].name)) \(Numeral.text(first)) \(pretty(unit == "1" ? "" : unit))")
                } else {
                    curves.append(curve(column))
                }
            }
            for group in ReportPage.groups(curves) {
                let label = unit.isEmpty || unit == "1" ? "number" : pretty(unit)
                let plot = plot(group.count == 1 ? group[0].name : "Quantities in \(label)", label, group)
                let names = group.count == 1 ? group[0].name : "Quantities in \(label)"
                content += figure(
                    plot.svg(width: 500, height: 270), caption: "\(names) over time. \(ReportPage.ends(group))",
                    data: ("measures-\(next)", Array(plot.csv.utf8)))
            }
        }
        if !content.isEmpty { content = "<div class=\"plots\">\(content)</div>" }
        if !constant.isEmpty {
            content += "<p>Unchanged throughout: \(escaped(constant.map(ReportPage.trimmed).joined(separator: "; "))).</p>"
        }
        section("Measures", content)
    }

    private func curve(_ column: Int) -> Curve {
        let name = input.summary.columns[column].name
        let cells = input.frames.last?.cells ?? Frame.Cells()
        // The colour of the type that the name speaks of, the longest where several fit.
        let spoken = cells.typeNames.indices.filter { name.contains(cells.typeNames[$0]) && !cells.typeNames[$0].isEmpty }
        let type = populationColumns.contains(column) ? spoken.max { cells.typeNames[$0].count < cells.typeNames[$1].count } : nil
        let colour = type.map { CellPaint.types(of: cells)[$0].hex }
        return Curve(name: words(name), colour: colour ?? "", times: times, values: values(column))
    }

    private func plot(_ title: String, _ unit: String, _ curves: [Curve]) -> LinePlot {
        var curves = curves
        let free = Palette.colours(curves.count, besides: curves.map(\.colour))
        for index in curves.indices where curves[index].colour.isEmpty { curves[index].colour = free[index] }
        let tops = curves.compactMap { $0.values.filter(\.isFinite).max() }
        let isPositive = curves.allSatisfy { $0.values.allSatisfy { !$0.isFinite || $0 > 0 } }
        let isWide = (tops.max() ?? 0) > 300 * (tops.min() ?? 0)
        return LinePlot(
            title: title, xLabel: "time [days]", yLabel: unit, curves: curves, logY: isPositive && isWide && curves.count > 1,
            marks: input.marks)
    }

    /// Curves in plots of at most six, the large apart from the small, so that none lies flat on the axis.
    static func groups(_ curves: [Curve]) -> [[Curve]] {
        func size(_ curve: Curve) -> Double { curve.values.lazy.filter(\.isFinite).map(\.magnitude).max() ?? 0 }
        let ranked = curves.enumerated().sorted { (size($0.element), $1.offset) > (size($1.element), $0.offset) }.map(\.element)
        var groups: [[Curve]] = []
        for curve in ranked {
            if let top = groups.last?.first, groups[groups.count - 1].count < 6, size(curve) * 40 >= size(top) {
                groups[groups.count - 1].append(curve)
            } else {
                groups.append([curve])
            }
        }
        return groups
    }

    /// How far each curve went.
    private static func ends(_ curves: [Curve]) -> String {
        let parts = curves.compactMap { curve -> String? in
            let known = curve.values.filter(\.isFinite)
            guard let first = known.first, let last = known.last else { return nil }
            return "\(curves.count == 1 ? "From" : curve.name) \(Numeral.text(first)) to \(Numeral.text(last))"
        }
        return parts.isEmpty ? "" : parts.joined(separator: "; ") + "."
    }

    private static func trimmed(_ text: String) -> String { text.hasSuffix(" ") ? String(text.dropLast()) : text }
}
