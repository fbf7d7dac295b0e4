import Testing

@testable import NicheMath

/// Where nothing is to be found p-values are uniform, and where something is they are not.
struct UniformityTests {
    static let trials = 200

    /// Kolmogorov and Smirnov's distance of the p-values of 200 trials from uniform, times √n: above 1.63 with probability 1 %.
    func distance(_ test: UInt32, shift: Double, _ p: (_ draws: inout Draws, _ shift: Double) -> Double?) throws -> Double {
        let values = try (0..<Self.trials).map { trial in
            var draws = Draws(seed: 12, key: UInt64(trial), tick: 0, event: test)
            return try #require(p(&draws, shift))
        }
        let n = Double(values.count)
        var largest = 0.0
        for (index, p) in values.sorted().enumerated() { largest = max(largest, p - Double(index) / n, Double(index + 1) / n - p) }
        return largest * n.squareRoot()
    }

    func expectUniform(
        _ test: UInt32, sourceLocation: SourceLocation = #_sourceLocation, _ p: (_ draws: inout Draws, _ shift: Double) -> Double?
    ) throws {
        let null = try distance(test, shift: 0, p)
        #expect(null < 1.63, "\(null)", sourceLocation: sourceLocation)
        let real = try distance(test, shift: 0.5, p)
        #expect(real > 2.5, "\(real)", sourceLocation: sourceLocation)
    }

    func normals(_ count: Int, _ mean: Double, _ sd: Double = 1, _ draws: inout Draws) -> [Double] {
        (0..<count).map { _ in draws.normal(mean, sd) }
    }

    @Test func pairedOnLogs() throws {
        try expectUniform(1) { draws, shift in
            // Volumes of ten seeds in two arms: what the seed brings is common to both.
            let pairs = (0..<10).map { _ in
                let seed = draws.lognormal(median: 100, sigma: 0.8)
                return (seed * draws.lognormal(median: 1 + shift, sigma: 0.4), seed * draws.lognormal(median: 1, sigma: 0.4))
            }
            return TTest.paired(pairs.map { Elementary.log($0.0) }, pairs.map { Elementary.log($0.1) })?.p
        }
    }

    @Test func welch() throws {
        try expectUniform(2) { draws, shift in TTest.welch(normals(12, 2 * shift, 1, &draws), normals(20, 0, 2, &draws))?.p }
    }

    @Test func rankSum() throws {
        try expectUniform(3) { draws, shift in MannWhitney(normals(15, 2 * shift, 1, &draws), normals(18, 0, 1, &draws))?.p }
        // With ties, and too many to count.
        try expectUniform(4) { draws, shift in
            func rounded(_ values: [Double]) -> [Double] { values.map { Elementary.floor(4 * $0) } }
            return MannWhitney(rounded(normals(40, shift, 1, &draws)), rounded(normals(35, 0, 1, &draws)))?.p
        }
    }

    @Test func signedRank() throws {
        try expectUniform(5) { draws, shift in SignedRank(normals(16, shift, 1, &draws))?.p }
    }

    @Test func logRank() throws {
        try expectUniform(6) { draws, shift in
            func group(_ scale: Double) -> [Lifetime] {
                (0..<30).map { _ in
                    let (event, end) = (scale * draws.exponential(), 0.5 + draws.uniform(0, 3))
                    return Lifetime(min(event, end), isEnded: event < end)
                }
            }
            return LogRank(group(1 + 2 * shift), group(1))?.p
        }
    }

    @Test func permutation() throws {
        try expectUniform(7) { draws, shift in
            Permutation.independent((0..<8).map { _ in draws.exponential() + 2 * shift }, (0..<8).map { _ in draws.exponential() })?.p
        }
        try expectUniform(8) { draws, shift in Permutation.paired(normals(12, shift, 1, &draws))?.p }
    }

    @Test func spearman() throws {
        try expectUniform(9) { draws, shift in
            let x = normals(20, 0, 1, &draws)
            return Correlation.spearman(x, x.map { shift * $0 + draws.normal() })?.p
        }
    }

    @Test func interaction() throws {
        try expectUniform(10) { draws, shift in
            let rows = Array(0..<40)
            let (a, b) = (LinearModel.Column("a", rows.map { $0 % 2 == 0 }), LinearModel.Column("b", rows.map { $0 < 20 }))
            let response = rows.map { draws.normal() + 0.5 * Double($0 % 2) + ($0 % 2 == 0 && $0 < 20 ? 3 * shift : 0) }
            return LinearModel(response, on: [a, b, .interaction(a, b)])?["a:b"]?.p
        }
    }

    @Test func groups() throws {
        try expectUniform(11) { draws, shift in
            AnalysisOfVariance([normals(8, 2 * shift, 1, &draws), normals(10, 0, 1, &draws), normals(7, 0, 1, &draws)])?.p
        }
        try expectUniform(12) { draws, shift in
            KruskalWallis([normals(15, 2 * shift, 1, &draws), normals(14, 0, 1, &draws), normals(15, 0, 1, &draws)])?.p
        }
    }
}
