import NicheEngine

/// A picture of a frame, 1400 pixels wide, as a PNG file.
///
/// - Parameters:
///   - colourBy: the state, or the substance at the cell, that colours the cells; nil for the colours of their types.
///   - over: the field under the cells; nil for plain paper.
/// - Throws: `PictureError`, which names the nearest name there is.
public func picture(_ frame: Frame, colourBy: String?, over: String?, title: String = "") throws -> [UInt8] {
    var style = PictureStyle(title: title)
    style.colourBy = colourBy
    style.background = over
    return try TissuePicture(frame, style: style).png
}
