import Glibc
import NicheEngine
import Testing

/// Thin tubes in tissue of constant uptake (Krogh's cylinder).
@Suite struct WellTests {
    private static let diffusion = 1.2e5
    private static let uptake = 1_200.0
    private static let wall = 40.0
    private static let radius = 5.0
    private static let reach = 60.0

    /// Krogh's solution, also beyond the radius of no flux.
    private static func pressure(_ r: Double) -> Double {
        wall + uptake / (4 * diffusion) * (r * r - radius * radius) - uptake * reach * reach / (2 * diffusion) * log(r / radius)
    }

    /// A slice around one tube at the middle of the grid, all beyond 85 µm held at Krogh's solution: the flow that the tube then
    /// gives is its own affair. A shared tube stands on the corner of four voxels.
    private func slice(spacing h: Double, permeability: Double, isShared: Bool) -> (problem: Problem, tube: [Int]) {
        let n = 2 * (Int(85 / h) + 2) + (isShared ? 0 : 1)
        let problem = Problem(n, n, 1, spacing: SIMD3(h, h, 10), diffusion: Self.diffusion)
        problem.half = 1e-4
        problem.capacity = Array(repeating: Self.uptake, count: problem.grid.count)
        problem.values = Array(repeating: 20, count: problem.grid.count)
        let centre = SIMD3(problem.grid.size.x / 2, problem.grid.size.y / 2, 5)
        for v in 0..<problem.grid.count {
            let r = length(problem.grid.centre(of: v) - centre)
            if r > 85 { problem.hold(v, at: Self.pressure(r)) }
        }
        let g = Wells.conductance(
            diffusion: Self.diffusion, permeability: permeability, radius: Self.radius, length: 10, spacing: problem.grid.spacing,
            isShared: isShared)
        let flow = Self.uptake * Double.pi * (Self.reach * Self.reach - Self.radius * Self.radius)
        let inside = Self.wall + flow / (2 * Double.pi * Self.radius * permeability)
        let m = n / 2
        let tube = isShared ? [(m - 1, m - 1), (m, m - 1), (m - 1, m), (m, m)] : [(m, m)]
        let voxels = tube.map { problem.grid.index($0.0, $0.1, 0) }
        for v in voxels {
            problem.loss[v] = g
            problem.source[v] = g * inside
            // The tube itself takes up nothing.
            problem.capacity![v] *= max(0, 1 - Double.pi * Self.radius * Self.radius / (h * h * Double(voxels.count)))
        }
        return (problem, voxels)
    }

    @Test(arguments: [(10.0, 1e12, true), (20.0, 1e12, true), (20.0, 3e4, false), (10.0, 1e4, false)])
    func aTubeSuppliesKroghsCylinder(spacing: Double, permeability: Double, isShared: Bool) {
        #expect(isNear(Self.pressure(20), 15.98, within: 1e-3))
        #expect(isNear(Self.pressure(40), 6.51, within: 1e-3))
        #expect(isNear(Self.pressure(60), 4.21, within: 1e-3))
        let (problem, _) = slice(spacing: spacing, permeability: permeability, isShared: isShared)
        #expect(problem.solve(tolerance: 1e-6).hasConverged)
        let centre = SIMD3(problem.grid.size.x / 2, problem.grid.size.y / 2, 5)
        for target in [20.0, 40, 60] {
            // A grid's logarithm is off by a part of cos 4φ h² / r²; the mean around the tube is what is asked for.
            var sum = 0.0
            var count = 0.0
            for v in 0..<problem.grid.count {
                let r = length(problem.grid.centre(of: v) - centre)
                guard abs(r - target) < max(0.6 * spacing, 7.5), r > 0.8 * spacing else { continue }
                sum += problem.values[v] - Self.pressure(r)
                count += 1
            }
            let expected = Self.pressure(target)
            #expect(isNear(expected + sum / count, expected, within: 0.02), "at \(target): off by \(sum / count) of \(expected)")
        }
    }

    @Test func theFlowOfATubeHardlyDependsOnTheGrid() {
        var means: [Double] = []
        for spacing in [5.0, 10, 20] {
            let n = Int(160 / spacing)
            let problem = Problem(n, n, 1, spacing: SIMD3(spacing, spacing, 10), diffusion: Self.diffusion)
            problem.capacity = Array(repeating: 400, count: problem.grid.count)
            let g = Wells.conductance(
                diffusion: Self.diffusion, permeability: 2e4, radius: 3, length: 10, spacing: problem.grid.spacing, isShared: true)
            for (i, j) in [(n / 2 - 1, n / 2 - 1), (n / 2, n / 2 - 1), (n / 2 - 1, n / 2), (n / 2, n / 2)] {
                problem.loss[problem.grid.index(i, j, 0)] = g
                problem.source[problem.grid.index(i, j, 0)] = g * 50
            }
            #expect(problem.solve(tolerance: 1e-6).hasConverged)
            means.append(problem.values.reduce(0, +) / Double(problem.grid.count))
        }
        #expect(isNear(means[1], means[0], within: 0.02) && isNear(means[2], means[0], within: 0.02), "\(means)")
    }

    @Test func conductanceGrowsWithTheWallAndStaysFinite() {
        let spacing = SIMD3(20.0, 20, 20)
        func g(_ permeability: Double, _ radius: Double) -> Double {
            Wells.conductance(diffusion: 1.2e5, permeability: permeability, radius: radius, length: 20, spacing: spacing)
        }
        #expect(g(0, 5) == 0)
        #expect(g(1e3, 5) < g(1e4, 5))
        #expect(g(1e12, 15).isFinite && g(1e12, 15) > 0)
        // A wall that lets little through is all there is: the surface times P over the volume.
        #expect(isNear(g(1, 3), 2 * Double.pi * 3 * 20 / 8_000, within: 1e-3))
    }
}
