/// What a picture of the tissue shows, and how.
public struct PictureStyle: Sendable {
    /// Width of the picture [pixels]; the height follows from the tissue.
    public var width = 1400
    public var title = ""
    /// Whether title, key and colour bars stand around the tissue; without, the picture is the tissue alone.
    public var hasKey = true
    public var hasScaleBar = true
    public var hasCells = true
    public var hasVessels = true
    /// Whether the tissue is shown as if it were stained with hematoxylin and eosin; colours then stand for nothing else.
    public var isStained = false
    /// The field under the cells; nil for plain paper.
    public var background: String?
    public var backgroundMap = ColourMap.mist
    /// Values at the ends of the colour bar; nil for those of the picture.
    public var backgroundRange: ClosedRange<Double>?
    /// The state, or the substance at the cell, that colours the cells; nil for the colours of their types.
    public var colourBy: String?
    public var stateMap = ColourMap.viridis
    public var stateRange: ClosedRange<Double>?
    /// Fields that hold counted things, drawn as a film over the cells; nil for all that look like counts.
    public var particles: [String]?

    public init(width: Int = 1400, title: String = "") {
        self.width = width
        self.title = title
    }

    /// A section as a pathologist sees it.
    public static func stained(width: Int = 1400) -> PictureStyle {
        var style = PictureStyle(width: width)
        style.isStained = true
        style.hasKey = false
        return style
    }

    /// A map of one field alone.
    public static func map(of field: String, width: Int = 1400, title: String = "") -> PictureStyle {
        var style = PictureStyle(width: width, title: title)
        style.background = field
        style.backgroundMap = .viridis
        style.hasCells = false
        style.hasVessels = false
        style.particles = []
        return style
    }
}
