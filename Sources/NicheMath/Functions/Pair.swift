/// An unevaluated sum of two doubles: about 106 bits of precision.
///
/// Needed where a result is exponentiated, which turns an absolute error of its argument into a relative one.
/// - Source: Dekker, Numerische Mathematik 18 (1971) 224; Knuth, TAOCP vol. 2, 4.2.2 (the error of a sum).
struct Pair {
    var high: Double
    var low: Double

    /// a + b for |a| >= |b| (or a = 0), exactly.
    @inline(__always)
    static func ordered(_ a: Double, _ b: Double) -> Pair {
        let sum = a + b
        return Pair(high: sum, low: b - (sum - a))
    }

    /// a b, exactly (no overflow within 2^995). Each factor is split into halves whose products are exact.
    @inline(__always)
    static func product(_ a: Double, _ b: Double) -> Pair {
        let (a1, a2) = halves(a)
        let (b1, b2) = halves(b)
        let p = a * b
        return Pair(high: p, low: ((a1 * b1 - p) + a1 * b2 + a2 * b1) + a2 * b2)
    }

    @inline(__always)
    private static func halves(_ a: Double) -> (Double, Double) {
        let c = 0x1.0000002p27 * a
        let high = c - (c - a)
        return (high, a - high)
    }

    @inline(__always)
    func times(_ factor: Double) -> Pair {
        let p = Pair.product(high, factor)
        return Pair.ordered(p.high, p.low + low * factor)
    }

    @inline(__always)
    func times(_ other: Pair) -> Pair {
        let p = Pair.product(high, other.high)
        return Pair.ordered(p.high, p.low + (high * other.low + low * other.high))
    }

    /// ln x for finite x > 0, to about 2^-64 relative.
    ///
    /// x = 2^k m, s = (m - 1) / (m + 1), ln m = s (2 + s² (2/3 + s² R(s²))), where R = 2/5 + 2/7 s² + ... is cut
    /// to a near-minimax polynomial of degree 7 (Chebyshev fit at 50 digits, relative error 6e-17).
    @inline(__always)
    static func logarithm(_ x: Double) -> Pair {
        let isSmall = x < 0x1p-1022
        let lifted = isSmall ? x * 0x1p54 : x
        let bias = isSmall ? 0x1p52 + 1077 : 0x1p52 + 1023
        let u = lifted.bitPattern &+ ((1.0).bitPattern &- 0x3FE6_A09E_667F_3BCD)
        let k = Double(bitPattern: (u &>> 52) | 0x4330_0000_0000_0000) - bias
        let m = Double(bitPattern: (u & 0x000F_FFFF_FFFF_FFFF) &+ 0x3FE6_A09E_667F_3BCD)
        let f = m - 1  // exact
        let below = Pair.ordered(m > 1 ? m : 1, m > 1 ? 1 : m)
        let quotient = f / below.high
        let back = Pair.product(quotient, below.high)
        let s = Pair.ordered(quotient, ((f - back.high) - back.low - quotient * below.low) / below.high)
        let z = s.times(s)
        let w = z.high
        let w2 = w * w
        let early = (0.4 + w * 0.28571428571429364) + (0.22222222221655885 + w * 0.18181818335392802) * w2
        let late = (0.1538459496251843 + w * 0.1333480469384731) + (0.11706236339491206 + w * 0.11723178623876518) * w2
        let series = early + late * (w2 * w2)
        let inner = z.times(Pair.ordered(0x1.5555555555555p-1, 0x1.5555555555555p-55 + series * w))
        let outer = Pair.ordered(2, inner.high)
        let mantissa = s.times(Pair(high: outer.high, low: outer.low + inner.low))
        // The product is exact, as the constant has 21 trailing zeros; for k = 0 the sum is too.
        let sum = Pair.ordered(k * 0x1.62e42fee00000p-1, mantissa.high)
        return Pair.ordered(sum.high, sum.low + (mantissa.low + k * 0x1.a39ef35793c76p-33))
    }
}
