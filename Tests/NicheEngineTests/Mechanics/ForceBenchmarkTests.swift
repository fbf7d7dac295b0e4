import Testing

@testable import NicheEngine

@Suite struct ForceBenchmarkTests {
    @Test func theCloudIsPacked() {
        let result = ForceBenchmark.run(count: 10_000, threads: 1, repeats: 1)
        #expect(result.neighbours > 11 && result.neighbours < 12 && result.nsPerStep > 0)
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
