import Testing

@testable import NicheEngine

@Suite struct ForceBenchmarkTests {
    @Test func theCloudIsPacked() {
        let result = ForceBenchmark.run(count: 10_000, threads: 1, repeats: 1)
        #expect(result.neighbours > 11 && result.neighbours < 12 && result.best > 0)
    }

    @Test(arguments: [MechanicsBenchmark.Scene.resting, .growing]) func stepsAreTimed(scene: MechanicsBenchmark.Scene) {
        let outcome = MechanicsBenchmark.run(scene, count: 2_000, threads: 1, repeats: 1)
        #expect(outcome.wall > 0 && outcome.substeps >= 4 && (outcome.drifters > 0) == (scene == .growing))
    }

    /// Finer steps end nearer to the exact places.
    @Test(arguments: [Trial.pair, .row]) func refinementHelps(trial: Trial) throws {
        var rows: [[Substring]] = []
        ErrorSweep.run([trial]) { rows.append($0.split(separator: ",")) }
        #expect(rows[0].count == 7 && rows.allSatisfy { $0.count == 7 })
        let errors = rows.filter { $0[1] == "niche" }.map { Double($0[6])! }
        #expect(errors.count == ErrorSweep.refinements.count && zip(errors, errors.dropFirst()).allSatisfy { $0 > $1 })
    }

    /// Large buffers ask for large pages, and hold what small ones do.
    @Test func largeBuffersKeepWhatTheyAreTold() {
        var buffer = Buffer<Int64>(capacity: 10)
        defer { buffer.free() }
        for i in 0..<10 { buffer.start[i] = Int64(i) }
        buffer.reserve(1_000_000, keeping: 10)
        buffer.start[999_999] = 7
        #expect(buffer.capacity == 1_000_000 && (0..<10).allSatisfy { buffer.start[$0] == $0 })
    }

    @Test func rootsAreRight() {
        var v = SIMD8<Double>(1e-24, 1e-6, 0.7, 1, 2, 289, 1e6, 1e200)
        for _ in 0..<100 {
            let y = Eight.inverseRoot(v)
            for lane in 0..<8 { #expect(abs(y[lane] * v[lane].squareRoot() - 1) < 1e-15) }
            v *= 1.173
        }
        #expect(Eight.inverseRoot(SIMD8()).max() * 0 == 0)
    }
}
