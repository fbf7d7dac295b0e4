/// What each code does to the numbers of one lane. The rows and the scalar reference share these, hence their bits.
enum Lane {
    @inline(__always) static func minimum(_ a: Double, _ b: Double) -> Double {
        let smaller = a < b ? a : b  // b if either is NaN
        return a == a ? smaller : a
    }

    @inline(__always) static func maximum(_ a: Double, _ b: Double) -> Double {
        let larger = a > b ? a : b
        return a == a ? larger : a
    }

    @inline(__always) static func truth(_ condition: Bool) -> Double { condition ? 1 : 0 }

    @inline(__always) static func and(_ a: Double, _ b: Double) -> Double {
        let second: Double = b != 0 ? 1 : 0
        return a != 0 ? second : 0
    }

    @inline(__always) static func or(_ a: Double, _ b: Double) -> Double {
        let second: Double = b != 0 ? 1 : 0
        return a != 0 ? 1 : second
    }

    @inline(__always) static func select(_ condition: Double, _ a: Double, _ b: Double) -> Double { condition != 0 ? a : b }

    @inline(__always) static func ramp(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let t = (x - a) / (b - a)
        let above = t > 1 ? 1 : t
        let clipped = above < 0 ? 0 : above
        let high = x >= a ? 1 : x  // NaN stays
        let step = x < a ? 0 : high
        return a == b ? step : clipped
    }

    /// The Hill function of x with p = (K / x)^n: whichever way the power leaves the range, the quotient is right.
    @inline(__always) static func share(_ x: Double, _ p: Double) -> Double {
        let quotient = 1 / (1 + p)
        return x <= 0 ? 0 : quotient
    }

    /// u^n / (1 + u^n) for an integer n in 1...32. Where u is capped, the quotient is 1 to the last bit already.
    @inline(__always) static func hill(_ x: Double, _ reciprocal: Double, integer n: Int) -> Double {
        let cap = Double(bitPattern: UInt64(truncatingIfNeeded: 1023 &+ 1000 / n) &<< 52)
        let ratio = x * reciprocal
        let u = ratio > cap ? cap : ratio
        let power = Elementary.power(u, integer: n)
        let share = power / (1 + power)
        return x <= 0 ? 0 : share
    }

    /// The value of an instruction.
    static func value(_ code: Program.Code, _ a: Double, _ b: Double, _ c: Double, exponent: Int16) -> Double {
        switch code {
        case .add: a + b
        case .subtract: a - b
        case .multiply: a * b
        case .divide: a / b
        case .negate: -a
        case .power: Elementary.pow(a, b)
        case .minimum: minimum(a, b)
        case .maximum: maximum(a, b)
        case .absolute: a.magnitude
        case .squareRoot: Elementary.squareRoot(a)
        case .exponential: Elementary.exp(a)
        case .logarithm: Elementary.log(a)
        case .less: truth(a < b)
        case .lessOrEqual: truth(a <= b)
        case .equal: truth(a == b)
        case .notEqual: truth(a != b)
        case .and: and(a, b)
        case .or: or(a, b)
        case .not: truth(a == 0)
        case .select: select(a, b, c)
        case .ramp: ramp(a, b, c)
        case .floor: Elementary.floor(a)
        case .sine: Elementary.sinCos(a).sin
        case .cosine: Elementary.sinCos(a).cos
        case .copy, .input, .constant: a
        case .share: share(a, b)
        case .hillInteger: hill(a, b, integer: Int(exponent))
        case .productPlus: a * b + c
        case .productMinus: a * b - c
        case .minusProduct: c - a * b
        case .quotientOfSum: a / (b + c)
        }
    }
}
