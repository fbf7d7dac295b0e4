/// Shapes given by their distances; what is within half a pixel of the edge is part covered. A shape looks only at the pixels of its box.
extension Canvas {
    /// A rectangle in pixels.
    struct Box: Sendable, Equatable {
        var left: Double
        var top: Double
        var width: Double
        var height: Double
        var right: Double { left + width }
        var bottom: Double { top + height }
        func inset(_ by: Double) -> Box { Box(left: left + by, top: top + by, width: width - 2 * by, height: height - 2 * by) }
    }

    /// The pixels of the picture that a rectangle touches; nil when there are none.
    func pixels(_ box: Box) -> (columns: Range<Int>, rows: Range<Int>)? {
        let (left, right) = (max(box.left, 0), min(box.right, Double(width)))
        let (top, bottom) = (max(box.top, 0), min(box.bottom, Double(height)))
        // Written so that a NaN fails it too.
        guard left < right, top < bottom else { return nil }
        return (Int(left)..<Int(right.rounded(.up)), Int(top)..<Int(bottom.rounded(.up)))
    }

    mutating func fill(_ box: Box, _ colour: Colour, _ opacity: Double = 1) {
        // Most boxes cover whole pixels.
        let isWhole = [box.left, box.top, box.width, box.height].allSatisfy { $0 == $0.rounded() }
        guard opacity >= 1, isWhole, let (columns, rows) = pixels(box) else { return rounded(box, 0, colour, opacity) }
        let pixel = colour.packed
        withRows(rows) { ($1 + columns.lowerBound).update(repeating: pixel, count: columns.count) }
    }

    /// The outline of a rectangle. Each side is drawn by itself, since the box around all four would be most of the picture.
    mutating func frame(_ box: Box, _ colour: Colour, width: Double = 1) {
        for y in [box.top, box.bottom] { line([(box.left, y), (box.right, y)], width, colour) }
        // The rows that those lines touch are theirs.
        let (top, bottom) = ((box.top + width / 2).rounded(.up), (box.bottom - width / 2).rounded(.down))
        guard top < bottom else { return }
        for x in [box.left, box.right] { rounded(Box(left: x - width / 2, top: top, width: width, height: bottom - top), 0, colour) }
    }

    /// A rectangle with round corners.
    mutating func rounded(_ box: Box, _ radius: Double, _ colour: Colour, _ opacity: Double = 1) {
        guard let (columns, rows) = pixels(box.inset(-1)) else { return }
        let (middleX, middleY) = (box.left + box.width / 2, box.top + box.height / 2)
        let pixel = colour.packed
        withRows(rows) { y, row in
            let down = abs(Double(y) + 0.5 - middleY) - box.height / 2 + radius
            for x in columns {
                let across = abs(Double(x) + 0.5 - middleX) - box.width / 2 + radius
                let (outX, outY) = (max(across, 0), max(down, 0))
                let distance = (outX * outX + outY * outY).squareRoot() + min(max(across, down), 0) - radius
                let cover = min(max(0.5 - distance, 0), 1)
                if cover > 0 { Pixel.lay(pixel, Pixel.share(cover * opacity), over: &row[x]) }
            }
        }
    }

    /// A disc with a darker rim inside its edge.
    mutating func disc(_ x: Double, _ y: Double, _ radius: Double, _ colour: Colour, rim: Colour? = nil, rimWidth: Double = 1) {
        func lay(_ colour: Colour, _ radius: Double) {
            let box = Box(left: x - radius, top: y - radius, width: 2 * radius, height: 2 * radius)
            paint(box, radius, colour) { across, down in
                let (x, y) = (across - Float(radius), down - Float(radius))
                return x * x + y * y
            }
        }
        lay(rim ?? colour, radius)
        if rim != nil { lay(colour, radius - rimWidth) }
    }

    /// Lines through points, with round ends and joints.
    mutating func line(_ points: [(Double, Double)], _ width: Double, _ colour: Colour, _ opacity: Double = 1) {
        stroke([points.map { SIMD2($0.0, $0.1) }], width, colour, opacity)
    }

    /// Covers what lies within a radius of something.
    ///
    /// - Parameter squared: the distance from it, squared, of eight pixels in a row; places are taken from the corner of the box, since
    ///   a Float has few digits.
    @inline(__always)
    mutating func paint(
        _ box: Box, _ radius: Double, _ colour: Colour, _ opacity: Double = 1, squared: (SIMD8<Float>, Float) -> SIMD8<Float>
    ) {
        guard radius > -0.5, let (columns, rows) = pixels(box.inset(-1)) else { return }
        let (pixel, radius, opacity) = (colour.packed, Float(radius), Float(opacity) * 256)
        let outer = (radius + 0.5) * (radius + 0.5)
        let inner = radius > 0.5 ? (radius - 0.5) * (radius - 0.5) : -1
        let steps = SIMD8<Float>(0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5)
        withRows(rows) { y, row in
            let down = Float(Double(y) + 0.5 - box.top)
            for x in stride(from: columns.lowerBound, to: columns.upperBound, by: 8) {
                let found = squared(Float(Double(x) - box.left) + steps, down)
                guard any(found .< outer) else { continue }
                for lane in 0..<min(8, columns.upperBound - x) where found[lane] < outer {
                    let cover = found[lane] <= inner ? 1 : min(radius + 0.5 - found[lane].squareRoot(), 1)
                    Pixel.lay(pixel, UInt32(cover * opacity + 0.5), over: &row[x + lane])
                }
            }
        }
    }
}
