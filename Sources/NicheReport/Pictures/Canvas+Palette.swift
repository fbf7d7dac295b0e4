import NicheFiles

extension Canvas {
    /// The picture as a file with a palette: the steps of a map, shades from paper to ink, then the most frequent of the other colours.
    /// What is left, a few pixels at the edges of letters, takes the nearest of these.
    ///
    /// - Returns: nil for a picture of too many other colours.
    func png(with map: ColourMap) -> [UInt8]? {
        var palette = map.table + (0...31).map { Colour.white.mixed(with: .ink, Double($0) / 31).packed }
        var census = ColourCensus(palette)
        guard let found = census.count(pixels) else { return nil }
        let others = (palette.count..<census.colours.count).sorted { (census.counts[$1], $0) < (census.counts[$0], $1) }
        var places = census.colours.indices.map { UInt8(truncatingIfNeeded: $0) }
        for other in others {
            if palette.count < 256 {
                places[other] = UInt8(palette.count)
                palette.append(census.colours[other])
            } else {
                let colour = census.colours[other]
                let nearest = palette.indices.min { Pixel.distance(palette[$0], colour) < Pixel.distance(palette[$1], colour) }!
                places[other] = UInt8(nearest)
            }
        }
        let indices = [UInt8](unsafeUninitializedCapacity: found.count) { buffer, count in
            places.withUnsafeBufferPointer { places in
                for (at, colour) in found.enumerated() { buffer.initializeElement(at: at, to: places[Int(colour)]) }
            }
            count = found.count
        }
        let parts = palette.flatMap { pixel in [0, 8, 16].map { UInt8(truncatingIfNeeded: pixel >> $0) } }
        return PNG.encode(width: width, height: height, palette: parts, indices: indices)
    }
}

/// The colours of a picture and how many pixels have each.
private struct ColourCensus {
    private(set) var colours: [UInt32] = []
    private(set) var counts: [Int] = []
    /// Places in `colours`, found by a hash of the colour; -1 for none.
    private var slots = [Int16](repeating: -1, count: 1 << 13)
    private static let most = 1 << 11

    /// - Parameter known: colours that come first, in their order.
    init(_ known: [UInt32]) {
        for colour in known {
            let slot = slot(of: colour)
            if slots[slot] < 0 { slots[slot] = Int16(colours.count) }
            colours.append(colour)
            counts.append(0)
        }
    }

    private func slot(of colour: UInt32) -> Int {
        var slot = Int((colour &* 0x9E37_79B1) >> 19)
        while slots[slot] >= 0, colours[Int(slots[slot])] != colour { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    /// Adds pixels.
    ///
    /// - Returns: the place of each one's colour; nil where there are too many colours.
    mutating func count(_ pixels: [UInt32]) -> [UInt16]? {
        var isFull = false
        let places = [UInt16](unsafeUninitializedCapacity: pixels.count) { buffer, count in
            pixels.withUnsafeBufferPointer { pixels in
                while count < pixels.count {
                    // Equal pixels in a row are looked up once.
                    let (start, pixel) = (count, pixels[count])
                    guard let place = place(of: pixel) else {
                        isFull = true
                        return
                    }
                    repeat {
                        buffer[count] = place
                        count += 1
                    } while count < pixels.count && pixels[count] == pixel
                    counts[Int(place)] += count - start
                }
            }
        }
        return isFull ? nil : places
    }

    /// The place of a colour, which is a new one where it is new; nil where there are too many.
    private mutating func place(of colour: UInt32) -> UInt16? {
        let slot = slot(of: colour)
        if slots[slot] >= 0 { return UInt16(slots[slot]) }
        guard colours.count < ColourCensus.most else { return nil }
        slots[slot] = Int16(colours.count)
        colours.append(colour)
        counts.append(0)
        return UInt16(slots[slot])
    }
}
