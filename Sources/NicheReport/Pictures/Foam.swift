/// Cells drawn as discs that flatten against each other where they overlap, as packed cells do.
///
/// Every pixel belongs to the disc of least power d² − r² (d the distance to the centre, r the radius), so two overlapping
/// discs meet in the straight line through the points where their edges cross. The picture does not depend on the order of
/// the discs, save that of two equal ones the first wins. It depends on their places alone, so all pictures of a frame share it.
/// - Source: power diagrams, Aurenhammer 1987.
struct Foam: Sendable {
    struct Disc: Sendable {
        var x: Double
        var y: Double
        var radius: Double
    }

    /// What of a pixel is covered by which disc; shares in 255ths.
    struct Share: Sendable, Equatable {
        /// The disc; -1 for none.
        var disc: Int32 = -1
        /// The share of the pixel that is covered.
        var cover: UInt8 = 0
        /// The share of the rim, which runs along the edge and along borders with other discs.
        var rim: UInt8 = 0
        /// How far in it lies: 0 at the edge, 255 in the middle.
        var light: UInt8 = 0
    }

    let width: Int
    let height: Int
    /// Row by row.
    private(set) var shares: [Share]

    /// The two discs of least power at a pixel; -1 for none.
    private struct Owners {
        var least = Float.infinity
        var second = Float.infinity
        var owner: Int32 = -1
        var runnerUp: Int32 = -1
    }

    /// - Parameter discs: in pixels.
    init(width: Int, height: Int, discs: [Disc]) {
        (self.width, self.height) = (width, height)
        var owners = [Owners](repeating: Owners(), count: width * height)
        owners.withUnsafeMutableBufferPointer { owners in
            for (index, disc) in discs.enumerated() { Foam.lay(disc, Int32(index), on: owners.baseAddress!, width, height) }
        }
        shares = [Share](unsafeUninitializedCapacity: width * height) { buffer, count in
            discs.withUnsafeBufferPointer { discs in
                for y in 0..<height {
                    for x in 0..<width {
                        let owners = owners[y * width + x]
                        buffer.initializeElement(at: y * width + x, to: owners.owner < 0 ? Share() : Foam.share(owners, x, y, discs))
                    }
                }
            }
            count = width * height
        }
    }

    private static func lay(_ disc: Disc, _ index: Int32, on owners: UnsafeMutablePointer<Owners>, _ width: Int, _ height: Int) {
        let reach = disc.radius + 1
        let (left, right) = (max(disc.x - reach, 0), min(disc.x + reach, Double(width)))
        let (top, bottom) = (max(disc.y - reach, 0), min(disc.y + reach, Double(height)))
        guard left < right, top < bottom else { return }
        for y in Int(top)..<min(Int(bottom.rounded(.up)), height) {
            let down = Double(y) + 0.5 - disc.y
            let rest = down * down - disc.radius * disc.radius
            for x in Int(left)..<min(Int(right.rounded(.up)), width) {
                let across = Double(x) + 0.5 - disc.x
                let power = Float(across * across + rest)
                let pixel = owners + (y * width + x)
                guard power < pixel.pointee.second else { continue }
                if power < pixel.pointee.least {
                    (pixel.pointee.second, pixel.pointee.runnerUp) = (pixel.pointee.least, pixel.pointee.owner)
                    (pixel.pointee.least, pixel.pointee.owner) = (power, index)
                } else {
                    (pixel.pointee.second, pixel.pointee.runnerUp) = (power, index)
                }
            }
        }
    }

    private static func share(_ owners: Owners, _ x: Int, _ y: Int, _ discs: UnsafeBufferPointer<Disc>) -> Share {
        let disc = discs[Int(owners.owner)]
        let (dx, dy) = (Double(x) + 0.5 - disc.x, Double(y) + 0.5 - disc.y)
        let depth = disc.radius - (dx * dx + dy * dy).squareRoot()
        guard depth > -0.5 else { return Share() }
        var border = depth
        if owners.runnerUp >= 0 {
            let other = discs[Int(owners.runnerUp)]
            let apart = ((other.x - disc.x) * (other.x - disc.x) + (other.y - disc.y) * (other.y - disc.y)).squareRoot()
            if apart > 0 { border = min(border, Double(owners.second - owners.least) / (2 * apart)) }
        }
        let rimWidth = min(max(disc.radius * 0.13, 0.5), 2.4)
        // Rims of the smallest discs would be all there is to see.
        let rim = min(max(rimWidth - border + 0.5, 0), 1) * min(max((disc.radius - 1) / 3, 0), 1)
        let inward = min(max(depth / max(disc.radius, 1), 0), 1)
        func part(_ share: Double) -> UInt8 { UInt8(share * 255 + 0.5) }
        return Share(disc: owners.owner, cover: part(min(depth + 0.5, 1)), rim: part(rim), light: part(inward * (2 - inward)))
    }
}
