import Glibc
import NicheEngine
import Testing

/// What a caller may rely on whatever the coefficients are.
@Suite struct SolverTests {
    /// Uptake everywhere, supply from voxels of strong exchange.
    private func supplied(_ nx: Int, _ ny: Int, _ nz: Int, exchange: Double = 3_000, half: Double = 1) -> Problem {
        let problem = Problem(nx, ny, nz, spacing: SIMD3(20, 20, 20), diffusion: 1.2e5)
        var numbers = Numbers(3)
        problem.half = half
        problem.capacity = problem.loss.map { _ in 300 + 200 * numbers.next() }
        for v in problem.loss.indices where numbers.next() < 0.01 {
            problem.loss[v] = exchange
            problem.source[v] = exchange * 60
        }
        problem.loss[0] = exchange
        problem.source[0] = exchange * 60
        return problem
    }

    @Test func anyNumberOfThreadsGivesTheSameBits() {
        var answers: [[UInt64]] = []
        for threads in [1, 2, 3] {
            let problem = supplied(45, 38, 41)
            #expect(problem.solve(tolerance: 1e-6, threads: threads).hasConverged)
            answers.append(problem.values.map(\.bitPattern))
        }
        #expect(answers[0] == answers[1])
        #expect(answers[0] == answers[2])
        for isDealing in [false, true] {
            let periodic = [1, 3].map { threads in
                let problem = supplied(31, 29, 27)
                problem.edges = .all(.periodic, isSlice: false)
                problem.solve(tolerance: 1e-6, threads: threads, isDealing: isDealing)
                return problem.values.map(\.bitPattern)
            }
            #expect(periodic[0] == periodic[1])
        }
    }

    @Test(arguments: [0.01, 1, 20])
    func concentrationsAreNeverNegative(half: Double) {
        for exchange in [10.0, 1e3, 1e5] {
            let problem = supplied(29, 31, 23, exchange: exchange, half: half)
            var numbers = Numbers(11)
            problem.values = problem.values.map { _ in 100 * numbers.next() }
            for most in 1...8 {
                problem.solve(tolerance: 0, mostCycles: most)
                #expect(problem.values.allSatisfy { $0 >= 0 && $0.isFinite })
            }
        }
    }

    @Test(
        arguments: [
            [1, 1, 1], [2, 1, 1], [1, 3, 1], [1, 1, 5], [7, 11, 13], [17, 17, 1], [33, 2, 65], [64, 64, 3], [97, 5, 1], [127, 1, 31],
        ], [false, true])
    func anyCountsOfVoxelsAreSolved(counts: [Int], isDealing: Bool) {
        for edges in [Edges.closed, .all(.value(38), isSlice: counts[2] == 1), .all(.periodic, isSlice: counts[2] == 1)] {
            let problem = supplied(counts[0], counts[1], counts[2])
            problem.edges = edges
            let outcome = problem.solve(tolerance: 1e-7, isDealing: isDealing)
            #expect(outcome.hasConverged && outcome.cycles < 20, "\(outcome)")
            #expect(largestResidual(problem) < 1e-3)
        }
    }

    /// The largest amount by which a voxel's balance is not met [conc/min], straight from the definition.
    private func largestResidual(_ problem: Problem) -> Double {
        let grid = problem.grid
        let counts = [grid.nx, grid.ny, grid.nz]
        let strides = [1, grid.nx, grid.nx * grid.ny]
        var largest = 0.0
        for v in 0..<grid.count {
            let c = problem.values[v]
            var rest = problem.source[v] - problem.loss[v] * c
            if let capacity = problem.capacity { rest -= capacity[v] * c / (problem.half + c) }
            for axis in 0..<3 {
                let coupling = problem.diffusion / (grid.spacing[axis] * grid.spacing[axis])
                let place = v / strides[axis] % counts[axis]
                for (step, edge) in [(-1, problem.edges.low[axis]), (1, problem.edges.high[axis])] {
                    if (0..<counts[axis]).contains(place + step) {
                        rest += coupling * (problem.values[v + step * strides[axis]] - c)
                    } else if case .value(let held) = edge {
                        rest += 2 * coupling * (held - c)
                    } else if edge == .periodic {
                        rest += coupling * (problem.values[v - step * (counts[axis] - 1) * strides[axis]] - c)
                    }
                }
            }
            largest = max(largest, abs(rest))
        }
        return largest
    }

    @Test func aSolverForgetsThoseBefore() {
        let pool = Pool(threads: 1)
        defer { pool.close() }
        let solver = Multigrid(grid: supplied(24, 20, 16).grid, pool: pool)
        for (diffusion, edges) in [
            (1.2e5, Edges.closed), (1.2e5, .all(.value(3), isSlice: false)), (1.2e5, .closed), (600, .closed), (1.2e5, .closed),
        ] {
            let (again, anew) = (supplied(24, 20, 16), supplied(24, 20, 16))
            for problem in [again, anew] { (problem.diffusion, problem.edges) = (diffusion, edges) }
            again.solve(solver, tolerance: 1e-3)
            anew.solve(tolerance: 1e-3, threads: 1)
            #expect(again.values == anew.values, "\(diffusion)")
        }
    }

    @Test func aWellIsItsOwnEquation() {
        let problem = Problem(1, 1, 1, spacing: SIMD3(20, 20, 20), diffusion: 1.2e5)
        problem.loss = [2]
        problem.source = [10]
        #expect(problem.solve(tolerance: 1e-9).hasConverged)
        #expect(problem.values == [5])
        problem.capacity = [12]
        problem.half = 1
        #expect(problem.solve(tolerance: 1e-9).hasConverged)
        // 2 c + 12 c / (1 + c) = 10
        #expect(isNear(problem.values[0], (-4 + 96.0.squareRoot()) / 4, within: 1e-14))
        // Nothing but uptake, at most 12.
        problem.loss = [0]
        #expect(problem.solve(tolerance: 1e-9).hasConverged)
        #expect(isNear(problem.values[0], 5, within: 1e-14))
        problem.source = [13]
        #expect(!problem.solve(tolerance: 1e-9).hasConverged)
    }

