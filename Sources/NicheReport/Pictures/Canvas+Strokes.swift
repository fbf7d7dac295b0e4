extension Canvas {
    /// A piece of a stroke, from the corner of its shape: where it begins and leads, and the direction over the length squared.
    private struct Piece {
        var from: SIMD2<Float>
        var along: SIMD2<Float>
        var unit: SIMD2<Float>

        init(_ from: SIMD2<Double>, _ to: SIMD2<Double>) {
            self.from = SIMD2(from)
            along = SIMD2(to - from)
            let squared = (along * along).sum()
            unit = squared > 0 ? along / squared : .zero
        }
    }

    /// Strokes that are one shape: where they cross, the colour is laid once.
    mutating func stroke(_ strokes: [[SIMD2<Double>]], _ width: Double, _ colour: Colour, _ opacity: Double = 1) {
        guard let start = strokes.first(where: { !$0.isEmpty })?[0] else { return }
        let radius = width / 2
        var (left, right, top, bottom) = (start.x, start.x, start.y, start.y)
        for point in strokes.joined() {
            (left, right, top, bottom) = (min(left, point.x), max(right, point.x), min(top, point.y), max(bottom, point.y))
        }
        let box = Box(left: left, top: top, width: right - left, height: bottom - top).inset(-radius)
        let corner = SIMD2(box.left, box.top)
        var pieces: [Piece] = []
        for stroke in strokes {
            if stroke.count == 1 { pieces.append(Piece(stroke[0] - corner, stroke[0] - corner)) }
            for (from, to) in zip(stroke, stroke.dropFirst()) { pieces.append(Piece(from - corner, to - corner)) }
        }
        pieces.withUnsafeBufferPointer { pieces in
            paint(box, radius, colour, opacity) { across, down in
                var least = SIMD8<Float>(repeating: .infinity)
                for piece in pieces {
                    let (x, y) = (across - piece.from.x, down - piece.from.y)
                    var share = x * piece.unit.x + y * piece.unit.y
                    // The library's minimum of vectors goes lane by lane.
                    share = share.replacing(with: 0, where: share .< 0)
                    share = share.replacing(with: 1, where: share .> 1)
                    let (gapX, gapY) = (x - share * piece.along.x, y - share * piece.along.y)
                    let squared = gapX * gapX + gapY * gapY
                    least = least.replacing(with: squared, where: squared .< least)
                }
                return least
            }
        }
    }
}
