import NicheFiles

/// A picture as rows of opaque pixels, the first row at the top, drawn on with smooth edges.
///
/// Lengths are in pixels; a pixel covers the unit square right of and below its indices. Only exact arithmetic and square
/// roots go into a pixel, so a drawing has the same bytes on every machine.
public struct Canvas: Sendable {
    public let width: Int
    public let height: Int
    /// Red, green, blue of each pixel.
    public private(set) var rgb: [UInt8]

    public init(width: Int, height: Int, background: Colour = .white) {
        self.width = max(width, 1)
        self.height = max(height, 1)
        let pixel = background.bytes
        rgb = []
        rgb.reserveCapacity(self.width * self.height * 3)
        for _ in 0..<self.width * self.height { rgb += pixel }
    }

    /// The picture as a file.
    public var png: [UInt8] { PNG.encode(width: width, height: height, rgb: rgb) }

    public subscript(x: Int, y: Int) -> Colour {
        let at = (y * width + x) * 3
        return Colour(red: Double(rgb[at]) / 255, green: Double(rgb[at + 1]) / 255, blue: Double(rgb[at + 2]) / 255)
    }

    /// Lays a colour over a pixel; outside the picture nothing happens.
    public mutating func blend(_ x: Int, _ y: Int, _ colour: Colour, _ opacity: Double) {
        guard opacity > 0, x >= 0, y >= 0, x < width, y < height else { return }
        let at = (y * width + x) * 3
        let share = min(opacity, 1)
        rgb[at] = mix(rgb[at], colour.red, share)
        rgb[at + 1] = mix(rgb[at + 1], colour.green, share)
        rgb[at + 2] = mix(rgb[at + 2], colour.blue, share)
    }

    /// Lays a film of colour over a pixel: light passes it twice, so what lies under it keeps its drawing.
    mutating func stain(_ x: Int, _ y: Int, _ colour: Colour, _ strength: Double) {
        guard strength > 0, x >= 0, y >= 0, x < width, y < height else { return }
        let under = self[x, y]
        let film = Colour(red: under.red * colour.red, green: under.green * colour.green, blue: under.blue * colour.blue)
        blend(x, y, film, strength)
    }

    /// Copies another picture in, its top left corner at a pixel.
    mutating func place(_ picture: Canvas, _ left: Int, _ top: Int) {
        for y in 0..<picture.height where (0..<height).contains(top + y) {
            for x in 0..<picture.width where (0..<width).contains(left + x) {
                let (from, to) = ((y * picture.width + x) * 3, ((top + y) * width + left + x) * 3)
                for part in 0..<3 { rgb[to + part] = picture.rgb[from + part] }
            }
        }
    }

    private func mix(_ under: UInt8, _ over: Double, _ share: Double) -> UInt8 {
        let value = Double(under) + (min(max(over, 0), 1) * 255 - Double(under)) * share
        return UInt8(min(max(value.rounded(), 0), 255))
    }
}
