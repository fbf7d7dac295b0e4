import Testing

@testable import NicheReport

struct CanvasTests {
    @Test func aDiscCoversItsArea() {
        var canvas = Canvas(width: 60, height: 60)
        canvas.disc(30.3, 29.6, 20, Colour(grey: 0))
        var area = 0.0
        for y in 0..<60 { for x in 0..<60 { area += 1 - canvas[x, y].red } }
        #expect(abs(area - .pi * 400) < 4)
        #expect(canvas[30, 30] == Colour(grey: 0) && canvas[2, 2] == .white)
    }

    @Test func drawingBeyondTheEdgeAndAtNoPlaceIsHarmless() {
        var canvas = Canvas(width: 20, height: 20)
        canvas.disc(-5, 10, 1e9, .ink)
        canvas.disc(.nan, 10, 5, .ink)
        canvas.disc(.infinity, -.infinity, 5, .ink)
        canvas.line([(-1e12, 0), (1e12, 20)], 3, .ink)
        canvas.text("<\u{1F600}é>", -10, 10, size: 12)
        #expect(canvas.rgb.count == 20 * 20 * 3)
    }

    @Test func aCrossingOfLinesIsNoDarkerThanALine() {
        var canvas = Canvas(width: 40, height: 40)
        canvas.stroke([[SIMD2(5, 20), SIMD2(35, 20)], [SIMD2(20, 5), SIMD2(20, 35)]], 6, .ink, 0.5)
        #expect(canvas[20, 20] == canvas[10, 20])
    }

    @Test func theFontHasEveryCharacterThatANumberOrAUnitNeeds() {
        let box = StrokeFont.glyph("\u{4E00}").strokes
        for character in (32..<127).map({ Character(UnicodeScalar($0)!) }) + Array("µ×−–…⁰¹²³⁴⁵⁶⁷⁸⁹⁻°·αβγδκλ∞≤≥±é") where character != " " {
            let glyph = StrokeFont.placed(String(character)).glyphs[0].glyph
            #expect(!glyph.strokes.isEmpty && glyph.strokes != box, "\(character)")
        }
        #expect(StrokeFont.width(of: "mm", size: 14) > StrokeFont.width(of: "m", size: 14) * 2)
        #expect(fitted("a long name", 40, size: 14).hasSuffix("…"))
    }

    @Test func colourMapsRunFromEndToEndAndRiseInLightness() {
        for map in [ColourMap.viridis, .magma, .cividis] {
            let light = (0...20).map { map[Double($0) / 20].lightness }
            #expect(light == light.sorted(), "\(map.name)")
        }
        #expect(ColourMap.viridis[0].hex == "#440154" && ColourMap.viridis[1].hex == "#fde725" && ColourMap.viridis[7].hex == "#fde725")
        #expect(ColourMap.blood[0].hex == "#ffffff")
        #expect(ColourMap.viridis[.nan] == .nothing)
        #expect(ColourMap.viridis.colour(of: 0, in: -1.7e308...1.7e308) == ColourMap.viridis[0.5])
        #expect(Colour(hex: "#12345") == nil && Colour(hex: "zzzzzz") == nil && Colour(hex: "#ff8000")?.hex == "#ff8000")
    }
}
