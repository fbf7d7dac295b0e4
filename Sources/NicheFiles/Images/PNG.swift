import CZlib

/// Pictures as PNG files, 8 bits a channel.
public enum PNG {
    /// - Shape: `rgba` holds width·height·4 bytes, rows from the top.
    public static func encode(width: Int, height: Int, rgba: [UInt8]) -> [UInt8] {
        encode(width: width, height: height, channels: 4, colourType: 6, pixels: rgba)
    }

    /// - Shape: `rgb` holds width·height·3 bytes, rows from the top.
    public static func encode(width: Int, height: Int, rgb: [UInt8]) -> [UInt8] {
        encode(width: width, height: height, channels: 3, colourType: 2, pixels: rgb)
    }

    /// A picture of few colours, a byte a pixel.
    ///
    /// - Parameters:
    ///   - palette: red, green, blue of 1 to 256 colours. Neighbours in a picture should be neighbours here: that makes small files.
    ///   - indices: places in the palette, rows from the top.
    public static func encode(width: Int, height: Int, palette: [UInt8], indices: [UInt8]) -> [UInt8] {
        precondition((1...256).contains(palette.count / 3) && palette.count.isMultiple(of: 3), "a palette has 1 to 256 colours")
        return encode(width: width, height: height, channels: 1, colourType: 3, pixels: indices, palette: palette)
    }

    private static func encode(
        width: Int, height: Int, channels: Int, colourType: UInt8, pixels: [UInt8], palette: [UInt8] = []
    ) -> [UInt8] {
        precondition(width > 0 && height > 0 && width <= 1 << 20 && height <= 1 << 20, "a picture has 1 to 2^20 pixels a side")
        precondition(pixels.count == width * height * channels, "\(pixels.count) bytes for \(width) x \(height) x \(channels)")
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        append("IHDR", bigEndian(width) + bigEndian(height) + [8, colourType, 0, 0, 0], to: &file)
        if !palette.isEmpty { append("PLTE", palette[...], to: &file) }
        let data = Deflate.compress(PNGRows.filtered(pixels, rowBytes: width * channels, channels: channels))
        // A chunk's length is a signed 32-bit number.
        for start in stride(from: 0, to: data.count, by: 1 << 30) {
            append("IDAT", data[start..<min(data.count, start + 1 << 30)], to: &file)
        }
        append("IEND", [], to: &file)
        return file
    }

    private static func append(_ type: String, _ data: ArraySlice<UInt8>, to file: inout [UInt8]) {
        file += bigEndian(data.count)
        let start = file.count
        file += type.utf8
        file += data
        file += bigEndian(file.withUnsafeBytes { Int(crc32_z(0, $0.baseAddress?.advanced(by: start), $0.count - start)) })
    }

    private static func bigEndian(_ value: Int) -> ArraySlice<UInt8> {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }[...]
    }
}
