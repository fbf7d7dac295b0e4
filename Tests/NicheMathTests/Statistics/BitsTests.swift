import Testing

@testable import NicheMath

struct BitsTests {
    /// The bits themselves: the same digest on every processor, with every compiler option.
    @Test func bitsStay() throws {
        var digest = Digest()
        var draws = Draws(seed: 4, key: 4, tick: 4, event: 4)
        for _ in 0..<20 {
            let x = (0..<12).map { _ in draws.lognormal(median: 2, sigma: 0.5) }
            let y = (0..<12).map { _ in draws.lognormal(median: 3, sigma: 0.8) }
            let lives = (x + y).map { Lifetime($0, isEnded: draws.uniform() < 0.8) }
            let doses = [0, 0, 0.1, 0.1, 0.3, 0.3, 1, 1, 3, 3, 9, 9]
            for value in [
                TTest.welch(x, y)?.p, TTest.paired(x, y)?.interval().lowerBound, MannWhitney(x, y)?.p, SignedRank(x, y)?.p,
                Correlation.partialSpearman(x, y, given: [doses])?.p, EffectSize.hedges(x, y), Permutation.independent(x, y, seed: 3)?.p,
                LogRank(Array(lives[..<12]), Array(lives[12...]))?.p, HazardRatio(Array(lives[..<12]), Array(lives[12...]))?.logarithm,
                KaplanMeier(lives)?.interval(at: 3).upperBound, AnalysisOfVariance([x, y])?.p, KruskalWallis([x, y, doses])?.p,
                LinearModel(x, on: [.init("y", y), .init("dose", doses)])?.terms[1].p, KernelDensity(x)?.value(at: 2), Dip.value(x + y),
                HillCurve.fit(doses: doses, responses: zip(x, doses).map { $0 + 5 * $1 / (1 + $1) })?.halfDose,
                Bootstrap.interval(count: 12, resamples: 200, seed: 5) { rows in rows.reduce(0) { $0 + x[$1] } }?.upperBound,
            ] {
                digest.add(try #require(value))
            }
        }
        for point in Sobol.points(count: 9, dimensions: 3, seed: 2) + Morris.points(trajectories: 9, dimensions: 3, seed: 2) {
            for value in point { digest.add(value) }
        }
        #expect(digest.hex == "7adce44c297bc5f33bf8e5d67e6c92b2")
    }
}
