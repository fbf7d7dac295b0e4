/// What a body meets at the two ends of an axis.
public enum Wall: Sendable {
    /// Centres are reflected.
    case closed
    /// Nothing: bodies may leave.
    case open
    /// The far end follows the near one.
    case periodic
    /// Pushes back like a body's own repulsion once the centre is nearer than the radius; centres stay inside.
    case wall
}

/// The box from the origin to `size` that bodies live in.
public struct Space: Sendable {
    /// Edges along x, y, z [µm].
    public var size: SIMD3<Double>
    /// In a flat space nothing moves along z.
    public var isFlat: Bool
    /// What stands at both ends of x, y, z.
    public var walls: [Wall]
    /// Gaps along x, y and z, ascending, that no body crosses and none starts in (see `Membranes`).
    public var gaps: [[ClosedRange<Double>]] = [[], [], []] { didSet { hasGaps = gaps.contains { !$0.isEmpty } } }
    public private(set) var hasGaps = false

    public init(size: SIMD3<Double>, isFlat: Bool = false, walls: [Wall] = [.closed, .closed, .closed]) {
        precondition(walls.count == 3 && size.x > 0 && size.y > 0 && size.z > 0)
        self.size = size
        self.isFlat = isFlat
        self.walls = walls
    }

    @inline(__always)
    func isPeriodic(_ axis: Int) -> Bool { walls[axis] == .periodic && !(isFlat && axis == 2) }

    /// The shortest way between two points, which may lead through a periodic end.
    func way(from p: SIMD3<Double>, to q: SIMD3<Double>) -> SIMD3<Double> {
        var way = q - p
        for axis in 0..<3 where isPeriodic(axis) { way[axis] -= (way[axis] / size[axis]).rounded() * size[axis] }
        return way
    }

    /// Edges of the periodic axes, infinite for the others [µm].
    var period: SIMD3<Double> {
        SIMD3(
            isPeriodic(0) ? size.x : .infinity, isPeriodic(1) ? size.y : .infinity, isPeriodic(2) ? size.z : .infinity)
    }
}
