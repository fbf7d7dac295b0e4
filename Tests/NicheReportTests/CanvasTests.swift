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

    @Test func aShareOfAColourIsTheNearestThereIs() {
        for (under, over) in [(0.0, 1.0), (1, 0), (0.3, 0.8)] {
            for share in 0...256 {
                let mixed = Pixel.mixed(Colour(grey: under).packed, Colour(grey: over).packed, UInt32(share))
                let exact = (under * 255).rounded() + ((over * 255).rounded() - (under * 255).rounded()) * Double(share) / 256
                for part in [mixed & 255, mixed >> 8 & 255, mixed >> 16 & 255] { #expect(abs(Double(part) - exact) <= 0.5) }
                #expect(mixed >> 24 == 0)
            }
        }
        #expect(Pixel.product(0xFF_8000, 0x80_80FF) == 0x80_4000)
    }

    @Test func aFrameIsAsWideAsItsLineAndLeavesTheMiddle() {
        var canvas = Canvas(width: 40, height: 30)
        canvas.frame(Canvas.Box(left: 5, top: 5, width: 30, height: 20), Colour(grey: 0), width: 2)
        for x in 6..<34 { #expect(canvas[x, 4] == Colour(grey: 0) && canvas[x, 5] == canvas[x, 4] && canvas[x, 25] == canvas[x, 4]) }
        for y in 7..<23 { #expect(canvas[4, y] == Colour(grey: 0) && canvas[5, y] == canvas[4, y] && canvas[35, y] == canvas[4, y]) }
        for (x, y) in [(4, 4), (35, 4), (4, 25), (35, 25), (4, 6), (35, 23)] { #expect(canvas[x, y].red < 0.3, "\(x), \(y)") }
        #expect(canvas[2, 15] == .white && canvas[37, 15] == .white && canvas[20, 2] == .white)
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
