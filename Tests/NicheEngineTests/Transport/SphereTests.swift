import Glibc
import NicheEngine
import Testing

/// Spheres and slabs with known answers.
@Suite struct SphereTests {
    /// A sphere of radius `radius` whose surface is held, its centre on the centre of the middle voxel.
    private func sphere(
        radius: Double, spacing h: Double, diffusion: Double, surface: Double, uptake: Double, half: Double
    ) -> Problem {
        let n = 2 * (Int(radius / h) + 2) + 1
        let problem = Problem(n, n, n, spacing: SIMD3(h, h, h), diffusion: diffusion)
        problem.half = half
        if uptake > 0 { problem.capacity = Array(repeating: uptake, count: problem.grid.count) }
        problem.holdOutside(at: surface) { length($0 - problem.grid.size / 2) - radius }
        problem.values = Array(repeating: surface, count: problem.grid.count)
        return problem
    }

    /// Mean of the six voxels on the axes, or the middle one.
    private func mean(_ problem: Problem, at distance: Double) -> Double {
        let m = problem.grid.nx / 2
        let d = Int((distance / problem.grid.spacing.x).rounded())
        let sum =
            problem.value(m - d, m, m) + problem.value(m + d, m, m) + problem.value(m, m - d, m) + problem.value(m, m + d, m)
            + problem.value(m, m, m - d) + problem.value(m, m, m + d)
        return sum / 6
    }

    @Test(arguments: [10.0, 20.0])
    func aSphereOfConstantUptakeHasItsParabola(spacing: Double) {
        let problem = sphere(radius: 200, spacing: spacing, diffusion: 1.2e5, surface: 100, uptake: 1_326.1, half: 0.01)
        #expect(problem.solve(tolerance: 1e-3).hasConverged)
        #expect(isNear(mean(problem, at: 0), 26.33, within: 0.01))
        #expect(isNear(mean(problem, at: 100), 44.75, within: 0.01))
    }

    /// Oxygen at the surface [mmHg], radius and radius of the empty core [µm]: r_l² = r_o² - 3 r_n² + 2 r_n³ / r_o (Grimes 2014).
    private static let cores: [(surface: Double, radius: Double, core: Double)] = [
        (100, 250, 56.8), (100, 300, 129.2), (100, 400, 243.5), (100, 500, 349.5), (100, 600, 452.9), (100, 800, 656.6),
        (100, 1_000, 858.7), (38, 300, 206.9), (38, 500, 411.7), (150, 400, 197.6), (150, 600, 415.2),
    ]

    @Test(arguments: cores, [10.0, 20.0])
    func aLargeSphereIsEmptyWithinItsKnownRadius(sphere: (surface: Double, radius: Double, core: Double), spacing h: Double) {
        let (surface, radius, core) = sphere
        let (diffusion, uptake, half) = (1.2e5, 1_326.1, 0.01)
        // One eighth, the centre in a corner: by symmetry nothing passes the three faces there.
        let n = Int(radius / h) + 2
        let problem = Problem(n, n, n, spacing: SIMD3(h, h, h), diffusion: diffusion)
        problem.half = half
        problem.capacity = Array(repeating: uptake, count: problem.grid.count)
        problem.holdOutside(at: surface) { length($0) - radius }
        problem.values = Array(repeating: surface, count: problem.grid.count)
        #expect(problem.solve(tolerance: 1e-3 * surface).hasConverged)
        // The uptake that is missing is the volume of the core; the field is that of the rim, p = a / 6D (r² - 3 r_n² + 2 r_n³ / r).
        var missing = 0.0
        var largest = 0.0
        for v in 0..<problem.grid.count {
            let r = length(problem.grid.centre(of: v))
            guard r < radius else { continue }
            missing += half / (half + problem.values[v])
            let rim = r > core ? uptake / (6 * diffusion) * (r * r - 3 * core * core + 2 * core * core * core / r) : 0
            largest = max(largest, abs(problem.values[v] - rim))
        }
        let found = cbrt(missing * problem.grid.voxelVolume * 6 / Double.pi)
        #expect(isNear(found, core, within: 0.03), "\(found)")
        #expect(largest < 0.01 * surface, "\(largest)")
    }

    @Test(arguments: [10.0, 20.0])
    func aSphereOfFirstOrderLossFollowsTheHyperbolicSine(spacing: Double) {
        let problem = sphere(radius: 200, spacing: spacing, diffusion: 1.2e5, surface: 1, uptake: 0, half: 1)
        for v in problem.loss.indices { problem.loss[v] += 12 }
        #expect(problem.solve(tolerance: 1e-6).hasConverged)
        for (distance, expected) in [(0, 0.5514), (50, 0.5747), (100, 0.6481), (150, 0.7828)] where distance % Int(spacing) == 0 {
            #expect(isNear(mean(problem, at: Double(distance)), expected, within: 0.01))
        }
    }

    @Test(arguments: [10.0, 20.0])
    func aSlabOfFirstOrderLossFollowsTheHyperbolicCosine(spacing: Double) {
        let n = Int(400 / spacing) + 1
        // One voxel wider by half on each side would miss the faces: the spacing makes the slab 400 µm across.
        let h = 400 / Double(n)
        let problem = Problem(n, 4, 3, spacing: SIMD3(h, 7, 9), diffusion: 1.2e5)
        problem.edges.low[0] = .value(1)
        problem.edges.high[0] = .value(1)
        for v in problem.loss.indices { problem.loss[v] = 12 }
        #expect(problem.solve(tolerance: 1e-6).hasConverged)
        #expect(isNear(problem.value(n / 2, 1, 1), 0.2658, within: 0.01))
        for i in 0..<n {
            let x = (Double(i) + 0.5) * h - 200
            #expect(isNear(problem.value(i, 2, 2), cosh(x / 100) / cosh(2), within: 0.01))
        }
        #expect(isNear(cosh(1) / cosh(2), 0.4102, within: 1e-3))
    }
}
