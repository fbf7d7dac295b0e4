import NicheMath

/// Where RNA is caught: spots on a hexagonal lattice, or bins that leave no room between them.
public enum SpotLayout: Sendable, Equatable {
    /// Discs of a diameter, so far apart from centre to centre [µm].
    case hexagonal(diameter: Double, pitch: Double)
    /// Squares of an edge [µm].
    case square(edge: Double)

    /// Spots of 55 µm every 100 µm.
    public static let spots = SpotLayout.hexagonal(diameter: 55, pitch: 100)
    /// Bins of 8 µm.
    public static let bins = SpotLayout.square(edge: 8)

    /// A place in the array: row from the top, column, and centre [µm].
    public struct Spot: Sendable, Equatable {
        public var row: Int
        public var column: Int
        public var x: Double
        public var y: Double
    }

    /// Area of a spot [µm²].
    public var area: Double {
        switch self {
        case .hexagonal(let diameter, _): 0x1.921fb54442d18p-1 * diameter * diameter
        case .square(let edge): edge * edge
        }
    }

    /// The spots whose centres lie in a tissue of that size, row by row. Odd rows of a hexagonal layout begin half a pitch further.
    public func spots(width: Double, height: Double) -> [Spot] {
        let (dx, dy) = steps
        var spots: [Spot] = []
        var row = 0
        while (Double(row) + 0.5) * dy < height {
            let start = isShifted(row) ? dx : 0.5 * dx
            var column = 0
            while start + Double(column) * dx < width {
                spots.append(Spot(row: row, column: column, x: start + Double(column) * dx, y: (Double(row) + 0.5) * dy))
                column += 1
            }
            row += 1
        }
        return spots
    }

    /// The row and column of the spot that holds a place, whether or not the tissue has one there; nil between spots.
    func spot(atX x: Double, _ y: Double) -> (row: Int, column: Int)? {
        let (dx, dy) = steps
        guard case .hexagonal(let diameter, _) = self else { return (Int(Elementary.floor(y / dy)), Int(Elementary.floor(x / dx))) }
        // Spots do not touch, so that at most one of the nearest in three rows holds it.
        let middle = Int(Elementary.floor(y / dy))
        for row in [middle - 1, middle, middle + 1] {
            let start = isShifted(row) ? dx : 0.5 * dx
            let column = Int(Elementary.floor((x - start) / dx + 0.5))
            let (u, v) = (x - start - Double(column) * dx, y - (Double(row) + 0.5) * dy)
            if u * u + v * v < 0.25 * diameter * diameter { return (row, column) }
        }
        return nil
    }

    /// Places that cover a spot evenly, for means over it.
    func places(in spot: Spot) -> [SIMD2<Double>] {
        let reach: Double
        switch self {
        case .hexagonal(let diameter, _): reach = diameter / 2
        case .square(let edge): reach = edge / 2
        }
        var places: [SIMD2<Double>] = []
        for j in 0..<11 {
            for i in 0..<11 {
                let (u, v) = ((Double(i) - 5) / 5.5 * reach, (Double(j) - 5) / 5.5 * reach)
                if case .hexagonal = self, u * u + v * v > reach * reach { continue }
                places.append(SIMD2(spot.x + u, spot.y + v))
            }
        }
        return places
    }

    private var steps: (Double, Double) {
        switch self {
        case .hexagonal(_, let pitch): (pitch, pitch * 0x1.bb67ae8584caap-1)  // √3 / 2
        case .square(let edge): (edge, edge)
        }
    }

    private func isShifted(_ row: Int) -> Bool {
        if case .hexagonal = self { return !row.isMultiple(of: 2) }
        return false
    }
}
