/// Student's t distribution; degrees of freedom are positive, not always whole.
public enum Student {
    /// The probability of a value below t.
    public static func cumulative(_ t: Double, freedom: Double) -> Double {
        let tail = 0.5 * twoSided(t, freedom: freedom)
        return t < 0 ? tail : 1 - tail
    }

    /// The probability of a value further from 0 than t, on either side; accurate where it is small.
    public static func twoSided(_ t: Double, freedom: Double) -> Double {
        guard freedom > 0, !t.isNaN else { return .nan }
        if freedom == .infinity { return Normal.twoSided(t) }
        let whole = freedom + t * t
        if whole == .infinity { return 0 }
        return Beta.regularised(freedom / whole, t * t / whole, 0.5 * freedom, 0.5)
    }

    /// The value below which the share p lies, by halving an interval until its ends are neighbours.
    public static func quantile(_ p: Double, freedom: Double) -> Double {
        guard p >= 0, p <= 1, freedom > 0 else { return .nan }
        if p == 0 || p == 1 { return p == 0 ? -.infinity : .infinity }
        if p == 0.5 { return 0 }
        let target = 2 * (p < 0.5 ? p : 1 - p)
        var low = 0.0
        var high = 1.0
        while twoSided(high, freedom: freedom) > target, high < 0x1p1000 { (low, high) = (high, 2 * high) }
        while true {
            let middle = 0.5 * (low + high)
            if middle <= low || middle >= high { break }
            if twoSided(middle, freedom: freedom) > target { low = middle } else { high = middle }
        }
        return p < 0.5 ? -high : high
    }
}
