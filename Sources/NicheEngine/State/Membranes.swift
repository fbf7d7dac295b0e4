import NicheModel

/// Planes that cells neither cross nor feel through. Substances pass as if there were none.
///
/// For contacts and pushes the compartments between the planes are drawn apart by a gap that is wider than any two cells reach. So
/// their inner loops need not ask for membranes, and a model without any pays nothing.
final class Membranes {
    /// Where the planes stand along x, y and z, ascending [µm]. A centre on a plane is above it.
    private let planes: [[Double]]
    let isEmpty: Bool
    /// A power of two, so that drawing apart rounds as little as may be [µm].
    static let gap = 512.0
    private var spread: [Buffer<Double>]

    init(_ planes: [[Double]]) {
        self.planes = planes
        isEmpty = planes.allSatisfy(\.isEmpty)
        spread = planes.map { _ in Buffer<Double>() }
    }

    deinit { for buffer in spread { buffer.free() } }

    private func compartment(_ value: Double, _ axis: Int) -> Int { planes[axis].reduce(0) { $0 + ($1 <= value ? 1 : 0) } }

    /// Whether a membrane stands between two points.
    @inline(__always)
    func part(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Bool { !isEmpty && areParted(a, b) }

    private func areParted(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Bool {
        (0..<3).contains { compartment(a[$0], $0) != compartment(b[$0], $0) }
    }

    /// A point brought back to the side of another.
    func held(_ p: SIMD3<Double>, beside q: SIMD3<Double>) -> SIMD3<Double> {
        guard part(p, q) else { return p }
        var p = p
        for axis in 0..<3 { p[axis] = held(p[axis], axis, compartment(q[axis], axis)) }
        return p
    }

    private func held(_ value: Double, _ axis: Int, _ compartment: Int) -> Double {
        var value = value
        if compartment > 0 { value = max(value, planes[axis][compartment - 1]) }
        if compartment < planes[axis].count { value = min(value, planes[axis][compartment].nextDown) }
        return value
    }

    // MARK: The space drawn apart

    /// The space in which contacts and pushes are sought.
    func drawnApart(_ space: Space) -> Space {
        guard !isEmpty else { return space }
        var space = space
        for axis in 0..<3 {
            space.size[axis] += Self.gap * Double(planes[axis].count)
            space.gaps[axis] = planes[axis].enumerated().map { i, plane in
                (plane + Self.gap * Double(i))...(plane + Self.gap * Double(i + 1))
            }
        }
        return space
    }

    /// Coordinates of the cells there; the cells' own where there are no membranes.
    func drawnApart(_ cells: Cells) -> (x: UnsafeMutablePointer<Double>, y: UnsafeMutablePointer<Double>, z: UnsafeMutablePointer<Double>) {
        func column(_ axis: Int, _ own: UnsafeMutablePointer<Double>) -> UnsafeMutablePointer<Double> {
            guard !planes[axis].isEmpty else { return own }
            spread[axis].reserve(cells.count)
            let target = spread[axis].start
            for i in 0..<cells.count { target[i] = own[i] + Self.gap * Double(compartment(own[i], axis)) }
            return target
        }
        return (column(0, cells[.x]), column(1, cells[.y]), column(2, cells[.z]))
    }

    /// A point there.
    @inline(__always)
    func drawnApart(_ p: SIMD3<Double>) -> SIMD3<Double> { isEmpty ? p : apart(p) }

    private func apart(_ p: SIMD3<Double>) -> SIMD3<Double> {
        var p = p
        for axis in 0..<3 { p[axis] += Self.gap * Double(compartment(p[axis], axis)) }
        return p
    }

    /// Puts the cells where they have come to stand there since they were drawn apart, each on its own side.
    func bringBack(_ cells: Cells) {
        for (axis, own) in [cells[.x], cells[.y], cells[.z]].enumerated() where !planes[axis].isEmpty {
            let moved = spread[axis].start
            for i in 0..<cells.count {
                let compartment = compartment(own[i], axis)
                own[i] = held(moved[i] - Self.gap * Double(compartment), axis, compartment)
            }
        }
    }

    /// How far cells may reach so that those of two compartments cannot meet [µm].
    var farthest: Double { isEmpty ? .infinity : Self.gap / 2 * 0.99 }
}
