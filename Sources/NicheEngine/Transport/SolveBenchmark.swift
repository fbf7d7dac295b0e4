import NicheMath

/// Times a warm quasi-steady solve: saturable uptake everywhere, sources along parallel tubes, after the uptake changed by 1 %.
public enum SolveBenchmark {
    public static func run(edge: Int, threads: Int, repeats: Int) -> (milliseconds: Double, cycles: Int) {
        let grid = Grid(nx: edge, ny: edge, nz: edge, spacing: SIMD3(repeating: 20))
        let pool = Pool(threads: threads)
        defer { pool.close() }
        let solver = Multigrid(grid: grid, pool: pool)
        let memory = UnsafeMutablePointer<Double>.allocate(capacity: 4 * grid.count)
        defer { memory.deallocate() }
        let (values, loss, capacity, source) = (memory, memory + grid.count, memory + 2 * grid.count, memory + 3 * grid.count)
        memory.initialize(repeating: 0, count: 4 * grid.count)
        for voxel in 0..<grid.count {
            var draws = Draws(seed: 1, key: UInt64(voxel), tick: 0, event: 0)
            values[voxel] = 20
            capacity[voxel] = 800 * draws.uniform(0.5, 1)
            // A perfused tube of 5 µm in every fifth column of voxels.
            if voxel % edge % 5 == 2, voxel / edge % edge % 5 == 2 {
                loss[voxel] = Wells.conductance(diffusion: 1.2e5, permeability: 1e5, radius: 5, length: 20, spacing: grid.spacing)
                source[voxel] = 40 * loss[voxel]
            }
        }
        let balance = Balance(diffusion: 1.2e5, half: 1, loss: loss, capacity: capacity, source: source, edges: .closed)
        _ = solver.solve(values, balance, tolerance: 1e-6)
        var times: [Double] = []
        var cycles = 0
        for run in 0..<max(1, repeats) {
            let factor = run % 2 == 0 ? 1.01 : 1 / 1.01
            for voxel in 0..<grid.count { capacity[voxel] *= factor }
            let start = ContinuousClock.now
            cycles = solver.solve(values, balance, tolerance: 0.04).cycles
            let spent = ContinuousClock.now - start
            times.append(Double(spent.components.seconds) * 1e3 + Double(spent.components.attoseconds) * 1e-15)
        }
        return (times.sorted()[times.count / 2], cycles)
    }
}
