/// Arithmetic on pixels: red, green and blue in the three low bytes of a word. Shares are in 256ths, so that all of it is whole numbers.
enum Pixel {
    /// The nearest share to one in 0...1.
    @inline(__always)
    static func share(_ opacity: Double) -> UInt32 { UInt32(min(max(opacity, 0), 1) * 256 + 0.5) }

    /// Lays a share, 0...256, of a colour over a pixel.
    @inline(__always)
    static func lay(_ colour: UInt32, _ share: UInt32, over pixel: inout UInt32) { pixel = mixed(pixel, colour, share) }

    /// The first colour with a share of it replaced by the second.
    @inline(__always)
    static func mixed(_ one: UInt32, _ other: UInt32, _ share: UInt32) -> UInt32 {
        let rest = 256 &- share
        // Red and blue stand far enough apart to be multiplied together; half a unit rounds each.
        let redBlue = (one & 0xFF_00FF) &* rest &+ (other & 0xFF_00FF) &* share &+ 0x80_0080
        let green = (one & 0xFF00) &* rest &+ (other & 0xFF00) &* share &+ 0x8000
        return (redBlue &>> 8) & 0xFF_00FF | (green &>> 8) & 0xFF00
    }

    /// Light that passes through two films, one behind the other.
    @inline(__always)
    static func product(_ one: UInt32, _ other: UInt32) -> UInt32 {
        var result: UInt32 = 0
        for shift in [UInt32(0), 8, 16] { result |= (((one >> shift & 255) * (other >> shift & 255) + 127) / 255) << shift }
        return result
    }

    /// How far apart two colours are, squared.
    static func distance(_ one: UInt32, _ other: UInt32) -> Int {
        var sum = 0
        for shift in [UInt32(0), 8, 16] {
            let difference = Int(one >> shift & 255) - Int(other >> shift & 255)
            sum += difference * difference
        }
        return sum
    }
}

extension Colour {
    var packed: UInt32 {
        func part(_ value: Double) -> UInt32 { UInt32((min(max(value, 0), 1) * 255).rounded()) }
        return part(red) | part(green) << 8 | part(blue) << 16
    }

    init(packed pixel: UInt32) {
        self.init(red: Double(pixel & 255) / 255, green: Double(pixel >> 8 & 255) / 255, blue: Double(pixel >> 16 & 255) / 255)
    }
}
