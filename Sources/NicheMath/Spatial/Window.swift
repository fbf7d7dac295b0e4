/// What was observed: a box with closed edges from the origin to `size`, or in a slice its xy face, in which all distances then lie.
public struct Window: Sendable, Equatable {
    /// Edges along x, y, z [µm].
    public let size: SIMD3<Double>
    public let isFlat: Bool

    public init(size: SIMD3<Double>, isFlat: Bool) {
        precondition(size.x > 0 && size.y > 0 && (isFlat || size.z > 0), "a window of size \(size)")
        self.size = size
        self.isFlat = isFlat
    }

    /// Area [µm²] of a slice, or volume [µm³].
    public var measure: Double { isFlat ? size.x * size.y : size.x * size.y * size.z }

    /// The square of the distance between two points [µm²].
    @inlinable @inline(__always)
    public func squaredDistance(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double {
        let (x, y, z) = (a.x - b.x, a.y - b.y, a.z - b.z)
        return isFlat ? x * x + y * y : x * x + y * y + z * z
    }

    /// The nearest point of the window; a slice has no z.
    func nearest(_ p: SIMD3<Double>) -> SIMD3<Double> {
        let inside = p.clamped(lowerBound: .zero, upperBound: size)
        return isFlat ? SIMD3(inside.x, inside.y, 0) : inside
    }
}
