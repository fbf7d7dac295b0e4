import Glibc
import NicheMath
import NicheModel

/// Times six minutes of transport of whole substances, and puts cost against error.
public enum TransportBenchmark {
    public struct Step: Sendable {
        /// Of the step of all substances [ms].
        public var milliseconds = 0.0
        /// [ns] per voxel and substance.
        public var perVoxel = 0.0
        /// Fields, coefficients and solver [bytes] per voxel and substance.
        public var bytes = 0.0
    }

    /// A point of the figure of cost against error; `lod.cpp` prints the same columns.
    public struct Point: Sendable {
        public var problem: String
        /// Step [min], 0 for a quasi-steady solve.
        public var step: Double
        public var tolerance: Double
        /// Of six minutes [ms].
        public var milliseconds: Double
        /// Largest, over the largest concentration, against the exact answer.
        public var error: Double
    }

    /// A step of six minutes of substances that diffuse, decay and come from everywhere, on a cube of voxels.
    public static func step(edge: Int, substances: Int, threads: Int, repeats: Int) throws -> Step {
        let grid = Grid(nx: edge, ny: edge, nz: edge, spacing: SIMD3(repeating: 20))
        let pool = Pool(threads: threads)
        defer { pool.close() }
        let before = residentBytes()
        let (transport, clamps) = try transport(grid, pool, substances: substances)
        let fields = Fields(grid: grid, substances: substances, particles: 0)
        let cells = Cells(widths: [])
        for i in 0..<substances {
            for voxel in 0..<grid.count { fields.substances[i][voxel] = 1 + mode(grid, voxel, 1 / Double(i + 1)) }
        }
        var times: [Double] = []
        for _ in 0..<max(1, repeats) {
            times.append(SolveBenchmark.milliseconds { transport.solve(fields, clamps, cells, dt: 6) })
        }
        var step = Step()
        step.milliseconds = times.sorted()[times.count / 2]
        step.perVoxel = step.milliseconds * 1e6 / Double(grid.count * substances)
        step.bytes = Double(residentBytes() - before) / Double(grid.count * substances)
        return step
    }

    /// Substances of D = 600 and k = 0.05 that nobody takes or gives.
    private static func transport(_ grid: Grid, _ pool: Pool, substances: Int) throws -> (Transport, Clamps) {
        var model = Model()
        for i in 0..<substances {
            let place = Place(file: "", line: 1, column: 1)
            model.substances.append(Model.Substance(name: "S\(i)", diffusion: 600, decay: 0.05, place: place))
        }
        let globals = GlobalMap(model)
        let transport = try Transport(model, grid: grid, pool: pool, kinds: [], vesselKinds: [], globals: globals, pad: Scratchpad())
        return (transport, try Clamps(model, globals))
    }

    /// Cost against error for a slow substance, whose pattern fades, and a fast one, which follows its sources.
    public static func sweep(edge: Int, threads: Int) throws -> [Point] {
        let grid = Grid(nx: edge, ny: edge, nz: edge, spacing: SIMD3(repeating: 2_000 / Double(edge)))
        let pool = Pool(threads: threads)
        defer { pool.close() }
        let solver = Multigrid(grid: grid, pool: pool)
        var points: [Point] = []
        for step in [6.0, 3, 1.5, 0.75, 0.3, 0.1] { points.append(try slow(grid, pool, step: step, tolerance: 1e-5)) }
        for tolerance in [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6] { points.append(fast(grid, solver, tolerance: tolerance)) }
        return points
    }

    /// c = 1 + f(x, y, z), f a product of cosines that fades at 3 D w² + k while the mean fades at k.
    private static func slow(_ grid: Grid, _ pool: Pool, step: Double, tolerance: Double) throws -> Point {
        let (diffusion, decay) = (600.0, 0.05)
        let (transport, clamps) = try transport(grid, pool, substances: 1)
        transport.substances[0].tolerance = tolerance
        let fields = Fields(grid: grid, substances: 1, particles: 0)
        let cells = Cells(widths: [])
        let values = fields.substances[0]
        for voxel in 0..<grid.count { values[voxel] = 1 + mode(grid, voxel, 1) }
        let spent = SolveBenchmark.milliseconds {
            for _ in 0..<Int((6 / step).rounded()) { transport.solve(fields, clamps, cells, dt: step) }
        }
        let rate = 3 * diffusion * wave(grid) * wave(grid)
        var error = 0.0
        for voxel in 0..<grid.count {
            let exact = Elementary.exp(-6 * decay) * (1 + Elementary.exp(-6 * rate) * mode(grid, voxel, 1))
            error = max(error, abs(values[voxel] - exact))
        }
        return Point(problem: "slow", step: step, tolerance: tolerance, milliseconds: spent, error: error / 2)
    }

    /// The steady state c = 1 + f of D = 1e5, k = 1, from the state where all sources were 1 % weaker.
    private static func fast(_ grid: Grid, _ solver: Multigrid, tolerance: Double) -> Point {
        let (diffusion, decay) = (1e5, 1.0)
        let arrays = UnsafeMutablePointer<Double>.zeroed(3 * grid.count)
        defer { arrays.deallocate() }
        let (values, loss, source) = (arrays, arrays + grid.count, arrays + 2 * grid.count)
        let rate = 3 * diffusion * wave(grid) * wave(grid)
        for voxel in 0..<grid.count {
            values[voxel] = 0.99 * (1 + mode(grid, voxel, 1))
            loss[voxel] = decay
            source[voxel] = decay + (decay + rate) * mode(grid, voxel, 1)
        }
        let balance = Balance(diffusion: diffusion, loss: loss, source: source, edges: .closed)
        let spent = SolveBenchmark.milliseconds { _ = solver.solve(values, balance, tolerance: 2 * tolerance) }
        var error = 0.0
        for voxel in 0..<grid.count { error = max(error, abs(values[voxel] - 1 - mode(grid, voxel, 1))) }
        return Point(problem: "fast", step: 0, tolerance: tolerance, milliseconds: spent, error: error / 2)
    }

    /// [1/µm]
    private static func wave(_ grid: Grid) -> Double { 2 * Double.pi / grid.size.x }

    private static func mode(_ grid: Grid, _ voxel: Int, _ amplitude: Double) -> Double {
        let p = grid.centre(of: voxel) / grid.size.x
        return amplitude * cosine(p.x) * cosine(p.y) * cosine(p.z)
    }

    private static func cosine(_ turns: Double) -> Double { Elementary.sinCos(2 * Double.pi * turns).cos }

    /// Memory in use, from the system's account of it in pages.
    private static func residentBytes() -> Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var (size, resident) = (0, 0)
        return withUnsafeMutablePointer(to: &size) { size in
            withUnsafeMutablePointer(to: &resident) { resident in
                withVaList([size, resident]) { vfscanf(file, "%ld %ld", $0) } == 2 ? resident.pointee * Int(getpagesize()) : 0
            }
        }
    }
}
