import Glibc
import NicheEngine
import Testing

/// What spreads from a point.
@Suite struct SpreadTests {
    @Test(arguments: [(36.0, 10.0), (100, 20), (146, 20)], [false, true])
    func aPointSourceDecaysOverItsLength(_ pair: (length: Double, spacing: Double), isSlice: Bool) {
        let n = 2 * Int(6 * pair.length / pair.spacing) + 1
        let h = pair.spacing
        let problem = Problem(n, n, isSlice ? 1 : n, spacing: SIMD3(h, h, h), diffusion: 600)
        for v in problem.loss.indices { problem.loss[v] = 600 / (pair.length * pair.length) }
        let m = n / 2
        let mk = isSlice ? 0 : m
        problem.source[problem.grid.index(m, m, mk)] = 1_000
        #expect(problem.solve(tolerance: 1e-9).hasConverged)
        let first = Int((2.5 * pair.length / h).rounded())
        let last = Int((4.5 * pair.length / h).rounded())
        // e^(-r/λ) / r in space, e^(-r/λ) / √r (1 - λ/8r) in the plane.
        func flat(_ d: Int) -> Double {
            let r = Double(d) * h
            let shape = isSlice ? (1 - pair.length / (8 * r)) / r.squareRoot() : 1 / r
            return log(problem.value(m + d, m, mk) / shape)
        }
        let found = Double(last - first) * h / (flat(first) - flat(last))
        #expect(isNear(found, pair.length, within: 0.03), "\(found)")
    }

    @Test(arguments: [2, 3])
    func aPulseSpreadsByTwiceDTimePerAxis(axes: Int) {
        let n = 63
        let h = 20.0
        let d = 600.0
        let problem = Problem(n, n, axes == 2 ? 1 : n, spacing: SIMD3(h, h, h), diffusion: d)
        let pool = Pool(threads: 2)
        defer { pool.close() }
        let solver = Multigrid(grid: problem.grid, pool: pool)
        let middle = problem.grid.index(n / 2, n / 2, axes == 2 ? 0 : n / 2)
        problem.values[middle] = 1_000
        let dt = 2.0
        for step in 1...4 {
            problem.step(dt, solver, tolerance: 1e-10)
            let mass = problem.values.reduce(0, +)
            #expect(isNear(mass, 1_000, within: 1e-9))
            let scaled = problem.values.map { $0 * (1_000 / mass) }
            #expect(isNear(scaled.reduce(0, +), 1_000, within: 1e-12))
            let centre = problem.grid.centre(of: middle)
            var square = 0.0
            for v in 0..<problem.grid.count {
                let r = problem.grid.centre(of: v) - centre
                square += scaled[v] * (r * r).sum() / 1_000
            }
            #expect(isNear(square, 2 * Double(axes) * d * dt * Double(step), within: 1e-4))
        }
    }
}
