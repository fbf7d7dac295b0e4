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

    private static func encode(width: Int, height: Int, channels: Int, colourType: UInt8, pixels: [UInt8]) -> [UInt8] {
        precondition(width > 0 && height > 0 && width <= 1 << 20 && height <= 1 << 20, "a picture has 1 to 2^20 pixels a side")
        precondition(pixels.count == width * height * channels, "\(pixels.count) bytes for \(width) x \(height) x \(channels)")
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        append("IHDR", bigEndian(width) + bigEndian(height) + [8, colourType, 0, 0, 0], to: &file)
        let data = Deflate.compress(filtered(pixels, rowBytes: width * channels, channels: channels))
        // A chunk's length is a signed 32-bit number.
        for start in stride(from: 0, to: data.count, by: 1 << 30) {
            append("IDAT", Array(data[start..<min(data.count, start + 1 << 30)]), to: &file)
        }
        append("IEND", [], to: &file)
        return file
    }

    /// Rows as differences from the pixel on the left or above, whichever is smaller: flat pictures shrink to a tenth.
    private static func filtered(_ pixels: [UInt8], rowBytes: Int, channels: Int) -> [UInt8] {
        let rows = pixels.count / rowBytes
        var result: [UInt8] = []
        result.reserveCapacity(pixels.count + rows)
        var left = [UInt8](repeating: 0, count: rowBytes)
        var above = left
        for row in 0..<rows {
            let start = row * rowBytes
            var sums = (left: 0, above: 0)
            for i in 0..<rowBytes {
                let value = pixels[start + i]
                left[i] = value &- (i >= channels ? pixels[start + i - channels] : 0)
                above[i] = value &- (row > 0 ? pixels[start + i - rowBytes] : 0)
                sums.left += Int(Int8(bitPattern: left[i]).magnitude)
                sums.above += Int(Int8(bitPattern: above[i]).magnitude)
            }
            result.append(sums.left <= sums.above ? 1 : 2)
            result += sums.left <= sums.above ? left : above
        }
        return result
    }

    private static func append(_ type: String, _ data: [UInt8], to file: inout [UInt8]) {
        file += bigEndian(data.count)
        let body = Array(type.utf8) + data
        file += body
        file += bigEndian(Int(crc32_z(0, body, body.count)))
    }

    private static func bigEndian(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
