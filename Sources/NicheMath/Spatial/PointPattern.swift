/// Points observed in a window: the centres of a population of cells.
///
/// Two points at distance 0 are taken for the same cell, which is never its own neighbour: populations may overlap, or be one and the same.
/// Sums run in the order of the points, so that the same points give the same bits.
public struct PointPattern: Sendable {
    /// Places [µm].
    public var points: [SIMD3<Double>]
    public let window: Window
    public var count: Int { points.count }

    public init(_ points: [SIMD3<Double>], in window: Window) {
        self.points = points
        self.window = window
    }

    /// Points per area [1/µm²] or volume [1/µm³].
    public var density: Double { Double(count) / window.measure }
}
