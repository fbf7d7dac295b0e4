import NicheEngine

/// What of a frame is seen on its plane: all of a slice; of a solid tissue the cut through the middle.
struct Section: Sendable {
    /// A cell as cut by the plane [µm], and its place among the cells.
    struct Disc: Sendable {
        var x: Double
        var y: Double
        var radius: Double
        var cell: Int
    }

    /// A piece of vessel within its own radius of the plane [µm].
    struct Tube: Sendable {
        var from: SIMD2<Double>
        var to: SIMD2<Double>
        var radius: Double
        var isPerfused: Bool
    }

    /// Height of the plane [µm].
    var z: Double
    var discs: [Disc] = []
    var tubes: [Tube] = []

    init(_ frame: Frame) {
        z = frame.size.z / 2
        let cells = frame.cells
        for cell in 0..<cells.count {
            let height = frame.isSlice ? 0 : cells.z[cell] - z
            let squared = cells.radius[cell] * cells.radius[cell] - height * height
            guard squared > 0, squared.isFinite, cells.x[cell].isFinite, cells.y[cell].isFinite else { continue }
            discs.append(Disc(x: cells.x[cell], y: cells.y[cell], radius: squared.squareRoot(), cell: cell))
        }
        for segment in 0..<frame.vessels.count {
            if let tube = tube(segment, of: frame.vessels, isSlice: frame.isSlice) { tubes.append(tube) }
        }
    }

    private func tube(_ segment: Int, of vessels: Frame.Vessels, isSlice: Bool) -> Tube? {
        var (from, to) = (vessels.from[segment], vessels.to[segment])
        let radius = vessels.radius[segment]
        guard radius > 0, radius.isFinite, (from + to).sum().isFinite else { return nil }
        if !isSlice {
            // The part of the axis whose height is within a radius of the plane.
            let rise = to.z - from.z
            var (start, end) = (0.0, 1.0)
            if abs(rise) > 1e-9 {
                let (one, other) = ((z - radius - from.z) / rise, (z + radius - from.z) / rise)
                (start, end) = (max(0, min(one, other)), min(1, max(one, other)))
            } else if abs(from.z - z) > radius {
                return nil
            }
            guard start <= end else { return nil }
            (from, to) = (from + (to - from) * start, from + (to - from) * end)
        }
        return Tube(
            from: SIMD2(from.x, from.y), to: SIMD2(to.x, to.y), radius: radius, isPerfused: vessels.isPerfused[segment])
    }
}
