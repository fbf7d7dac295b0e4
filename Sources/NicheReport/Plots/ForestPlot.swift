import Foundation
import NicheFiles

/// Estimates with their intervals, row by row, in groups that share a scale, drawn as SVG.
///
/// Where a group's estimates must lie is shaded; no effect is a dashed line. Marks differ by shape, so that it reads in greyscale.
public struct ForestPlot: Sendable {
    public struct Row: Sendable {
        /// What an estimate is of: all of it, what is left without something, or what should show nothing.
        public enum Mark: Sendable { case full, without, control }
        public var name: String
        /// nil where there is no number.
        public var value: Double?
        public var low: Double
        public var high: Double
        /// Behind the numbers.
        public var note: String
        public var mark: Mark

        public init(_ name: String, _ value: Double?, _ interval: ClosedRange<Double>?, note: String = "", mark: Mark = .full) {
            self.name = name
            self.value = value
            (low, high) = (interval?.lowerBound ?? .nan, interval?.upperBound ?? .nan)
            self.note = note
            self.mark = mark
        }
    }

    public struct Group: Sendable {
        public var title: String
        /// Behind the title, fainter.
        public var about: String
        public var rows: [Row]
        /// Where the estimates must lie; open ends are infinite.
        public var range: ClosedRange<Double>?
        /// The value that means no effect.
        public var null: Double?
        public var isLog: Bool

        public init(
            title: String, about: String = "", rows: [Row], range: ClosedRange<Double>? = nil, null: Double? = nil, isLog: Bool = false
        ) {
            self.title = title
            self.about = about
            self.rows = rows
            self.range = range
            self.null = null
            self.isLog = isLog
        }
    }

    public var title: String
    public var groups: [Group]

    public init(title: String, groups: [Group]) {
        self.title = title
        self.groups = groups
    }

    private static let row = 21.0

    public func svg(width: Double = 1060) -> String {
        let (left, right) = (230.0, width - 370)
        var top = 30.0
        var content = ChartFrame.text(shortened(capitalised(title), to: (width - 8) / 14.5), 4, 16, size: 14, weight: "600")
        for group in groups {
            let scale = ForestScale(group, left: left, right: right)
            let titleWidth = roughWidth(group.title) * 14.5 + 8
            content += ChartFrame.text(group.title, 4, top + 14, size: 13, weight: "600")
            content += ChartFrame.text(
                shortened(group.about, to: (width - titleWidth - 14) / ChartFrame.size), 4 + titleWidth, top + 14, faint: true)
            top += 22
            let bottom = top + Double(group.rows.count) * Self.row
            content += scale.ground(top: top, bottom: bottom)
            for row in group.rows {
                let middle = top + Self.row / 2
                content += ChartFrame.text(shortened(row.name, to: (left - 28) / ChartFrame.size), 16, middle + 4)
                content += scale.drawn(row, at: middle)
                content += ChartFrame.text(shortened(group.text(row), to: 350 / ChartFrame.size), right + 18, middle + 4)
                top += Self.row
            }
            content += scale.foot(bottom: bottom)
            top = bottom + 32
        }
        return ForestPlot.opening(title, width, top) + content + "</svg>"
    }

    /// The first row of a group alone, small enough for a line of a table.
    public static func strip(_ group: Group, width: Double = 150, height: Double = 26) -> String {
        let scale = ForestScale(group, left: 8, right: width - 8)
        let row = group.rows.first
        return opening(row.map { "\($0.name): \(group.text($0))" } ?? "no number", width, height) + scale.ground(top: 1, bottom: height - 1)
            + (row.map { scale.drawn($0, at: height / 2) } ?? "") + "</svg>"
    }

    /// The numbers behind the plot.
    public var csv: String {
        let rows = groups.flatMap { group in group.rows.map { (group: group, row: $0) } }
        func column(_ name: String, _ value: ((group: Group, row: Row)) -> String) -> (name: String, cells: [String]) {
            (name, rows.map(value))
        }
        func end(_ value: Double?) -> String { value.map { $0.isFinite ? CSVWriter.field($0) : "" } ?? "" }
        return table([
            column("sentence") { $0.group.title }, column("written") { $0.group.about }, column("row") { $0.row.name },
            column("value") { $0.row.value.map(CSVWriter.field) ?? "" },
            column("from") { $0.row.value == nil ? "" : CSVWriter.field($0.row.low) },
            column("to") { $0.row.value == nil ? "" : CSVWriter.field($0.row.high) },
            column("must be above") { end($0.group.range?.lowerBound) }, column("must be below") { end($0.group.range?.upperBound) },
            column("no effect") { end($0.group.null) }, column("note") { $0.row.note },
        ])
    }

    private static func opening(_ title: String, _ width: Double, _ height: Double) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(point(width)) \(point(height))" width="\(point(width))" \
        height="\(point(height))" role="img" aria-label="\(escaped(title))" color="#1c2129" \
        font-family="system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif">
        """
    }
}

extension ForestPlot.Group {
    /// `0.42 (0.21 to 0.63), holds`.
    func text(_ row: ForestPlot.Row) -> String {
        guard let value = row.value else { return row.note.isEmpty ? "no number" : row.note }
        let numbers = "\(number(value)) (\(number(row.low)) to \(number(row.high)))"
        return row.note.isEmpty ? numbers : "\(numbers), \(row.note)"
    }

    /// What is nothing on the scale of the group is told as such; the table has its digits.
    private func number(_ value: Double) -> String {
        let ends = [range?.lowerBound, range?.upperBound].compactMap { $0 } + rows.flatMap { [$0.value ?? .nan, $0.low, $0.high] }
        let size = ends.filter(\.isFinite).map(\.magnitude).max() ?? 0
        if value == 0 || value.magnitude >= size / 100 { return Numeral.text(value) }
        if value.magnitude < size / 2000 { return "≈ 0" }
        return Numeral.fixed(value, decimals: max(0, 3 - Int(log10(size).rounded(.down))), trim: true)
    }
}
