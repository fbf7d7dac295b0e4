import Foundation
import NicheMath

/// How well samples fit a law in closed form: the chance that samples of the law itself fit as badly.
enum Fit {
    /// Below this, samples are not of the law; once in ten thousand times they would be all the same, for a fixed seed once and for all.
    static let least = 1e-4

    /// Counts of classes against the chances of the law (Pearson).
    static func counts(_ counts: [Int], chances: [Double]) -> Double {
        let total = Double(counts.reduce(0, +))
        let distance = zip(counts, chances).reduce(0) { sum, class_ in
            let expected = total * class_.1
            return sum + (Double(class_.0) - expected) * (Double(class_.0) - expected) / expected
        }
        return ChiSquare.upper(distance, freedom: Double(counts.count - 1))
    }

    /// Samples against the law's distribution function (Kolmogorov and Smirnov, for many samples).
    static func samples(_ samples: [Double], _ cdf: (Double) -> Double) -> Double {
        let n = Double(samples.count)
        var distance = 0.0
        for (i, sample) in samples.sorted().enumerated() {
            let value = cdf(sample)
            distance = max(distance, value - Double(i) / n, Double(i + 1) / n - value)
        }
        let scaled = distance * n.squareRoot()
        if scaled < 0.3 { return 1 }
        var tail = 0.0
        for k in 1...20 {
            let term = exp(-2 * Double(k * k) * scaled * scaled)
            tail += k.isMultiple(of: 2) ? -term : term
        }
        return 2 * tail
    }

    /// The mean of samples against the law's, on both sides.
    static func mean(_ samples: [Double], _ expected: Double) -> Double {
        let n = Double(samples.count)
        let mean = samples.reduce(0, +) / n
        let variance = samples.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
        return Normal.twoSided((mean - expected) / (variance / n).squareRoot())
    }
}