    @Test func withoutDiffusionEachVoxelIsSolvedForItself() {
        let problem = supplied(9, 8, 7)
        problem.diffusion = 0
        #expect(problem.solve(tolerance: 1e-9).hasConverged)
        #expect(largestResidual(problem) < 1e-9)
    }

    @Test(arguments: [1e3, 1e4, 1e5], [false, true])
    func strongSinksTakeFewCycles(strength: Double, isDealing: Bool) {
        for fraction in [0.0005, 0.003, 0.05] {
            let problem = Problem(40, 37, 33, spacing: SIMD3(20, 20, 20), diffusion: 1.2e5)
            var numbers = Numbers(5)
            for v in problem.loss.indices {
                problem.source[v] = numbers.next()
                if numbers.next() < fraction || v == 1_000 {
                    problem.loss[v] = strength
                    problem.source[v] += strength * (numbers.next() < 0.5 ? 100 : 0)
                }
            }
            let outcome = problem.solve(tolerance: 1e-4, isDealing: isDealing)
            #expect(outcome.hasConverged && outcome.cycles < 20, "\(outcome)")
        }
    }

    @Test(arguments: [false, true])
    func aHalfSpaceOfStrongLossTakesFewCycles(isDealing: Bool) {
        let problem = Problem(40, 13, 40, spacing: SIMD3(40, 20, 20), diffusion: 1.2e5)
        problem.edges.high[0] = .value(100)
        for v in problem.loss.indices {
            problem.loss[v] = v > problem.loss.count / 2 ? 1e4 : 1e-4
            problem.values[v] = 1_000
        }
        let outcome = problem.solve(tolerance: 1e-4, isDealing: isDealing)
        #expect(outcome.hasConverged && outcome.cycles < 20, "\(outcome)")
    }

    @Test(arguments: [1e-3, 1e-5])
    func aSmallChangeIsFollowedWithinTheTolerance(part: Double) {
        let problem = supplied(50, 50, 50)
        let pool = Pool(threads: 2)
        defer { pool.close() }
        let solver = Multigrid(grid: problem.grid, pool: pool)
        problem.solve(solver, tolerance: 1e-6)
        var numbers = Numbers(8)
        for _ in 0..<3 {
            for v in problem.loss.indices { problem.capacity![v] *= 0.99 + 0.02 * numbers.next() }
            let outcome = problem.solve(solver, tolerance: part * 60)
            #expect(outcome.hasConverged && outcome.cycles <= (part < 1e-4 ? 6 : 3), "\(outcome)")
            let quick = problem.values
            problem.solve(solver, tolerance: 1e-8)
            let error = zip(quick, problem.values).map { abs($0 - $1) }.max()!
            #expect(error <= part * 60)
            problem.values = quick
        }
    }

    @Test func aCycleLeavesASixthOfTheErrorOrLess() {
        let problem = Problem(48, 48, 48, spacing: SIMD3(20, 20, 20), diffusion: 1.2e5, edges: .all(.value(0), isSlice: false))
        var numbers = Numbers(2)
        problem.values = problem.values.map { _ in numbers.next() }
        var last = 0.0
        for cycle in 1...8 {
            problem.solve(tolerance: 0, mostCycles: 1)
            let error = problem.values.max()!
            if cycle > 3 { #expect(error < last / 6) }
            last = error
        }
    }

    @Test func whatHasNoAnswerEnds() {
        let closed = Problem(20, 20, 20, spacing: SIMD3(20, 20, 20), diffusion: 1e3)
        closed.source[7] = 1
        #expect(!closed.solve(tolerance: 1e-6).hasConverged)
        #expect(closed.values.allSatisfy { $0.isFinite })
        // More comes in than can be taken up.
        closed.capacity = Array(repeating: 1, count: closed.grid.count)
        closed.source = Array(repeating: 2, count: closed.grid.count)
        #expect(!closed.solve(tolerance: 1e-6).hasConverged)
        #expect(closed.values.allSatisfy { $0.isFinite })
    }

    @Test(arguments: [Double.nan, .infinity])
    func inputThatIsNotFiniteEnds(_ bad: Double) {
        for array in 0..<4 {
            let problem = supplied(19, 17, 21)
            problem.values = Array(repeating: 5, count: problem.grid.count)
            switch array {
            case 0: problem.values[100] = bad
            case 1: problem.loss[100] = bad
            case 2: problem.capacity![100] = bad
            default: problem.source[100] = bad
            }
            #expect(!problem.solve(tolerance: 1e-6).hasConverged)
        }
    }

    @Test func whatComesInThroughTheSidesIsTakenUp() {
        let problem = supplied(21, 18, 15)
        problem.edges = Edges(low: [.value(38), .closed, .periodic], high: [.value(100), .value(20), .periodic])
        #expect(problem.solve(tolerance: 1e-9).hasConverged)
        var taken = 0.0
        for v in 0..<problem.grid.count {
            let c = problem.values[v]
            taken += problem.loss[v] * c + problem.capacity![v] * c / (problem.half + c) - problem.source[v]
        }
        let inflow = problem.withBalance { values, balance in
            let pool = Pool(threads: 1)
            defer { pool.close() }
            return Multigrid(grid: problem.grid, pool: pool).boundaryInflow(values, balance)
        }
        #expect(isNear(inflow, taken * problem.grid.voxelVolume, within: 1e-9))
    }
}
