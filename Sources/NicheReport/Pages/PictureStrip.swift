import NicheEngine
import NicheFiles

/// Small pictures of several tissues side by side, in one scale and the same colours.
public struct PictureStrip: Sendable {
    public struct Picture: Sendable {
        public var name: String
        public var png: [UInt8]
        var drawing: Drawing
        var frame: Frame
    }

    public private(set) var pictures: [Picture] = []
    /// The field under the cells, if there is one, with the values at the ends of its bar.
    public let background: String?
    let range: ClosedRange<Double>?
    private let map = PictureStyle().backgroundMap

    /// - Parameter background: the field under the cells; nil for plain paper.
    init(_ frames: [(name: String, frame: Frame)], background: String?) {
        self.background = background
        let layers = frames.compactMap { frame in background.flatMap { FieldLayer($0, of: frame.frame, z: frame.frame.size.z / 2) } }
        range = Axis.ends(layers.lazy.flatMap(\.values)).map { $0.0...$0.1 }
        var style = PictureStyle(width: 460)
        style.hasKey = false
        style.backgroundRange = range
        for (index, (name, frame)) in frames.enumerated() {
            style.hasScaleBar = index == frames.count - 1
            style.background = frame.fields.columns.contains { $0.name == background } ? background : nil
            guard let drawing = try? TissuePicture(frame, style: style).drawing else { continue }
            pictures.append(Picture(name: name, png: drawing.png, drawing: drawing, frame: frame))
        }
    }

    /// The field under the cells is the first that differs from place to place.
    public init(_ frames: [(name: String, frame: Frame)]) {
        self.init(frames, background: frames.lazy.compactMap { RunReport.ground($0.frame) }.first)
    }

    /// - Parameter id: a name that occurs once on the page.
    public func html(id: String) -> String {
        let strip = pictures.map { picture in
            "<div>\(image(picture.drawing, "the tissue: \(picture.name)"))<p>\(escaped(picture.name))</p></div>"
        }
        var content = "<div class=\"strip\">\(strip.joined())</div>"
        if let last = pictures.last { content += ReportPage.typeKey(last.frame.cells) }
        if background != nil, range != nil { content += "<div class=\"bar\">\(ColourBar.svg(map, range, id: id))</div>" }
        return content
    }

    /// Living cells of each type, and dead cells, in each picture.
    public var csv: String {
        let types = pictures.last?.frame.cells.typeNames ?? []
        let columns = types.indices.map { type in
            (
                name: types[type],
                cells: pictures.map { String(type < $0.frame.cells.typeNames.count ? $0.frame.cells.aliveByType[type] : 0) }
            )
        }
        let dead = (name: "dead", cells: pictures.map { String($0.frame.cells.isAlive.count { !$0 }) })
        return table([(name: "picture", cells: pictures.map(\.name))] + columns + [dead])
    }
}
