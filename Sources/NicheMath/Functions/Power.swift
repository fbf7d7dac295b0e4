extension Elementary {
    /// x to the power y.
    ///
    /// Integer exponents up to ±32 multiply repeatedly (negative ones then divide 1 by the product), and an
    /// exponent of 0.5 takes the square root, so that polynomials written as powers keep the bits of products.
    /// Otherwise exp(y ln |x|), with the logarithm and the product carried in two doubles: relative error
    /// below 4e-16 over the whole range. pow(x, 0) = 1; pow(0, y) = 0 for y > 0 and infinity for y < 0;
    /// a negative base with an exponent that is no integer gives NaN.
    @inlinable
    public static func pow(_ x: Double, _ y: Double) -> Double {
        if y >= -32, y <= 32 {
            let n = Int(y)
            if Double(n) == y { return power(x, integer: n) }
            if y == 0.5 { return squareRoot(x) }
        }
        return generalPower(x, y)
    }

    /// Whether `pow` takes a product or a root for that exponent.
    static func isShortPower(_ y: Double) -> Bool { y == 0.5 || (y >= -32 && y <= 32 && floor(y) == y) }

    /// x^n by squaring: the order of the products depends on n alone.
    @inlinable @inline(__always)
    public static func power(_ x: Double, integer n: Int) -> Double {
        var left = n.magnitude
        var square = x
        var product = 1.0
        while left != 0 {
            if left & 1 != 0 { product *= square }
            square *= square
            left >>= 1
        }
        return n < 0 ? 1 / product : product
    }

    /// The powers that are no short product.
    @usableFromInline @inline(never)
    static func generalPower(_ x: Double, _ y: Double) -> Double { branchlessPower(x, y) }

    /// The same without a branch on x, for loops. What depends on y alone moves out of them.
    @inline(__always)
    static func branchlessPower(_ x: Double, _ y: Double) -> Double {
        let isInteger = floor(y) == y
        let signOfOdd: UInt64 = isInteger && floor(0.5 * y) * 2 != y ? 0x8000_0000_0000_0000 : 0
        let rises: Double = y > 0 ? .infinity : y < 0 ? 0 : y
        let falls: Double = y > 0 ? 0 : y < 0 ? .infinity : y

        let base = x.magnitude
        let inner = positivePower(base, y)
        let open = base == .infinity ? rises : inner
        let size = base == 0 ? falls : open
        let signed = Double(bitPattern: size.bitPattern | (x.bitPattern & signOfOdd))
        let isDefined = isInteger ? x == x : x >= 0
        return isDefined ? signed : .nan
    }

    /// x^y for finite x > 0; of any other x nothing in particular.
    @inline(__always)
    private static func positivePower(_ x: Double, _ y: Double) -> Double {
        // Beyond 1e19 every base but 1 over- or underflows; the clamp keeps the splitting of y finite.
        let low = y < -1e19 ? -1e19 : y
        let product = Pair.logarithm(x).times(low > 1e19 ? 1e19 : low)
        let above = product.high < -746 ? -746 : product.high
        let high = above > 710 ? 710 : above
        let rest = high == product.high ? product.low : 0
        let t = high * 0x1.71547652b82fep0 + 0x1.8p52
        let k = t - 0x1.8p52
        let r = (high - k * 0x1.62e42fee00000p-1) - (k * 0x1.a39ef35793c76p-33 - rest)
        return scaled(exponentialCore(r), t)
    }
}
