extension Draws {
    /// A Poisson number of mean `mean`; 0 where the mean is not positive. Exact for means up to 1e15, which bounds it.
    ///
    /// Small means add up the distribution until it passes one uniform draw; means of 10 and more use
    /// transformed rejection.
    /// - Source: Hörmann, "The transformed rejection method for generating Poisson random variables",
    ///   Insurance: Mathematics and Economics 12 (1993) 39, algorithm PTRS.
    public mutating func poisson(_ mean: Double) -> Int {
        guard mean > 0 else { return 0 }
        if mean < 10 {
            let u = uniform()
            var term = Elementary.exp(-mean)
            var sum = term
            var k = 0
            // The last terms are below the spacing of the sum; the bound only ends the loop if u lies past it.
            while u > sum, k < 100 {
                k += 1
                term *= mean / Double(k)
                sum += term
            }
            return k
        }
        let centre = mean < 1e15 ? mean : 1e15
        let b = 0.931 + 2.53 * Elementary.squareRoot(centre)
        let a = -0.059 + 0.02483 * b
        let scale = 1.1239 + 1.1328 / (b - 3.4)
        let quick = 0.9277 - 3.6224 / (b - 2)
        while true {
            let u = uniform() - 0.5
            let v = uniform()
            let edge = 0.5 - u.magnitude
            let k = Elementary.floor((2 * a / edge + b) * u + centre + 0.43)
            if edge >= 0.07, v <= quick { return Int(k) }
            if k < 0 || (edge < 0.013 && v > edge) { continue }
            if Elementary.log(v * scale / (a / (edge * edge) + b)) <= Probability.logPoisson(k, mean: centre) { return Int(k) }
        }
    }

    /// A binomial number: the successes among `n` trials of probability `p`; p outside [0, 1] counts as the nearer end.
    ///
    /// Where n min(p, 1 - p) < 10 the distribution is added up until it passes one uniform draw; otherwise
    /// transformed rejection.
    /// - Source: Hörmann, "The generation of binomial random variates", Journal of Statistical Computation and
    ///   Simulation 46 (1993) 101, algorithm BTRS.
    public mutating func binomial(_ n: Int, _ p: Double) -> Int {
        guard n > 0, p > 0 else { return 0 }
        guard p < 1 else { return n }
        if p > 0.5 { return n - binomial(n, 1 - p) }
        let trials = Double(n)
        let q = 1 - p
        if trials * p < 10 {
            let u = uniform()
            var term = Elementary.exp(trials * Elementary.logOnePlus(-p))
            var sum = term
            var k = 0
            let odds = p / q
            while u > sum, k < n, k < 200 {
                term *= odds * (trials - Double(k)) / Double(k + 1)
                sum += term
                k += 1
            }
            return k
        }
        let deviation = Elementary.squareRoot(trials * p * q)
        let b = 1.15 + 2.53 * deviation
        let a = -0.0873 + 0.0248 * b + 0.01 * p
        let centre = trials * p + 0.5
        let quick = 0.92 - 4.2 / b
        let scale = (2.83 + 5.1 / b) * deviation
        let peak = Probability.logBinomial(Elementary.floor((trials + 1) * p), trials: trials, p: p)
        while true {
            let u = uniform() - 0.5
            let v = uniform()
            let edge = 0.5 - u.magnitude
            let k = Elementary.floor((2 * a / edge + b) * u + centre)
            if k < 0 || k > trials { continue }
            if edge >= 0.07, v <= quick { return Int(k) }
            let height = Elementary.log(v * scale / (a / (edge * edge) + b))
            if height <= Probability.logBinomial(k, trials: trials, p: p) - peak { return Int(k) }
        }
    }
}
