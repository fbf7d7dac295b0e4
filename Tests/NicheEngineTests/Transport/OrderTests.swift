import Glibc
import NicheEngine
import Testing

/// How fast errors shrink on finer grids.
@Suite struct OrderTests {
    /// The largest and the root-mean-square error for c = 50 + 20 f(x) f(y) f(z) with linear loss and uptake.
    private func errors(_ refinement: Int, isHeld: Bool) -> (largest: Double, mean: Double) {
        let size = SIMD3(180.0, 207, 217)
        let counts = [18 * refinement, 23 * refinement, 31 * refinement]
        let spacing = SIMD3(size.x / Double(counts[0]), size.y / Double(counts[1]), size.z / Double(counts[2]))
        let problem = Problem(
            counts[0], counts[1], counts[2], spacing: spacing, diffusion: 1e4, edges: isHeld ? .all(.value(50), isSlice: false) : .closed)
        problem.half = 5
        problem.capacity = Array(repeating: 1_500, count: problem.grid.count)
        let waves = SIMD3(1.0, isHeld ? 2 : 1, 1) * Double.pi / size
        func exact(_ p: SIMD3<Double>) -> Double {
            let a = waves * p
            return 50 + 20 * (isHeld ? sin(a.x) * sin(a.y) * sin(a.z) : cos(a.x) * cos(a.y) * cos(a.z))
        }
        for v in 0..<problem.grid.count {
            let c = exact(problem.grid.centre(of: v))
            problem.loss[v] = 20 + 10 * problem.grid.centre(of: v).x / size.x
            problem.source[v] = 1e4 * (waves * waves).sum() * (c - 50) + problem.loss[v] * c + 1_500 * c / (5 + c)
        }
        #expect(problem.solve(tolerance: 1e-9).hasConverged)
        var largest = 0.0
        var sum = 0.0
        for v in 0..<problem.grid.count {
            let error = abs(problem.values[v] - exact(problem.grid.centre(of: v)))
            largest = max(largest, error)
            sum += error * error
        }
        return (largest, (sum / Double(problem.grid.count)).squareRoot())
    }

    @Test(arguments: [false, true])
    func halvingTheVoxelsQuartersTheError(isHeld: Bool) {
        let coarse = errors(1, isHeld: isHeld)
        let fine = errors(2, isHeld: isHeld)
        #expect(abs(log2(coarse.largest / fine.largest) - 2) < 0.1, "\(log2(coarse.largest / fine.largest))")
        #expect(abs(log2(coarse.mean / fine.mean) - 2) < 0.1, "\(log2(coarse.mean / fine.mean))")
    }

    @Test func aWaveOnAPeriodicGridDecaysAtItsOwnRate() {
        // An eigenvector of the grid's Laplacian: the answer is known to rounding, odd counts included.
        let (nx, ny, nz) = (15, 12, 7)
        let h = SIMD3(10.0, 12, 9)
        let problem = Problem(nx, ny, nz, spacing: h, diffusion: 700, edges: .all(.periodic, isSlice: false))
        let wave = SIMD3(2 * Double.pi / 15, 4 * Double.pi / 12, 2 * Double.pi / 7)
        let rates = SIMD3(1 - cos(wave.x), 1 - cos(wave.y), 1 - cos(wave.z)) * 2 / (h * h)
        let rate = 700 * rates.sum() + 0.5
        for v in 0..<problem.grid.count {
            problem.loss[v] = 0.5
            let a = wave * (problem.grid.centre(of: v) / h)
            problem.source[v] = 20 + rate * cos(a.x + a.y + a.z)
        }
        #expect(problem.solve(tolerance: 1e-11).hasConverged)
        for v in 0..<problem.grid.count {
            let a = wave * (problem.grid.centre(of: v) / h)
            #expect(abs(problem.values[v] - (40 + cos(a.x + a.y + a.z))) < 1e-9)
        }
    }
}
