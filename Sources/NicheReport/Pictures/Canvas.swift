import NicheFiles

/// A picture as rows of opaque pixels, the first row at the top, drawn on with smooth edges.
///
/// Lengths are in pixels; a pixel covers the unit square right of and below its indices. Only exact arithmetic and square
/// roots go into a pixel, so a drawing has the same bytes on every machine.
public struct Canvas: Sendable {
    public let width: Int
    public let height: Int
    /// Red, green and blue of each pixel, red in the lowest byte.
    private(set) var pixels: [UInt32]

    public init(width: Int, height: Int, background: Colour = .white) {
        self.width = max(width, 1)
        self.height = max(height, 1)
        pixels = Array(repeating: background.packed, count: self.width * self.height)
    }

    /// Red, green, blue of each pixel, a byte each.
    public var rgb: [UInt8] {
        // Four bytes are stored for each pixel, the last of which the next pixel covers.
        [UInt8](unsafeUninitializedCapacity: pixels.count * 3 + 1) { buffer, count in
            let base = UnsafeMutableRawPointer(buffer.baseAddress!)
            for (place, pixel) in pixels.enumerated() { base.storeBytes(of: pixel.littleEndian, toByteOffset: place * 3, as: UInt32.self) }
            count = pixels.count * 3
        }
    }

    /// The picture as a file.
    public var png: [UInt8] { PNG.encode(width: width, height: height, rgb: rgb) }

    public subscript(x: Int, y: Int) -> Colour { Colour(packed: pixels[y * width + x]) }

    /// Lays a colour over a pixel; outside the picture nothing happens.
    public mutating func blend(_ x: Int, _ y: Int, _ colour: Colour, _ opacity: Double) {
        guard opacity > 0, x >= 0, y >= 0, x < width, y < height else { return }
        withRows(y..<y + 1) { Pixel.lay(colour.packed, Pixel.share(opacity), over: &$1[x]) }
    }

    /// Calls with the pixels of rows, which must be the picture's; once for a shape, since each call looks whether the pixels are shared.
    @inline(__always)
    mutating func withRows(_ rows: Range<Int>, _ body: (Int, UnsafeMutablePointer<UInt32>) -> Void) {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= height, "rows \(rows) of \(height)")
        let width = width
        pixels.withUnsafeMutableBufferPointer { pixels in
            for y in rows { body(y, pixels.baseAddress! + y * width) }
        }
    }
}
