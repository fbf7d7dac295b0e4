import Testing

@testable import NicheEngine

/// How single sinks are dealt to the coarse voxels around them.
@Suite struct DealingTests {
    /// A grid's two finest levels with losses that jump, and a loss of every coarse voxel made from them by the kernels.
    private func dealt(_ counts: [Int], _ edges: Edges, isCurved: Bool) -> Multigrid {
        let grid = Grid(nx: counts[0], ny: counts[1], nz: counts[2], spacing: SIMD3(20, 20, counts[2] > 40 ? 40 : 20))
        let solver = Multigrid(grid: grid, pool: Pool(threads: 1), isDealing: true)
        solver.prepare(diffusion: 700, edges: edges)
        let fine = solver.levels[0]
        fine.isCurved = isCurved
        fine.saturation = 2
        var numbers = Numbers(7)
        for row in 0..<fine.rows {
            for i in 0..<counts[0] {
                let slot = fine.x.slot(i)
                fine.loss[row * fine.pitch + slot] = numbers.next() < 0.1 ? 50 * numbers.next() : numbers.next()
                fine.capacity[row * fine.pitch + slot] = 100 * numbers.next()
                fine.row(row % counts[1], row / counts[1])[slot] = 10 * numbers.next() - 1
            }
        }
        _ = solver.pass(0, halfSweeps: 0, restricting: true, withStiffness: true) { _, _ in }
        return solver
    }

    /// σ of a voxel of the fine level, number by number.
    private func slope(_ level: Level, _ i: Int, _ j: Int, _ k: Int) -> Double {
        let place = (k * level.y.count + j) * level.pitch + level.x.slot(i)
        guard level.isCurved else { return level.loss[place] }
        let h = level.saturation
        let fraction = 1 / (h + max(0, level.row(j, k)[level.x.slot(i)]))
        return level.loss[place] + level.capacity[place] * (h * (fraction * fraction))
    }

    private func least(_ transfer: Transfer, _ i: Int, _ j: Int, _ k: Int) -> Double {
        let level = transfer.fine
        var least = Double.infinity
        for c in level.z.children(k) {
            for b in level.y.children(j) { for a in level.x.children(i) { least = min(least, slope(level, a, b, c)) } }
        }
        return least
    }

    private func softened(_ transfer: Transfer, _ i: Int, _ j: Int, _ k: Int) -> Double {
        let level = transfer.fine
        let (x, y, z) = (level.x.parents(i).own, level.y.parents(j).own, level.z.parents(k).own)
        let excess = slope(level, i, j, k) - least(transfer, x, y, z)
        return excess * level.dealtLimit / (excess + level.dealtLimit)
    }

    /// What a fine row holds, joined to a coarse voxel of it.
    private func joined(_ transfer: Transfer, _ i: Int, _ j: Int, _ k: Int) -> Double {
        let (x, count) = (transfer.fine.x, transfer.coarse.x.count)
        guard x.isCoarsened else { return softened(transfer, i, j, k) }
        func part(_ child: Int, _ weights: UnsafeMutablePointer<Double>) -> Double {
            child >= 0 && child < x.count ? weights[x.slot(child)] * softened(transfer, child, j, k) : 0
        }
        let beside = part(2 * i - 1, x.dealtOther) + part(2 * i + 2, x.dealtOther)
        var sum = beside + (part(2 * i, x.dealtOwn) + part(2 * i + 1, x.dealtOwn))
        if i == 0 { sum += part(x.count - 1, x.dealtOther) }
        if i == count - 1 { sum += part(0, x.dealtOther) }
        return sum
    }

    private func loss(_ transfer: Transfer, _ i: Int, _ j: Int, _ k: Int) -> Double {
        let (y, z) = (transfer.fine.y.givers(j), transfer.fine.z.givers(k))
        var total = 0.0
        for (c, weight) in [z.0, z.1, z.2, z.3] where weight != 0 {
            let beside = y.0.weight * joined(transfer, i, y.0.cell, c) + y.3.weight * joined(transfer, i, y.3.cell, c)
            let under = y.1.weight * joined(transfer, i, y.1.cell, c) + y.2.weight * joined(transfer, i, y.2.cell, c)
            total += weight * (beside + under)
        }
        return least(transfer, i, j, k) + total
    }

