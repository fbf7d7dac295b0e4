import NicheMath

/// Reactions between substances in one voxel, integrated exactly over a step.
public enum Reaction {
    /// A + B → C with rate `k` over `dt`: a' = b' = -k a b.
    ///
    /// With b the smaller, d = a - b and g = (1 - e^(-k d dt)) / d, which is k dt where a = b, the extent is
    ///
    ///     x = a b g / (1 + b g)
    ///
    /// where nothing cancels. Both lose the same x, and what is left of the smaller plus x is that amount to the last bit; of the
    /// larger, to half a unit in the last place.
    /// - Parameters:
    ///   - k: [1/(conc·min)]
    ///   - dt: [min]
    /// - Returns: the extent x, which is what C gains, between 0 and the smaller amount.
    public static func bind(_ a: inout Double, _ b: inout Double, rate k: Double, over dt: Double) -> Double {
        let large = max(a, b)
        let small = min(a, b)
        guard small > 0, k > 0, dt > 0 else { return 0 }
        let y = small * gain(k * dt, large - small)
        let left = small - min(large / (1 + 1 / y), small)
        let extent = small - left
        if a <= b {
            a = left
            b -= extent
        } else {
            b = left
            a -= extent
        }
        return extent
    }

    /// A → B with rate `k` over `dt`: a' = -k a.
    /// - Parameters:
    ///   - k: [1/min]
    ///   - dt: [min]
    /// - Returns: what B gains; with what is left of A it makes the former amount to the last bit.
    public static func convert(_ a: inout Double, rate k: Double, over dt: Double) -> Double {
        guard a > 0, k > 0, dt > 0 else { return 0 }
        let left = a - min(a * gain(k * dt, 1), a)
        let extent = a - left
        a = left
        return extent
    }

    /// (1 - e^(-s d)) / d for s > 0 and d >= 0, accurate to rounding; s where d = 0.
    private static func gain(_ s: Double, _ d: Double) -> Double {
        let u = s * d
        if d == 0 || u == 0 { return s }
        if u > 0.25 { return (1 - Elementary.exp(-u)) / d }
        // Σ (-u)^n / (n + 1)!, whose next term is below 1e-18.
        var sum = 1.0
        for n in stride(from: 12.0, to: 1, by: -1) { sum = 1 - u / n * sum }
        return s * sum
    }
}
