import NicheEngine

/// The tissue as a pathologist knows it: nuclei blue, bodies of cells and what lies between them pink, blood red.
///
/// What the model does not have is drawn from what it has: a nucleus is a disc that fills more of a small cell than of a large one, the dead
/// are pinker with a dark shrunken nucleus, and grain makes neighbours differ. Nothing can be measured in it that is not in the frame.
extension TissuePicture {
    /// How the disc of a cell takes up the dyes.
    private struct Uptake {
        /// Beyond this light of the foam, 0...255, lies the nucleus.
        var nucleus: Float
        var nucleusBlue: Float
        var bodyBlue: Float
        var bodyPink: Float
        var grain: UInt32
    }

    /// Radius of the particles that are counted, as drawn [µm]: that of a red cell.
    private static let particleRadius = 2.8

    func drawStained(on canvas: inout Canvas, _ layout: PictureLayout) {
        guard let (columns, rows) = canvas.pixels(layout.tissue) else { return }
        let stain = Stain()
        let foam = foam(layout)
        let uptakes = section.discs.map { uptake($0) }
        let (left, top) = (Int(layout.tissue.left.rounded(.down)), Int(layout.tissue.top.rounded(.down)))
        let micrometre = Float(1 / layout.perMicrometre)
        canvas.withRows(rows) { y, row in
            for x in columns {
                let (across, down) = (Float(x - left) * micrometre, Float(y - top) * micrometre)
                // Fibres between the cells, longer than they are wide.
                let fibres = Grain.value(across / 14, down / 3, 1) * 0.5 + Grain.value(across / 5, down / 1.5, 2) * 0.5
                let between = stain.colour(blue: 0.03, pink: 0.20 + 0.09 * fibres)
                row[x] = between
                guard x - left < foam.width, y - top < foam.height else { continue }
                let share = foam.shares[(y - top) * foam.width + x - left]
                guard share.disc >= 0 else { continue }
                let uptake = uptakes[Int(share.disc)]
                // The nucleus has an edge of a pixel or two, a darker rim and grains of chromatin.
                let depth = (Float(share.light) - uptake.nucleus) / 10
                let inside = min(max(depth, 0), 1)
                let rim = inside * min(max(1.6 - depth / 2.5, 0), 1)
                let chromatin = Grain.value(across / 0.9, down / 0.9, uptake.grain)
                let body = Grain.value(across / 2.2, down / 2.2, uptake.grain ^ 0xFF)
                let edge = Float(share.rim) / 255 * 0.10
                let blue = uptake.bodyBlue + inside * uptake.nucleusBlue * (0.86 + 0.18 * chromatin) + rim * 0.14
                let pink = uptake.bodyPink * (1 - 0.55 * inside) * (1 + 0.14 * body) + edge
                Pixel.lay(stain.colour(blue: blue, pink: pink), UInt32(share.cover) + UInt32(share.cover >> 7), over: &row[x])
            }
        }
        drawBlood(stain, on: &canvas, layout)
    }

    private func uptake(_ disc: Section.Disc) -> Uptake {
        let cell = disc.cell
        let radius = frame.cells.radius[cell]
        let word = UInt32(truncatingIfNeeded: frame.cells.id[cell] &* 0x9E37_79B9 &+ 7)
        let variation = Grain.value(Float(word % 4096), 0.5, 3)
        guard frame.cells.isAlive[cell] else {
            // Shrunken and dense at first; what has lost its body has lost its nucleus.
            let nucleus = radius > 3.5 ? Float(1 - 0.3 * 0.3) * 255 : 256
            return Uptake(nucleus: nucleus, nucleusBlue: 1.5, bodyBlue: 0.02, bodyPink: 0.75 + 0.1 * variation, grain: word)
        }
        let share = min(0.86, (0.34 * radius + 1.7) / radius) * Double(1 + 0.08 * variation)
        // A section above or below the middle of a cell misses its nucleus.
        let height = frame.isSlice ? 0 : abs(frame.cells.z[cell] - section.z)
        let half = share * radius
        let seen = height < half ? (half * half - height * height).squareRoot() / max(disc.radius, 1e-9) : 0
        return Uptake(
            nucleus: seen > 0 ? Float(1 - min(seen, 1) * min(seen, 1)) * 255 : 256, nucleusBlue: 1.02 + 0.22 * variation, bodyBlue: 0.13,
            bodyPink: 0.46 + 0.08 * variation, grain: word)
    }

    /// Vessels with their walls, blood in those that have some, and blood where it was shed.
    private func drawBlood(_ stain: Stain, on canvas: inout Canvas, _ layout: PictureLayout) {
        // Red cells bring a colour of their own.
        let blood = Colour(packed: stain.colour(blue: 0.05, pink: 0.9)).mixed(with: Colour(red: 0.80, green: 0.13, blue: 0.16), 0.5)
        for film in films where film.most > 0 {
            film.forEachDot { x, y in
                let (px, py) = layout.pixel(x, y)
                canvas.disc(px, py, max(TissuePicture.particleRadius * layout.perMicrometre, 0.8), blood)
            }
        }
        let (wall, empty) = (Colour(packed: stain.colour(blue: 0.55, pink: 0.5)), Colour(packed: stain.colour(blue: 0, pink: 0.02)))
        // Walls before lumens, so that the segments of one vessel join without walls across it.
        func draw(_ tubes: [Section.Tube], _ colour: Colour, _ width: (Double) -> Double) {
            for tube in tubes {
                let radius = max(tube.radius * layout.perMicrometre, 2)
                canvas.line([layout.pixel(tube.from.x, tube.from.y), layout.pixel(tube.to.x, tube.to.y)], 2 * width(radius), colour)
            }
        }
        draw(section.tubes, wall) { $0 + max(0.8 * layout.perMicrometre, 1) }
        draw(section.tubes, empty) { $0 }
        draw(section.tubes.filter(\.isPerfused), blood) { 0.7 * $0 }
    }
}
