import Glibc
import Testing

@testable import NicheMath

@Suite("Windows")
struct WindowTests {
    @Test("Angles are those of the C library to two units in the last place, in every quadrant")
    func angles() {
        var draws = Draws(seed: 5, key: 0, tick: 0, event: 0)
        for _ in 0..<20_000 {
            let x = draws.normal() * Elementary.exp(4 * draws.normal())
            let y = draws.normal() * Elementary.exp(4 * draws.normal())
            let expected = Glibc.atan2(y, x)
            #expect((Elementary.arcTangent(y, over: x) - expected).magnitude <= 2 * expected.ulp, "\(y) over \(x)")
        }
        #expect(Elementary.arcTangent(0, over: 0) == 0 && Elementary.arcTangent(0, over: -1) == Double.pi)
        #expect(Elementary.arcTangent(1, over: 0) == Double.pi / 2 && Elementary.arcTangent(-1, over: 1) == -Double.pi / 4)
    }

    @Test("The part of a disc in a slice is exact")
    func discs() {
        let window = Window(size: SIMD3(10, 8, 1), isFlat: true)
        // Whole, halved by an edge, quartered by a corner, and a window that lies inside.
        #expect((window.ball(around: SIMD3(5, 4, 0.5), radius: 3) - 9 * Double.pi).magnitude < 1e-12)
        #expect((window.ball(around: SIMD3(5, 0, 0.5), radius: 3) - 4.5 * Double.pi).magnitude < 1e-12)
        #expect((window.ball(around: SIMD3(10, 8, 0), radius: 3) - 2.25 * Double.pi).magnitude < 1e-12)
        #expect((window.ball(around: SIMD3(5, 4, 0), radius: 100) - 80).magnitude < 1e-12)
        // A cap cut off: r² acos(d/r) - d √(r² - d²).
        let cap = 9 * Glibc.acos(1.0 / 3) - Glibc.sqrt(8)
        #expect((window.ball(around: SIMD3(1, 4, 0), radius: 3) - (9 * Double.pi - cap)).magnitude < 1e-12)
        var draws = Draws(seed: 6, key: 0, tick: 0, event: 0)
        for _ in 0..<200 {
            let p = SIMD3(draws.uniform(0, 10), draws.uniform(0, 8), 0)
            let r = draws.uniform(0.1, 14)
            // Across x, the chord inside the window; its square roots at the ends are what a fine sum gets wrong.
            let expected = sum(max(0, p.x - r), min(10, p.x + r)) { x in
                let half = max(0, r * r - (x - p.x) * (x - p.x)).squareRoot()
                return min(8, p.y + half) - max(0, p.y - half)
            }
            #expect((window.ball(around: p, radius: r) - expected).magnitude < 2e-3, "\(p) \(r)")
        }
    }

    @Test("The part of a ball in a box is exact")
    func balls() {
        let window = Window(size: SIMD3(10, 8, 6), isFlat: false)
        #expect((window.ball(around: SIMD3(5, 4, 3), radius: 3) - 36 * Double.pi).magnitude < 1e-11)
        #expect((window.ball(around: SIMD3(5, 4, 0), radius: 3) - 18 * Double.pi).magnitude < 1e-11)
        #expect((window.ball(around: SIMD3(0, 8, 0), radius: 3) - 4.5 * Double.pi).magnitude < 1e-11)
        #expect((window.ball(around: SIMD3(5, 4, 3), radius: 100) - 480).magnitude < 1e-9)
        let cap = Double.pi * 4 * (3 * 3 - 2) / 3  // π h² (3 r - h) / 3 with h = 2
        #expect((window.ball(around: SIMD3(5, 4, 1), radius: 3) - (36 * Double.pi - cap)).magnitude < 1e-11)
        var draws = Draws(seed: 7, key: 0, tick: 0, event: 0)
        for _ in 0..<200 {
            let p = SIMD3(draws.uniform(0, 10), draws.uniform(0, 8), draws.uniform(0, 6))
            let r = draws.uniform(0.1, 13)
            let face = Window(size: SIMD3(10, 8, 1), isFlat: true)
            let expected = sum(max(0, p.z - r), min(6, p.z + r)) { z in
                face.ball(around: p, radius: max(0, r * r - (z - p.z) * (z - p.z)).squareRoot())
            }
            #expect((window.ball(around: p, radius: r) - expected).magnitude < 2e-3, "\(p) \(r)")
        }
    }

    @Test("Rings around a point fill its window")
    func rings() {
        for window in [Scatter.slice, Scatter.block] {
            let p = window.size / 3
            var total = 0.0
            for r in stride(from: 0.0, to: 500, by: 20) { total += window.ring(around: p, r..<(r + 20)) }
            #expect((total - window.measure).magnitude < 1e-9 * window.measure)
        }
    }

    /// The integral of a function, by the midpoint rule.
    private func sum(_ a: Double, _ b: Double, _ f: (Double) -> Double) -> Double {
        let n = 4000
        let step = (b - a) / Double(n)
        return step * (0..<n).reduce(0.0) { $0 + f(a + (Double($1) + 0.5) * step) }
    }
}
