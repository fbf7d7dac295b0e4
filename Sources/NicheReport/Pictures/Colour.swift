/// A colour in sRGB; each part lies in 0...1.
public struct Colour: Sendable, Hashable {
    public var red: Double
    public var green: Double
    public var blue: Double

    public init(red: Double, green: Double, blue: Double) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// A grey of the given lightness, 0 black to 1 white.
    public init(grey: Double) { self.init(red: grey, green: grey, blue: grey) }

    /// The colour written "#rrggbb", the "#" being optional; nil for anything else.
    public init?(hex: String) {
        let digits = hex.hasPrefix("#") ? hex.dropFirst() : Substring(hex)
        guard digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit), let value = UInt32(digits, radix: 16) else { return nil }
        self.init(red: Double(value >> 16 & 255) / 255, green: Double(value >> 8 & 255) / 255, blue: Double(value & 255) / 255)
    }

    /// The colour as "#rrggbb".
    public var hex: String {
        bytes.reduce(into: "#") { text, byte in
            let digits = String(byte, radix: 16)
            text += digits.count == 1 ? "0" + digits : digits
        }
    }

    /// Red, green and blue in 0...255.
    var bytes: [UInt8] { [red, green, blue].map { UInt8((min(max($0, 0), 1) * 255).rounded()) } }

    /// This colour with a share (0...1) of it replaced by another.
    public func mixed(with other: Colour, _ share: Double) -> Colour {
        Colour(
            red: red + (other.red - red) * share, green: green + (other.green - green) * share, blue: blue + (other.blue - blue) * share)
    }

    /// The same hue nearer black: the rim of a disc.
    public var darker: Colour { Colour(red: red * 0.52, green: green * 0.52, blue: blue * 0.52) }

    /// How light the eye finds it, 0...1 (Rec. 709 weights).
    var lightness: Double { 0.2126 * red + 0.7152 * green + 0.0722 * blue }

    public static let white = Colour(grey: 1)
    /// Text.
    public static let ink = Colour(red: 0.11, green: 0.13, blue: 0.16)
    /// Text of lesser weight.
    public static let faint = Colour(red: 0.40, green: 0.43, blue: 0.47)
    /// Frames and rules.
    public static let hair = Colour(red: 0.78, green: 0.80, blue: 0.83)
    /// Where there is no value.
    public static let nothing = Colour(grey: 0.90)
}
