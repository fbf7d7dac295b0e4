import NicheEngine
import NicheFiles

extension ReportPage {
    /// The large picture of the last frame.
    mutating func tissue() {
        guard let frame = input.frames.last else { return }
        var style = PictureStyle(width: input.pictureWidth, title: input.title)
        style.background = known(input.background, in: frame)
        guard let picture = try? TissuePicture(frame, style: style) else { return }
        let drawn = image(input.drawn ?? picture.drawing, "the tissue, cells by type")
        let data = (name: "cells", csv: ReportPage.cells(frame))
        var caption = picture.caption
        if frame.cells.count > ReportPage.mostRows {
            caption += " The table holds the first \(Numeral.count(ReportPage.mostRows)) cells; the snapshots hold all."
        }
        section("The tissue at the end", figure(drawn, caption: caption, data: data))
    }

    /// The last frame as a pathologist would see it.
    mutating func stained() {
        guard let frame = input.frames.last, frame.cells.count > 0,
            let picture = try? TissuePicture(frame, style: .stained(width: min(input.pictureWidth, 1060)))
        else { return }
        let caption =
            "The tissue after \(Numeral.time(seconds: Double(frame.time))), as if it were stained with hematoxylin and eosin: nuclei blue, cells and what "
            + "lies between them pink, blood red. Nuclei and the texture are drawn, not simulated; the cells are those of the first picture, and the table holds the vessels."
        let drawn = image(picture.drawing, "the tissue as a stained section")
        section("As a section", figure(drawn, caption: caption, data: ("vessels", ReportPage.vessels(frame))))
    }

    /// The same picture, small, at several times.
    mutating func course() {
        guard shown.count > 1, let last = shown.last else { return }
        let strip = PictureStrip(
            shown.map { (Numeral.time(seconds: Double($0.time), like: Double(last.time)), $0) },
            background: known(input.background, in: last))
        var caption = "The tissue over time. Each picture has the same scale and the same colours. "
        if let name = strip.background, strip.range != nil { caption += "The ground shows \(words(name)), on one scale for all times. " }
        caption += growth()
        let content = strip.html(id: "bar-\(next)")
        section("Over time", figure(content, caption: caption, data: ("cells-over-time", Array(ReportPage.counts(shown).utf8))))
    }

    /// A field's name if the frame has that field.
    func known(_ name: String?, in frame: Frame) -> String? {
        name.flatMap { name in frame.fields.columns.contains { $0.name == name } ? name : nil }
    }

    private func growth() -> String {
        guard let first = shown.first?.cells, let last = shown.last?.cells else { return "" }
        let (before, after) = (first.aliveByType, last.aliveByType)
        let parts = last.typeNames.indices.prefix(6).map { type in
            "\(words(last.typeNames[type])) \(Numeral.count(type < before.count ? before[type] : 0)) to \(Numeral.count(after[type]))"
        }
        return parts.isEmpty ? "" : "Living cells at the first and the last time: " + parts.joined(separator: "; ") + "."
    }

    static func typeKey(_ cells: Frame.Cells) -> String {
        let colours = CellPaint.types(of: cells)
        let items = cells.typeNames.indices.map { type in
            "<span><i style=\"background:\(colours[type].hex)\"></i>\(escaped(words(cells.typeNames[type])))</span>"
        }
        let dead = cells.isAlive.allSatisfy { $0 } ? "" : "<span><i style=\"background:#eef0f2;border-color:#aaa\"></i>dead</span>"
        return "<div class=\"key\">\(items.joined())\(dead)</div>"
    }

    /// Living cells of each type, and dead cells, at each time.
    static func counts(_ frames: [Frame]) -> String {
        let names = frames.last?.cells.typeNames ?? []
        let time = ("time [days]", frames.map { CSVWriter.field(Double($0.time) / 86_400) })
        let types = names.indices.map { type in
            (names[type], frames.map { String(type < $0.cells.typeNames.count ? $0.cells.aliveByType[type] : 0) })
        }
        return table([time] + types + [("dead", frames.map { String($0.cells.isAlive.count { !$0 }) })])
    }

    /// A row a cell.
    static func cells(_ frame: Frame) -> [UInt8] {
        let cells = frame.cells
        var table = DataTable()
        table.columns = [
            ("id", .naturals(cells.id)), ("clone", .naturals(cells.clone)), ("contacts", .naturals(cells.contacts)),
            ("type", .names(cells.type, cells.typeNames)), ("phase", .names(cells.phase, cells.phaseNames)),
            ("alive", .flags(cells.isAlive)), ("x [um]", .lengths(cells.x)), ("y [um]", .lengths(cells.y)), ("z [um]", .lengths(cells.z)),
            ("radius [um]", .lengths(cells.radius)),
        ]
        table.columns += cells.states.map { ($0.unit.isEmpty ? $0.name : "\($0.name) [\($0.unit)]", .numbers($0.values)) }
        return table.csv(rows: min(cells.count, mostRows))
    }

    /// A row a segment.
    static func vessels(_ frame: Frame) -> [UInt8] {
        let vessels = frame.vessels
        var table = DataTable()
        for (end, points) in [("0", vessels.from), ("1", vessels.to)] {
            for (axis, name) in ["x", "y", "z"].enumerated() {
                table.columns.append(("\(name)\(end) [um]", .lengths(points.map { $0[axis] })))
            }
        }
        table.columns += [("radius [um]", .lengths(vessels.radius)), ("perfused", .flags(vessels.isPerfused))]
        return table.csv(rows: min(vessels.count, mostRows))
    }

    /// Beyond this, a table in a page is a burden; the snapshots hold all.
    static let mostRows = 20_000
}
