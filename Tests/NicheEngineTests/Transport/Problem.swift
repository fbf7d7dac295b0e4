import Glibc
import Testing

@testable import NicheEngine

/// A balance with the arrays it points to, for tests.
final class Problem {
    let grid: Grid
    var diffusion: Double
    var half = 1.0
    var edges: Edges
    var loss: [Double]
    var capacity: [Double]?
    var source: [Double]
    var values: [Double]

    init(_ nx: Int, _ ny: Int, _ nz: Int, spacing: SIMD3<Double>, diffusion: Double, edges: Edges = .closed) {
        grid = Grid(nx: nx, ny: ny, nz: nz, spacing: spacing)
        self.diffusion = diffusion
        self.edges = edges
        loss = Array(repeating: 0, count: grid.count)
        source = loss
        values = loss
    }

    @discardableResult
    func solve(tolerance: Double, threads: Int = 2, mostCycles: Int = 60, isDealing: Bool = false) -> Multigrid.Outcome {
        let pool = Pool(threads: threads)
        defer { pool.close() }
        let solver = isDealing ? Multigrid(grid: grid, pool: pool, isDealing: true) : Multigrid(grid: grid, pool: pool)
        return solve(solver, tolerance: tolerance, mostCycles: mostCycles)
    }

    @discardableResult
    func solve(_ solver: Multigrid, tolerance: Double, mostCycles: Int = 60) -> Multigrid.Outcome {
        withBalance { solver.solve($0, $1, tolerance: tolerance, mostCycles: mostCycles) }
    }

    func withBalance<R>(_ body: (UnsafeMutablePointer<Double>, Balance) -> R) -> R {
        let capacity = capacity
        return loss.withUnsafeBufferPointer { loss in
            source.withUnsafeBufferPointer { source in
                values.withUnsafeMutableBufferPointer { values in
                    func run(_ capacity: UnsafePointer<Double>?) -> R {
                        body(
                            values.baseAddress!,
                            Balance(
                                diffusion: diffusion, half: half, loss: loss.baseAddress!, capacity: capacity,
                                source: source.baseAddress!, edges: edges))
                    }
                    guard let capacity else { return run(nil) }
                    return capacity.withUnsafeBufferPointer { run($0.baseAddress!) }
                }
            }
        }
    }

    /// One step of the implicit Euler method.
    func step(_ dt: Double, _ solver: Multigrid, tolerance: Double) {
        let (oldLoss, oldSource) = (loss, source)
        for v in values.indices {
            loss[v] += 1 / dt
            source[v] += values[v] / dt
        }
        solve(solver, tolerance: tolerance)
        (loss, source) = (oldLoss, oldSource)
    }

    func hold(_ voxel: Int, at value: Double) {
        loss[voxel] = 1e9
        source[voxel] = 1e9 * value
        capacity?[voxel] = 0
    }

    /// Holds what is outside of a closed surface at a value, the surface passing between centres where it does: a voxel whose
    /// neighbour is outside is coupled to the value over the distance to the surface, θ h, in place of h (Gibou et al. 2002).
    /// - Parameter height: signed distance to the surface, negative inside.
    func holdOutside(at value: Double, _ height: (SIMD3<Double>) -> Double) {
        let heights = (0..<grid.count).map { height(grid.centre(of: $0)) }
        let counts = [grid.nx, grid.ny, grid.nz]
        let strides = [1, grid.nx, grid.nx * grid.ny]
        for v in 0..<grid.count {
            guard heights[v] < 0 else {
                hold(v, at: value)
                continue
            }
            for axis in 0..<3 {
                let place = v / strides[axis] % counts[axis]
                for (neighbour, isInside) in [(v - strides[axis], place > 0), (v + strides[axis], place < counts[axis] - 1)]
                where isInside && heights[neighbour] >= 0 {
                    let fraction = max(heights[v] / (heights[v] - heights[neighbour]), 1e-3)
                    let extra = diffusion / (grid.spacing[axis] * grid.spacing[axis]) * (1 / fraction - 1)
                    loss[v] += extra
                    source[v] += extra * value
                }
            }
        }
    }

    func value(_ i: Int, _ j: Int, _ k: Int) -> Double { values[grid.index(i, j, k)] }
}

/// Numbers that look random and are the same every time.
struct Numbers {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) * 0x1p-53
    }
}

func length(_ v: SIMD3<Double>) -> Double { (v * v).sum().squareRoot() }

func isNear(_ value: Double, _ expected: Double, within part: Double) -> Bool { abs(value - expected) <= part * abs(expected) }
