import Testing

@testable import NicheEngine

/// The fast kernels against plain loops, to the last bit.
@Suite struct KernelTests {
    private func solver(_ nx: Int, _ ny: Int, _ nz: Int, hasCapacity: Bool) -> Multigrid {
        let solver = Multigrid(grid: Grid(nx: nx, ny: ny, nz: nz, spacing: SIMD3(20, 20, 20)), pool: Pool(threads: 1))
        solver.prepare(diffusion: 700, edges: .all(.value(3), isSlice: nz == 1))
        let level = solver.levels[0]
        level.isCurved = hasCapacity
        level.saturation = 2
        var numbers = Numbers(5)
        for k in 0..<nz {
            for j in 0..<ny {
                for i in 0..<nx {
                    let place = (k * ny + j) * level.pitch + level.x.slot(i)
                    level.row(j, k)[level.x.slot(i)] = 10 * numbers.next()
                    level.loss[place] = numbers.next()
                    level.source[place] = numbers.next()
                    level.capacity[place] = 100 * numbers.next()
                }
            }
        }
        return solver
    }

    /// The answer of one voxel's own equation, number by number.
    private func answer(_ level: Level, _ i: Int, _ j: Int, _ k: Int) -> Double {
        let slot = level.x.slot(i)
        let place = (k * level.y.count + j) * level.pitch + slot
        func value(_ i: Int, _ j: Int, _ k: Int) -> Double {
            let isInside = (0..<level.x.count).contains(i) && (0..<level.y.count).contains(j) && (0..<level.z.count).contains(k)
            return isInside ? level.row(j, k)[level.x.slot(i)] : 0
        }
        let x = level.x.low[slot] * value(i - 1, j, k) + level.x.high[slot] * value(i + 1, j, k)
        let y = level.y.low[j] * value(i, j - 1, k) + level.y.high[j] * value(i, j + 1, k)
        let z = level.z.low[k] * value(i, j, k - 1) + level.z.high[k] * value(i, j, k + 1)
        let r = level.source[place] + (level.isFlat ? x + y : (x + y) + z)
        let a = level.loss[place] + (level.x.diagonal[slot] + (level.y.diagonal[j] + level.z.diagonal[k]))
        guard level.isCurved else { return r / a }
        let (h, q) = (level.saturation, level.capacity[place])
        let b = (a * h + q) - r
        let root = Lanes(repeating: b * b + 4 * (a * (h * r))).root[0]
        return b > 0 ? (h * r + h * r) / (b + root) : (root - b) / (a + a)
    }

    @Test(arguments: [[21, 6, 5], [9, 4, 1], [40, 3, 7]], [false, true])
    func aHalfSweepHasTheBitsOfAPlainLoop(counts: [Int], hasCapacity: Bool) {
        let solver = solver(counts[0], counts[1], counts[2], hasCapacity: hasCapacity)
        let level = solver.levels[0]
        for colour in 0...1 {
            var expected: [Double] = []
            for k in 0..<counts[2] {
                for j in 0..<counts[1] {
                    for i in 0..<counts[0] {
                        expected.append((i + j + k) % 2 == colour ? answer(level, i, j, k) : level.row(j, k)[level.x.slot(i)])
                    }
                }
            }
            var largest = 0.0
            for k in 0..<counts[2] { largest = max(largest, level.relax(colour: colour, k * counts[1]..<(k + 1) * counts[1])) }
            var voxel = 0
            for k in 0..<counts[2] {
                for j in 0..<counts[1] {
                    for i in 0..<counts[0] {
                        #expect(level.row(j, k)[level.x.slot(i)] == expected[voxel])
                        if (i + j + k) % 2 == colour { #expect(largest >= expected[voxel]) }
                        voxel += 1
                    }
                }
            }
        }
    }

    @Test func rootsAreGoodToTheLastPlace() {
        var numbers = Numbers(6)
        for _ in 0..<1_000 {
            let x = 1e6 * numbers.next()
            #expect(abs(Lanes(repeating: x).root[3] - x.squareRoot()) <= x.squareRoot().ulp)
        }
    }
}
