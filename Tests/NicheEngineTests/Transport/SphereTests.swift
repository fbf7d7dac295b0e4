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

    @Test(
        arguments: [(100.0, 300.0, 129.2), (100, 400, 243.5), (100, 500, 349.5), (38, 300, 206.9), (38, 500, 411.7)]
            as [(Double, Double, Double)])
    func aLargeSphereIsEmptyWithinItsKnownRadius(surface: Double, radius: Double, core: Double) {
        let h = 20.0
        let problem = sphere(radius: radius, spacing: h, diffusion: 1.2e5, surface: surface, uptake: 1_326.1, half: 0.01)
        #expect(problem.solve(tolerance: 1e-3 * surface).hasConverged)
        // The uptake that is missing is the volume of the core.
        var missing = 0.0
        for v in 0..<problem.grid.count where length(problem.grid.centre(of: v) - problem.grid.size / 2) < radius {
            missing += 1 - problem.values[v] / (0.01 + problem.values[v])
        }
        let found = cbrt(missing * problem.grid.voxelVolume * 3 / (4 * Double.pi))
        #expect(abs(found - core) < max(0.03 * core, 0.2 * h), "\(found)")
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
