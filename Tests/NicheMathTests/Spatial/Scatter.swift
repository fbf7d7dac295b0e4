@testable import NicheMath

/// Points to test spatial statistics on.
enum Scatter {
    /// The windows as arguments of tests: those of a test may not be aligned as its vectors are, or an unoptimised build ends in the task's memory.
    enum Shape: CaseIterable {
        case slice, block
        var window: Window { self == .slice ? Scatter.slice : Scatter.block }
    }

    static let slice = Window(size: SIMD3(400, 300, 20), isFlat: true)
    static let block = Window(size: SIMD3(200, 150, 120), isFlat: false)

    /// Points anywhere in a window, none more likely than another.
    static func uniform(_ count: Int, in window: Window, seed: UInt64) -> PointPattern {
        var draws = Draws(seed: seed, key: 0, tick: 0, event: 0)
        let points = (0..<count).map { _ in
            SIMD3(draws.uniform(0, window.size.x), draws.uniform(0, window.size.y), draws.uniform(0, window.size.z))
        }
        return PointPattern(points, in: window)
    }

    static func values(_ count: Int, seed: UInt64) -> [Double] {
        var draws = Draws(seed: seed, key: 1, tick: 0, event: 0)
        return (0..<count).map { _ in draws.normal() }
    }

    /// A square lattice in a slice, a point in the middle of each square of `pitch`.
    static func lattice(_ nx: Int, _ ny: Int, pitch: Double) -> PointPattern {
        var points: [SIMD3<Double>] = []
        for y in 0..<ny {
            for x in 0..<nx { points.append(SIMD3((Double(x) + 0.5) * pitch, (Double(y) + 0.5) * pitch, 5)) }
        }
        return PointPattern(points, in: Window(size: SIMD3(Double(nx) * pitch, Double(ny) * pitch, 10), isFlat: true))
    }
}
