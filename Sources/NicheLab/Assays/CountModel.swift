import NicheMath

/// How RNA becomes counts: negative binomial, Var = μ + φ μ².
///
/// Droplet counts of unique molecules need no further zeros (Svensson, Nature Biotechnology 38 (2020) 147); dropout is an option.
public struct CountModel: Sendable {
    /// Median of the counts of a cell, or place, of content 1.
    public var depth: Double
    public var seed: UInt64
    /// Splat's logistic dropout: a count is lost with probability 1 / (1 + μ).
    public var hasDropout = false
    /// Standard deviation of ln of a factor a gene has in this run; 0 for none.
    public var batch = 0.0

    public init(depth: Double, seed: UInt64) {
        self.depth = depth
        self.seed = seed
    }

    func draws(_ key: UInt64, _ step: AssayStep) -> Draws {
        Draws(seed: seed, key: key, tick: step.rawValue, event: Purpose.assay.rawValue)
    }

    /// φ of each gene, from its mean count m: 0.1 + 0.5 / √(m + 0.1) times χ² of 60 degrees over 60. It belongs to the gene, not to the run.
    func dispersions(_ genes: [String], means: [Double]) -> [Double] {
        zip(genes, means).map { name, mean in
            var draws = Draws(
                seed: 0, key: UInt64(Keys.name(name)), tick: AssayStep.dispersion.rawValue, event: Purpose.assay.rawValue)
            return 0.1 + 0.5 / Elementary.squareRoot(mean + 0.1) * (draws.gamma(30) / 30)
        }
    }

    /// The factor of each gene in this run.
    func batchFactors(_ count: Int) -> [Double] {
        (0..<count).map { gene in
            var draws = draws(UInt64(gene), .batch)
            return batch > 0 ? draws.lognormal(median: 1, sigma: batch) : 1
        }
    }

    /// Counts of one cell or place.
    func counts(_ means: [Double], _ dispersion: (Int) -> Double, key: UInt64) -> [Double] {
        var draws = draws(key, .counts)
        var lost = self.draws(key, .dropout)
        return means.indices.map { gene in
            let count = draws.negativeBinomial(mean: means[gene], dispersion: dispersion(gene))
            return hasDropout && lost.uniform() * (1 + means[gene]) < 1 ? 0 : Double(count)
        }
    }
}
