/// What a substance meets at one side of the grid.
public enum Edge: Sendable, Equatable {
    /// Nothing passes.
    case closed
    /// The concentration is held at this value on the outer face, half a voxel from the nearest centres.
    case value(Double)
    /// The side continues at the opposite side, which must be periodic too.
    case periodic
}

/// What a substance meets at the six sides of the grid, for x, y and z in this order.
public struct Edges: Sendable, Equatable {
    public var low: [Edge]
    public var high: [Edge]

    public init(low: [Edge], high: [Edge]) {
        precondition(low.count == 3 && high.count == 3, "an edge for each of the three axes")
        self.low = low
        self.high = high
    }

    /// No flux through any side.
    public static let closed = Edges(low: [.closed, .closed, .closed], high: [.closed, .closed, .closed])

    /// The same edge on all sides; a slice stays closed along z.
    public static func all(_ e: Edge, isSlice: Bool) -> Edges {
        let sides = [e, e, isSlice ? .closed : e]
        return Edges(low: sides, high: sides)
    }

    var isValid: Bool {
        for axis in 0..<3 where (low[axis] == .periodic) != (high[axis] == .periodic) { return false }
        return low.count == 3 && high.count == 3
    }
}
