import Foundation

/// A font of lines with round ends, as a draughtsman's stencil gives: nothing to install, the same pixels everywhere.
///
/// Capitals are 14 units high, small letters 10; the baseline is at 0 and y points up.
enum StrokeFont {
    /// The strokes of a character and the width it takes.
    struct Glyph: Sendable {
        var strokes: [[SIMD2<Double>]]
        var width: Double
    }

    static let capHeight = 14.0
    /// Space between characters.
    static let gap = 4.2

    /// The width of a text whose capitals have the given height.
    static func width(of text: String, size: Double) -> Double {
        max(placed(text).end - gap, 0) * size / capHeight
    }

    /// The glyphs of a text, each with the place of its left edge and its scale and rise (smaller and up in superscripts).
    static func placed(_ text: String) -> (glyphs: [(glyph: Glyph, x: Double, scale: Double, rise: Double)], end: Double) {
        var x = 0.0
        let glyphs = text.map { character in
            let raised = superscripts[character]
            let scale = raised == nil ? 1 : 0.62
            let glyph = self.glyph(raised ?? character)
            defer { x += (glyph.width + gap) * scale }
            return (glyph, x, scale, raised == nil ? 0 : 6.5)
        }
        return (glyphs, x)
    }

    /// The glyph of a character; for one the font lacks, of its letter without accents, else an empty box.
    static func glyph(_ character: Character) -> Glyph {
        if let glyph = glyphs[character] { return glyph }
        let plain = String(character).decomposedStringWithCompatibilityMapping.first.flatMap { letter in
            letter.unicodeScalars.first.map { Character($0) }
        }
        return plain.flatMap { glyphs[$0] } ?? box
    }

    private static let box = Glyph(path: "8 M0 0L8 0L8 14L0 14L0 0")
    private static let glyphs = Dictionary(uniqueKeysWithValues: outlines.map { ($0.key, Glyph(path: $0.value)) })
    private static let superscripts: [Character: Character] = [
        "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9", "⁻": "−", "⁺": "+",
    ]
}
