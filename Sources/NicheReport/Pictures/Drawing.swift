import NicheFiles

/// A picture that is drawn: its file and its size.
public struct Drawing: Sendable {
    public var width: Int
    public var height: Int
    public var png: [UInt8]

    /// - Parameter map: the map whose steps are nearly all the colours that the picture has; nil where it has many.
    init(_ canvas: Canvas, map: ColourMap? = nil) {
        (width, height) = (canvas.width, canvas.height)
        png = map.flatMap { canvas.png(with: $0) } ?? canvas.png
    }
}
