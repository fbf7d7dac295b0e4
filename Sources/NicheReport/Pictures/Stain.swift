import NicheMath

/// Colours of a section stained with hematoxylin and eosin: light that two dyes let through (Beer and Lambert).
///
/// - Source: absorbances after Ruifrok and Johnston, Analytical and Quantitative Cytology and Histology 23 (2001) 291.
struct Stain {
    private static let hematoxylin = SIMD3(0.650, 0.704, 0.286)
    private static let eosin = SIMD3(0.10, 0.80, 0.36)
    private static let steps = 64
    /// The most dye that the table holds.
    private static let most = 1.6

    private let table: [UInt32]

    init() {
        table = (0..<Stain.steps * Stain.steps).map { place in
            let blue = Double(place / Stain.steps) / Double(Stain.steps - 1) * Stain.most
            let pink = Double(place % Stain.steps) / Double(Stain.steps - 1) * Stain.most
            let density = Stain.hematoxylin * blue + Stain.eosin * pink
            func light(_ axis: Int) -> Double { 0.985 * Elementary.exp(-density[axis]) }
            return Colour(red: light(0), green: light(1), blue: light(2)).packed
        }
    }

    /// The colour of a pixel with so much of either dye.
    @inline(__always)
    func colour(blue: Float, pink: Float) -> UInt32 {
        func step(_ dye: Float) -> Int { Int(min(max(dye, 0), Float(Stain.most)) / Float(Stain.most) * Float(Stain.steps - 1) + 0.5) }
        return table[step(blue) * Stain.steps + step(pink)]
    }
}

/// Smooth noise in the plane, the same for the same place and seed.
enum Grain {
    /// Between -1 and 1; changes over lengths of about 1.
    @inline(__always)
    static func value(_ x: Float, _ y: Float, _ seed: UInt32) -> Float {
        let (left, top) = (x.rounded(.down), y.rounded(.down))
        let (across, down) = (smooth(x - left), smooth(y - top))
        let (i, j) = (Int32(left), Int32(top))
        let above = mixed(corner(i, j, seed), corner(i &+ 1, j, seed), across)
        let below = mixed(corner(i, j &+ 1, seed), corner(i &+ 1, j &+ 1, seed), across)
        return mixed(above, below, down)
    }

    @inline(__always) private static func smooth(_ share: Float) -> Float { share * share * (3 - 2 * share) }

    @inline(__always) private static func mixed(_ a: Float, _ b: Float, _ share: Float) -> Float { a + (b - a) * share }

    /// - Source: the finaliser of MurmurHash3.
    @inline(__always)
    private static func corner(_ i: Int32, _ j: Int32, _ seed: UInt32) -> Float {
        var word = UInt32(bitPattern: i) &* 0x9E37_79B1 ^ UInt32(bitPattern: j) &* 0x85EB_CA77 ^ seed
        word = (word ^ word &>> 16) &* 0x85EB_CA6B
        word = (word ^ word &>> 13) &* 0xC2B2_AE35
        word ^= word &>> 16
        return Float(word) / Float(UInt32.max) * 2 - 1
    }
}
