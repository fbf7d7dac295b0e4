import Testing

@testable import NicheMath

struct DensityTests {
    /// Numbers around two centres, the second as often as `share`.
    func mixture(_ distance: Double, _ share: Double, count: Int = 400) -> [Double] {
        var draws = Draws(seed: 6, key: 1, tick: 0, event: 0)
        return (0..<count).map { _ in draws.uniform() < share ? draws.normal(distance, 1) : draws.normal() }
    }

    @Test func densities() throws {
        for row in try Reference.cases("kernelDensity") {
            let density = try #require(KernelDensity(row["x"]))
            try row.expect(density.bandwidth, "bandwidth")
            // Kernels nine bandwidths away are left out: e^-40.
            try row.expect(row["at"].map(density.value), "values", tolerance: 1e-12)
        }
        #expect(KernelDensity([1]) == nil && KernelDensity([2, 2]) == nil && KernelDensity([1, .nan]) == nil)
        #expect(KernelDensity([1, 2], bandwidth: 0) == nil && KernelDensity([1, 2], bandwidth: 0.5)?.bandwidth == 0.5)
    }

    @Test func peaksAndValleys() throws {
        let two = try #require(KernelDensity(mixture(6, 0.3)))
        let peaks = two.peaks()
        #expect(peaks.count == 2 && peaks[0].place.magnitude < 0.5 && (peaks[1].place - 6).magnitude < 0.5)
        #expect(peaks[0].height > peaks[1].height && peaks[0].prominence == peaks[0].height)
        let valley = try #require(two.valley())
        #expect(valley.place > 2 && valley.place < 5 && valley.height < 0.2 * peaks[1].height && valley.share < 0.08)
        let one = try #require(KernelDensity(mixture(1, 0.5)))
        #expect(one.peaks().count == 1 && one.valley() == nil)
        // A lone number far away is no peak, unless asked for.
        let lone = try #require(KernelDensity(mixture(0, 0) + [40]))
        #expect(lone.peaks().count == 1 && lone.peaks(prominence: 1e-6).count > 1)
    }

    @Test func dips() throws {
        for row in try Reference.cases("dip") { try row.expect(try #require(Dip.value(row["x"])), "dip") }
        #expect(Dip.value([]) == nil && Dip.value([.nan]) == nil && Dip.value([4]) == 0.5 && Dip.value([4, 4]) == 0.25)
        #expect(try #require(Dip.p(mixture(5, 0.5, count: 100), resamples: 500)) < 0.01)
        #expect(try #require(Dip.p(mixture(0, 0, count: 100), resamples: 500)) > 0.1)
    }

    @Test func areas() throws {
        for row in try Reference.cases("area") {
            try row.expect(try #require(ROC.area(positives: row["positives"], negatives: row["negatives"])), "area")
        }
        #expect(ROC.area(positives: [], negatives: [1]) == nil && ROC.area(positives: [.nan], negatives: [1]) == nil)
        #expect(ROC.area(positives: [2, .infinity], negatives: [1]) == 1)
    }
}
