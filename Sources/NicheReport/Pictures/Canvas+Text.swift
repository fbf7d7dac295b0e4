/// Text by `StrokeFont`.
extension Canvas {
    enum Alignment { case leading, centre, trailing }

    /// Writes a text whose capitals are `size` high, its baseline at y.
    mutating func text(
        _ text: String, _ x: Double, _ y: Double, size: Double, colour: Colour = .ink, bold: Bool = false, align: Alignment = .leading
    ) {
        let width = StrokeFont.width(of: text, size: size)
        let left = align == .leading ? x : align == .centre ? x - width / 2 : x - width
        let scale = size / StrokeFont.capHeight
        let weight = max(size * (bold ? 0.165 : 0.115), 1)
        for (glyph, place, shrink, rise) in StrokeFont.placed(text).glyphs {
            let strokes = glyph.strokes.map { stroke in
                stroke.map { SIMD2(left + (place + $0.x * shrink) * scale, y - ($0.y * shrink + rise) * scale) }
            }
            stroke(strokes, shrink < 1 ? max(weight * 0.85, 1) : weight, colour)
        }
    }
}

/// A text cut so that it is no wider than a width in pixels.
func fitted(_ text: String, _ width: Double, size: Double) -> String {
    if StrokeFont.width(of: text, size: size) <= width { return text }
    var cut = text
    while !cut.isEmpty, StrokeFont.width(of: cut + "…", size: size) > width { cut.removeLast() }
    return cut + "…"
}
