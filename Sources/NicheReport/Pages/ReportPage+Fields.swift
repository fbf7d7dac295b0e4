import NicheEngine
import NicheFiles

extension ReportPage {
    /// A small map of every field of the last frame.
    mutating func fields() {
        guard let frame = input.frames.last else { return }
        let counted = Set(frame.fields.particleNames)
        var content = ""
        for column in frame.fields.columns {
            guard let layer = FieldLayer(column.name, of: frame, z: frame.size.z / 2, isCount: counted.contains(column.name)) else {
                continue
            }
            var style = PictureStyle.map(of: column.name, width: 380)
            style.hasKey = false
            if counted.contains(column.name) { style.backgroundMap = .blood }
            guard let picture = try? TissuePicture(frame, style: style) else { continue }
            let bar = ColourBar.svg(style.backgroundMap, layer.range, id: "bar-\(next)", width: 340)
            let drawn = image(picture.drawing, "a map of \(column.name)") + "<div class=\"bar\">\(bar)</div>"
            content += figure(drawn, caption: caption(layer, frame), data: ("field-\(column.name)", ReportPage.values(layer)))
        }
        section("Fields", content.isEmpty ? "" : "<div class=\"grid\">\(content)</div>")
    }

    private func caption(_ layer: FieldLayer, _ frame: Frame) -> String {
        let title = titled(layer.name, layer.unit)
        let known = layer.values.filter(\.isFinite)
        guard let range = layer.range, !known.isEmpty else { return "\(title). It has no values." }
        if range.lowerBound == range.upperBound { return "\(title). It is the same everywhere." }
        let mean = known.reduce(0) { $0 + $1 / Double(known.count) }
        let place = frame.isSlice ? "" : " in the plane shown"
        let every = ReportPage.voxelsTogether(layer)
        let table = every == 1 ? "" : " The table averages over \(every) by \(every) voxels."
        return "\(title). Mean\(place) \(Numeral.text(mean)), after \(Numeral.time(seconds: Double(frame.time))).\(table)"
    }

    /// How many voxels along each side are averaged in a table.
    private static func voxelsTogether(_ layer: FieldLayer) -> Int {
        var every = 1
        while (layer.nx / every) * (layer.ny / every) > mostRows { every += 1 }
        return every
    }

    /// A row a voxel of the plane; several voxels are averaged where there are too many for a page.
    static func values(_ layer: FieldLayer) -> [UInt8] {
        let every = voxelsTogether(layer)
        var (x, y, value): ([Double], [Double], [Double]) = ([], [], [])
        for j in stride(from: 0, to: layer.ny, by: every) {
            for i in stride(from: 0, to: layer.nx, by: every) {
                let (right, top) = (min(i + every, layer.nx), min(j + every, layer.ny))
                var sum = 0.0
                for row in j..<top { for column in i..<right { sum += layer.values[row * layer.nx + column] } }
                x.append(Double(i + right) / 2 * layer.spacing.x)
                y.append(Double(j + top) / 2 * layer.spacing.y)
                value.append(sum / Double((right - i) * (top - j)))
            }
        }
        let name = layer.unit.isEmpty ? layer.name : "\(layer.name) [\(layer.unit)]"
        return DataTable(columns: [("x [um]", .numbers(x)), ("y [um]", .numbers(y)), (name, .numbers(value))]).csv(rows: value.count)
    }
}
