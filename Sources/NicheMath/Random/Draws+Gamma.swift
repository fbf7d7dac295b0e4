extension Draws {
    /// A gamma number of that shape and scale 1 (mean `shape`); 0 where the shape is not positive.
    ///
    /// Shapes below 1 are drawn one higher and multiplied by u^(1/shape).
    /// - Source: Marsaglia & Tsang, ACM Transactions on Mathematical Software 26 (2000) 363.
    public mutating func gamma(_ shape: Double) -> Double {
        guard shape > 0 else { return 0 }
        if shape < 1 { return gamma(shape + 1) * Elementary.exp(Elementary.log(uniform()) / shape) }
        let d = shape - 1 / 3.0
        let c = 1 / (3 * Elementary.squareRoot(d))
        while true {
            let x = normal()
            let root = 1 + c * x
            guard root > 0 else { continue }
            let v = root * root * root
            let u = uniform()
            if u < 1 - 0.0331 * (x * x) * (x * x) || Elementary.log(u) < 0.5 * x * x + d * (1 - v + Elementary.log(v)) { return d * v }
        }
    }

    /// A negative binomial number of that mean and variance mean + dispersion mean²: Poisson, with a mean that is itself gamma.
    public mutating func negativeBinomial(mean: Double, dispersion: Double) -> Int {
        guard mean > 0 else { return 0 }
        return poisson(dispersion > 0 ? mean * dispersion * gamma(1 / dispersion) : mean)
    }
}
