/// Elementary functions that give the same bits on every machine.
///
/// The C library's versions differ between processors and releases, so a run would not repeat elsewhere.
/// These use only IEEE `+ - * /` and square roots, never a fused multiply-add, and hold no branch on the
/// data, so that a loop over an array becomes vector code.
public enum Elementary {
    /// The exponential e^x.
    ///
    /// x = k ln 2 + r with |r| <= ln 2 / 2, then e^x = 2^k (1 + r + r^2 Q(r)), Q the degree-10 near-minimax
    /// polynomial (truncation 3e-19). Relative error below 2.5e-16; below the normal range one more rounding.
    /// Overflow gives infinity, underflow 0, NaN gives NaN.
    /// - Source: the reduction is Cody & Waite, Software Manual for the Elementary Functions (1980), ch. 6;
    ///   the coefficients were fitted for this file (Chebyshev fit at 50 digits).
    @inlinable @inline(__always)
    public static func exp(_ x: Double) -> Double {
        // The clamps keep k in the range of the two-step scaling; NaN passes both.
        var y = x < -746 ? -746 : x
        y = y > 710 ? 710 : y
        let t = y * 0x1.71547652b82fep0 + 0x1.8p52  // adding 1.5 * 2^52 rounds to an integer, kept in the low bits
        let k = t - 0x1.8p52
        let r = (y - k * 0x1.62e42fee00000p-1) - k * 0x1.a39ef35793c76p-33
        return scaled(exponentialCore(r), t)
    }

    /// 1 + r + r^2 Q(r) for |r| <= 0.3466, grouped so that independent products overlap.
    @inlinable @inline(__always)
    static func exponentialCore(_ r: Double) -> Double {
        let r2 = r * r
        let r4 = r2 * r2
        let low = (0.5 + r * 0.1666666666666667) + (0.04166666666666667 + r * 0.008333333333326141) * r2
        let middle = (0.0013888888888883752 + r * 0.00019841269874802504) + (2.48015873255348e-05 + r * 2.755725542319278e-06) * r2
        let high = (2.755727365952505e-07 + r * 2.5105207436985358e-08) + 2.091468013569995e-09 * r2
        return 1 + (r + r2 * (low + (middle + high * r4) * r4))
    }

    /// p 2^k, where the low bits of t hold k; in two steps so that neither factor leaves the normal range.
    @inlinable @inline(__always)
    static func scaled(_ p: Double, _ t: Double) -> Double {
        let u = t.bitPattern &- ((0x1.8p52).bitPattern &- 2046)  // k + 2046: twice the exponent bias, so never negative
        let half = u &>> 1
        return p * Double(bitPattern: half &<< 52) * Double(bitPattern: (u &- half) &<< 52)
    }

    /// The natural logarithm ln x.
    ///
    /// x = 2^k m with m in [√½, √2); with f = m - 1 and s = f / (2 + f),
    /// ln m = f - f²/2 + s (f²/2 + R(s²)). Error below 1 ulp. ln 0 = -infinity, ln of a negative number is NaN.
    /// - Source: the polynomial R is that of fdlibm's `e_log.c` (Sun Microsystems, 1993).
    @inlinable @inline(__always)
    public static func log(_ x: Double) -> Double {
        let isSmall = x < 0x1p-1022
        let lifted = isSmall ? x * 0x1p54 : x
        let bias = isSmall ? 0x1p52 + 1077 : 0x1p52 + 1023
        let u = lifted.bitPattern &+ ((1.0).bitPattern &- 0x3FE6_A09E_667F_3BCD)
        let k = Double(bitPattern: (u &>> 52) | 0x4330_0000_0000_0000) - bias
        let f = Double(bitPattern: (u & 0x000F_FFFF_FFFF_FFFF) &+ 0x3FE6_A09E_667F_3BCD) - 1
        let s = f / (2 + f)
        let z = s * s
        let w = z * z
        let odd =
            z * (6.666666666666735130e-01 + w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)))
        let even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01))
        let half = 0.5 * f * f
        let y = k * 0x1.62e42fee00000p-1 + (f - (half - (s * (half + (odd + even)) + k * 0x1.a39ef35793c76p-33)))
        let ended = x == .infinity ? x : y
        let edge: Double = x == 0 ? -.infinity : .nan
        return x > 0 ? ended : edge
    }

    /// The square root, correctly rounded; NaN for x < 0, and 0 for -0.
    ///
    /// The library's `squareRoot()` is a C call that sets `errno` for negative arguments, which keeps loops from
    /// becoming vector code; of a magnitude it is one instruction.
    @inlinable @inline(__always)
    public static func squareRoot(_ x: Double) -> Double {
        let root = x.magnitude.squareRoot()
        return x < 0 ? .nan : root
    }

    /// The largest integer not above x. The library's `rounded(.down)` is a call on processors without SSE 4.1.
    @inlinable @inline(__always)
    public static func floor(_ x: Double) -> Double {
        let size = x.magnitude
        let nearest = (size + 0x1p52) - 0x1p52
        let signed = Double(bitPattern: nearest.bitPattern | (x.bitPattern & 0x8000_0000_0000_0000))
        let lower = signed > x ? signed - 1 : signed
        return size < 0x1p52 ? lower : x
    }

    /// ln(1 + x), accurate for small x too.
    ///
    /// ln(u) x / (u - 1) with u = 1 + x as rounded: the factor undoes the rounding of u to first order.
    /// - Source: Kahan, in Goldberg, ACM Computing Surveys 23 (1991), theorem 4.
    @inlinable @inline(__always)
    static func logOnePlus(_ x: Double) -> Double {
        let u = 1 + x
        return u == 1 ? x : log(u) * x / (u - 1)
    }
}
