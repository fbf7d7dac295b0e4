/// Shapes given by their signed distance: how far a point lies outside; what is within half a pixel of the edge is part covered.
extension Canvas {
    /// A rectangle in pixels.
    struct Box: Sendable {
        var left: Double
        var top: Double
        var width: Double
        var height: Double
        var right: Double { left + width }
        var bottom: Double { top + height }
        func inset(_ by: Double) -> Box { Box(left: left + by, top: top + by, width: width - 2 * by, height: height - 2 * by) }
    }

    mutating func paint(_ box: Box, _ colour: Colour, _ opacity: Double = 1, distance: (Double, Double) -> Double) {
        guard let (columns, rows) = pixels(box.inset(-1)) else { return }
        for y in rows {
            for x in columns {
                let cover = min(max(0.5 - distance(Double(x) + 0.5, Double(y) + 0.5), 0), 1)
                if cover > 0 { blend(x, y, colour, cover * opacity) }
            }
        }
    }

    /// The pixels of the picture that a rectangle touches; nil when there are none.
    func pixels(_ box: Box) -> (columns: Range<Int>, rows: Range<Int>)? {
        let (left, right) = (max(box.left, 0), min(box.right, Double(width)))
        let (top, bottom) = (max(box.top, 0), min(box.bottom, Double(height)))
        // Written so that a NaN fails it too.
        guard left < right, top < bottom else { return nil }
        return (Int(left)..<Int(right.rounded(.up)), Int(top)..<Int(bottom.rounded(.up)))
    }

    mutating func fill(_ box: Box, _ colour: Colour, _ opacity: Double = 1) { rounded(box, 0, colour, opacity) }

    mutating func frame(_ box: Box, _ colour: Colour, width: Double = 1) {
        line(
            [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom), (box.left, box.top)], width, colour
        )
    }

    /// A rectangle with round corners.
    mutating func rounded(_ box: Box, _ radius: Double, _ colour: Colour, _ opacity: Double = 1) {
        let (middleX, middleY) = (box.left + box.width / 2, box.top + box.height / 2)
        paint(box, colour, opacity) { x, y in
            let across = abs(x - middleX) - box.width / 2 + radius
            let down = abs(y - middleY) - box.height / 2 + radius
            let (outX, outY) = (max(across, 0), max(down, 0))
            return (outX * outX + outY * outY).squareRoot() + min(max(across, down), 0) - radius
        }
    }

    /// A disc with a darker rim inside its edge.
    mutating func disc(_ x: Double, _ y: Double, _ radius: Double, _ colour: Colour, rim: Colour? = nil, rimWidth: Double = 1) {
        let box = Box(left: x - radius, top: y - radius, width: 2 * radius, height: 2 * radius)
        func distance(_ px: Double, _ py: Double) -> Double {
            ((px - x) * (px - x) + (py - y) * (py - y)).squareRoot() - radius
        }
        paint(box, rim ?? colour, distance: distance)
        if rim != nil { paint(box, colour) { distance($0, $1) + rimWidth } }
    }

    /// Lines through points, with round ends and joints.
    mutating func line(_ points: [(Double, Double)], _ width: Double, _ colour: Colour, _ opacity: Double = 1) {
        stroke([points.map { SIMD2($0.0, $0.1) }], width, colour, opacity)
    }

    /// Strokes that are one shape: where they cross, the colour is laid once.
    mutating func stroke(_ strokes: [[SIMD2<Double>]], _ width: Double, _ colour: Colour, _ opacity: Double = 1) {
        let points = strokes.joined()
        guard let left = points.map(\.x).min(), let right = points.map(\.x).max(), let top = points.map(\.y).min(),
            let bottom = points.map(\.y).max()
        else { return }
        var pieces: [(from: SIMD2<Double>, along: SIMD2<Double>, squared: Double)] = []
        for stroke in strokes {
            if stroke.count == 1 { pieces.append((stroke[0], .zero, 0)) }
            for (from, to) in zip(stroke, stroke.dropFirst()) { pieces.append((from, to - from, ((to - from) * (to - from)).sum())) }
        }
        let box = Box(left: left, top: top, width: right - left, height: bottom - top).inset(-width / 2)
        paint(box, colour, opacity) { x, y in
            var least = Double.infinity
            for piece in pieces {
                let offset = SIMD2(x, y) - piece.from
                let share = piece.squared > 0 ? min(max((offset * piece.along).sum() / piece.squared, 0), 1) : 0
                let gap = offset - piece.along * share
                least = min(least, (gap * gap).sum())
            }
            return least.squareRoot() - width / 2
        }
    }
}