    @Test(
        arguments: [[21, 6, 5], [9, 4, 1], [40, 3, 7], [5, 70, 1], [6, 5, 43], [2, 8, 1], [1, 9, 8], [32, 32, 32]],
        [Edge.closed, .value(3), .periodic])
    func dealtLossHasTheBitsOfAPlainLoop(counts: [Int], edge: Edge) {
        for isCurved in [false, true] {
            let solver = dealt(counts, .all(edge, isSlice: counts[2] == 1), isCurved: isCurved)
            let transfer = solver.transfers[0]
            let coarse = transfer.coarse
            var wrong = 0
            for k in 0..<coarse.z.count {
                for j in 0..<coarse.y.count {
                    for i in 0..<coarse.x.count {
                        let place = (k * coarse.y.count + j) * coarse.pitch + coarse.x.slot(i)
                        if coarse.loss[place] != loss(transfer, i, j, k) { wrong += 1 }
                    }
                }
            }
            #expect(wrong == 0)
            let used = Set((0..<coarse.x.count).map(coarse.x.slot))
            for row in 0..<coarse.rows {
                for slot in 0..<coarse.pitch where !used.contains(slot) { #expect(coarse.loss[row * coarse.pitch + slot] == 0) }
            }
        }
    }

    /// What coarse corrections lose to dealt sinks is what their interpolation loses to the sinks themselves.
    @Test(
        arguments: [[21, 6, 5], [9, 4, 1], [40, 3, 7], [6, 5, 43], [16, 16, 16]], [Edge.closed, .value(3), .periodic])
    func dealingIsTheTransposeOfTheInterpolation(counts: [Int], edge: Edge) {
        let solver = dealt(counts, .all(edge, isSlice: counts[2] == 1), isCurved: true)
        let transfer = solver.transfers[0]
        let (fine, coarse) = (transfer.fine, transfer.coarse)
        func volume(_ level: Level, _ i: Int, _ j: Int, _ k: Int) -> Double { level.x.widths[i] * level.y.widths[j] * level.z.widths[k] }
        var numbers = Numbers(9)
        var corrections: [Double] = []
        var lost = 0.0
        for k in 0..<coarse.z.count {
            for j in 0..<coarse.y.count {
                for i in 0..<coarse.x.count {
                    corrections.append(numbers.next())
                    let place = (k * coarse.y.count + j) * coarse.pitch + coarse.x.slot(i)
                    lost += volume(coarse, i, j, k) * (coarse.loss[place] - least(transfer, i, j, k)) * corrections.last!
                }
            }
        }
        func parents(_ axis: Axis, _ i: Int, _ count: Int) -> [(Int, Double)] {
            let (own, other) = axis.parents(i)
            let slot = axis.slot(i)
            return [(own, axis.own[slot]), ((other + count) % count, axis.other[slot])].filter { $0.1 != 0 }
        }
        var expected = 0.0
        for k in 0..<fine.z.count {
            for j in 0..<fine.y.count {
                for i in 0..<fine.x.count {
                    var correction = 0.0
                    for (c, wz) in parents(fine.z, k, coarse.z.count) {
                        for (b, wy) in parents(fine.y, j, coarse.y.count) {
                            for (a, wx) in parents(fine.x, i, coarse.x.count) {
                                correction += wx * wy * wz * corrections[(c * coarse.y.count + b) * coarse.x.count + a]
                            }
                        }
                    }
                    expected += volume(fine, i, j, k) * softened(transfer, i, j, k) * correction
                }
            }
        }
        #expect(isNear(lost, expected, within: 1e-12))
    }

    /// Tubes in every fifth column of voxels, points, and a half of strong loss, after a change: the error is within the tolerance, and
    /// what was said of it not far below.
    @Test(arguments: ["tubes", "points", "half"])
    func errorsAreWithinTheTolerance(kind: String) {
        let problem = Problem(42, 40, 45, spacing: SIMD3(20, 20, 20), diffusion: 1.2e5)
        var numbers = Numbers(4)
        for v in problem.loss.indices {
            let (i, j) = (v % 42, v / 42 % 40)
            switch kind {
            case "tubes": if i % 5 == 2, j % 5 == 2 { problem.loss[v] = 75 }
            case "points": if numbers.next() < 0.01 { problem.loss[v] = 3_000 }
            default: problem.loss[v] = v > problem.loss.count / 2 ? 1e4 : 1e-4
            }
            problem.source[v] = kind == "half" ? 5 * numbers.next() : 40 * problem.loss[v]
        }
        if kind != "half" { problem.capacity = problem.loss.map { _ in 800 * (0.5 + 0.5 * numbers.next()) } }
        problem.solve(tolerance: 1e-6, isDealing: true)
        for v in problem.loss.indices {
            if kind == "half" { problem.source[v] *= 1.02 } else { problem.capacity![v] *= 1.01 }
        }
        let tolerance = 1e-3 * problem.values.max()!
        let outcome = problem.solve(tolerance: tolerance, isDealing: true)
        let quick = problem.values
        problem.solve(tolerance: 1e-6 * tolerance)
        let error = zip(quick, problem.values).map { abs($0 - $1) }.max()!
        #expect(outcome.hasConverged && outcome.cycles <= 2, "\(outcome)")
        #expect(error <= tolerance && outcome.error > 0.5 * error, "\(error) of \(tolerance), \(outcome)")
    }
}
