import Glibc
import NicheMath

/// Times a warm quasi-steady solve: saturable uptake everywhere, sources along parallel tubes, after the uptake changed by 1 %.
public enum SolveBenchmark {
    public struct Result: Sendable {
        /// Of the solve, and of a pass over memory: a copy of a field, one of ten in turn so that none is in the cache [ms].
        public var milliseconds = 0.0
        public var pass = 0.0
        public var cycles = 0
        /// Largest error against a solve to 1e-9, over the largest concentration; the tolerance was 1e-3.
        public var error = 0.0
    }

    public static func run(edge: Int, threads: Int, repeats: Int) -> Result {
        let grid = Grid(nx: edge, ny: edge, nz: edge, spacing: SIMD3(repeating: 20))
        let pool = Pool(threads: threads)
        defer { pool.close() }
        let solver = Multigrid(grid: grid, pool: pool)
        let memory = UnsafeMutablePointer<Double>.zeroed(5 * grid.count)
        defer { memory.deallocate() }
        let (values, loss, capacity, source) = (memory, memory + grid.count, memory + 2 * grid.count, memory + 3 * grid.count)
        let exact = memory + 4 * grid.count
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
        var result = Result()
        var times: [Double] = []
        for run in 0..<max(1, repeats) {
            let factor = run % 2 == 0 ? 1.01 : 1 / 1.01
            for voxel in 0..<grid.count { capacity[voxel] *= factor }
            times.append(milliseconds { result.cycles = solver.solve(values, balance, tolerance: 0.04).cycles })
        }
        result.milliseconds = times.sorted()[times.count / 2]
        exact.update(from: values, count: grid.count)
        _ = solver.solve(exact, balance, tolerance: 1e-9)
        for voxel in 0..<grid.count { result.error = max(result.error, abs(values[voxel] - exact[voxel]) / 40) }
        result.pass = copyPass(count: grid.count, repeats: 4 * repeats)
        return result
    }

    /// The time to copy a field [ms].
    static func copyPass(count: Int, repeats: Int) -> Double {
        let fields = UnsafeMutablePointer<Double>.zeroed(10 * count)
        defer { fields.deallocate() }
        var times: [Double] = []
        for run in 0..<max(1, repeats) {
            let (from, to) = (fields + 3 * run % 10 * count, fields + (3 * run + 1) % 10 * count)
            times.append(milliseconds { to.update(from: from, count: count) })
        }
        return times.sorted()[times.count / 2]
    }

    /// The time that the processors spent on it, all threads together [ms].
    static func milliseconds(_ body: () -> Void) -> Double {
        let start = spent()
        body()
        return spent() - start
    }

    private static func spent() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) * 1e-6
    }
}
