import CZlib
import Testing

@testable import NicheFiles

@Suite struct PNGTests {
    @Test(arguments: [3, 4], [[1, 1], [7, 5], [64, 48]]) func picturesDecodeToTheirPixels(channels: Int, size: [Int]) throws {
        var dice = Dice(state: 3)
        let (width, height) = (size[0], size[1])
        let noise = (0..<width * height * channels).map { _ in UInt8.random(in: 0...255, using: &dice) }
        let ramp = (0..<width * height * channels).map { UInt8(truncatingIfNeeded: $0 / channels % width + $0 / (channels * width) * 3) }
        for pixels in [noise, ramp] {
            let file =
                channels == 3
                ? PNG.encode(width: width, height: height, rgb: pixels) : PNG.encode(width: width, height: height, rgba: pixels)
            let picture = try #require(decode(file))
            #expect(picture.width == width && picture.height == height && picture.channels == channels)
            #expect(picture.pixels == pixels)
        }
    }

    @Test func flatPicturesAreSmall() {
        let file = PNG.encode(width: 500, height: 500, rgb: [UInt8](repeating: 200, count: 750_000))
        #expect(file.count < 2000)
    }

    @Test func aPaletteStandsBeforeThePixels() throws {
        let palette: [UInt8] = [255, 255, 255, 0, 0, 0, 200, 30, 10]
        let indices = (0..<40 * 30).map { UInt8($0 / 7 % 3) }
        let file = PNG.encode(width: 40, height: 30, palette: palette, indices: indices)
        let picture = try #require(decode(file))
        #expect(picture.channels == 1 && picture.pixels == indices && picture.palette == palette)
    }

    /// A reader of its own: checks every checksum, inflates, and undoes the filters.
    private func decode(_ file: [UInt8]) -> (width: Int, height: Int, channels: Int, pixels: [UInt8], palette: [UInt8])? {
        guard file.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { return nil }
        func number(_ at: Int) -> Int { file[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
        var at = 8
        var header: [UInt8] = []
        var data: [UInt8] = []
        var palette: [UInt8] = []
        var types: [String] = []
        while at < file.count {
            let length = number(at)
            let body = Array(file[at + 4..<at + 8 + length])
            guard number(at + 8 + length) == Int(crc32(0, body, uInt(body.count))) else { return nil }
            types.append(String(decoding: body[..<4], as: UTF8.self))
            if types.last == "IHDR" { header = Array(body[4...]) }
            if types.last == "PLTE" { palette = Array(body[4...]) }
            if types.last == "IDAT" { data += body[4...] }
            at += 12 + length
        }
        guard types == ["IHDR"] + (palette.isEmpty ? [] : ["PLTE"]) + ["IDAT", "IEND"], header[8] == 8 else { return nil }
        let (width, height, channels) = (number(16), number(20), header[9] == 6 ? 4 : header[9] == 2 ? 3 : 1)
        let row = width * channels
        var lines = [UInt8](repeating: 0, count: (row + 1) * height)
        var length = uLong(lines.count)
        guard uncompress(&lines, &length, data, uLong(data.count)) == Z_OK, Int(length) == lines.count else { return nil }
        var pixels: [UInt8] = []
        for y in 0..<height {
            let filter = lines[y * (row + 1)]
            for i in 0..<row {
                let left = i >= channels ? pixels[y * row + i - channels] : 0
                let above = y > 0 ? pixels[(y - 1) * row + i] : 0
                pixels.append(lines[y * (row + 1) + 1 + i] &+ (filter == 1 ? left : filter == 2 ? above : 0))
            }
        }
        return (width, height, channels, pixels, palette)
    }
}
