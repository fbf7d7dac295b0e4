/// The codes over rows of lanes: one function each, not inlined, so that each is a plain loop of vector code.
///
/// The number of lanes is a multiple of eight, so no loop has a tail. No output row overlaps an operand: the register allocation
/// sees to it. What is one instruction of the processor is written in explicit vectors, the rest as loops over lanes.
enum Row {
    typealias Input = UnsafePointer<Double>
    typealias Output = UnsafeMutablePointer<Double>

    @inline(__always)
    private static func put(_ v: SIMD8<Double>, _ out: Output, _ i: Int) {
        UnsafeMutableRawPointer(out + i).storeBytes(of: v, as: SIMD8<Double>.self)
    }

    @inline(__always)
    private static func eights<A: Operand, B: Operand>(
        _ a: A, _ b: B, _ out: Output, _ n: Int, _ body: (SIMD8<Double>, SIMD8<Double>) -> SIMD8<Double>
    ) {
        var i = 0
        while i < n {
            put(body(a.eight(i), b.eight(i)), out, i)
            i &+= 8
        }
    }

    @inline(__always)
    private static func eights<A: Operand, B: Operand, C: Operand>(
        _ a: A, _ b: B, _ c: C, _ out: Output, _ n: Int, _ body: (SIMD8<Double>, SIMD8<Double>, SIMD8<Double>) -> SIMD8<Double>
    ) {
        var i = 0
        while i < n {
            put(body(a.eight(i), b.eight(i), c.eight(i)), out, i)
            i &+= 8
        }
    }

    @inline(__always)
    private static func eights(
        _ form: Form, _ a: Input, _ b: Input, _ out: Output, _ n: Int, _ body: (SIMD8<Double>, SIMD8<Double>) -> SIMD8<Double>
    ) {
        if form.contains(.firstIsUniform) {
            eights(UniformOperand(a), ColumnOperand(b), out, n, body)
        } else if form.contains(.secondIsUniform) {
            eights(ColumnOperand(a), UniformOperand(b), out, n, body)
        } else {
            eights(ColumnOperand(a), ColumnOperand(b), out, n, body)
        }
    }

    @inline(__always)
    private static func eights(
        _ form: Form, _ a: Input, _ b: Input, _ c: Input, _ out: Output, _ n: Int,
        _ body: (SIMD8<Double>, SIMD8<Double>, SIMD8<Double>) -> SIMD8<Double>
    ) {
        switch form.rawValue & 7 {
        case 0: eights(ColumnOperand(a), ColumnOperand(b), ColumnOperand(c), out, n, body)
        case 1: eights(UniformOperand(a), ColumnOperand(b), ColumnOperand(c), out, n, body)
        case 2: eights(ColumnOperand(a), UniformOperand(b), ColumnOperand(c), out, n, body)
        case 3: eights(UniformOperand(a), UniformOperand(b), ColumnOperand(c), out, n, body)
        case 4: eights(ColumnOperand(a), ColumnOperand(b), UniformOperand(c), out, n, body)
        case 5: eights(UniformOperand(a), ColumnOperand(b), UniformOperand(c), out, n, body)
        default: eights(ColumnOperand(a), UniformOperand(b), UniformOperand(c), out, n, body)
        }
    }

    @inline(__always)
    private static func each(_ a: Input, _ out: Output, _ n: Int, _ body: (Double) -> Double) {
        for i in 0..<n { out[i] = body(a[i]) }
    }

    @inline(__always)
    private static func each(_ form: Form, _ a: Input, _ b: Input, _ out: Output, _ n: Int, _ body: (Double, Double) -> Double) {
        if form.contains(.firstIsUniform) {
            let first = a[0]
            for i in 0..<n { out[i] = body(first, b[i]) }
        } else if form.contains(.secondIsUniform) {
            let second = b[0]
            for i in 0..<n { out[i] = body(a[i], second) }
        } else {
            for i in 0..<n { out[i] = body(a[i], b[i]) }
        }
    }

    @inline(__always)
    private static func each<A: Operand, B: Operand, C: Operand>(
        _ a: A, _ b: B, _ c: C, _ out: Output, _ n: Int, _ body: (Double, Double, Double) -> Double
    ) {
        for i in 0..<n { out[i] = body(a.lane(i), b.lane(i), c.lane(i)) }
    }

    @inline(__always)
    private static func each(
        _ form: Form, _ a: Input, _ b: Input, _ c: Input, _ out: Output, _ n: Int, _ body: (Double, Double, Double) -> Double
    ) {
        switch form.rawValue & 7 {
        case 0: each(ColumnOperand(a), ColumnOperand(b), ColumnOperand(c), out, n, body)
        case 1: each(UniformOperand(a), ColumnOperand(b), ColumnOperand(c), out, n, body)
        case 2: each(ColumnOperand(a), UniformOperand(b), ColumnOperand(c), out, n, body)
        case 3: each(UniformOperand(a), UniformOperand(b), ColumnOperand(c), out, n, body)
        case 4: each(ColumnOperand(a), ColumnOperand(b), UniformOperand(c), out, n, body)
        case 5: each(UniformOperand(a), ColumnOperand(b), UniformOperand(c), out, n, body)
        default: each(ColumnOperand(a), UniformOperand(b), UniformOperand(c), out, n, body)
        }
    }

    @inline(never) static func add(_ f: Form, _ a: Input, _ b: Input, _ out: Output, _ n: Int) { eights(f, a, b, out, n) { $0 + $1 } }
    @inline(never) static func subtract(_ f: Form, _ a: Input, _ b: Input, _ out: Output, _ n: Int) { eights(f, a, b, out, n) { $0 - $1 } }
    @inline(never) static func multiply(_ f: Form, _ a: Input, _ b: Input, _ out: Output, _ n: Int) { eights(f, a, b, out, n) { $0 * $1 } }
    @inline(never) static func divide(_ f: Form, _ a: Input, _ b: Input, _ out: Output, _ n: Int) { eights(f, a, b, out, n) { $0 / $1 } }

    @inline(never) static func productPlus(_ f: Form, _ a: Input, _ b: Input, _ c: Input, _ out: Output, _ n: Int) {
        eights(f, a, b, c, out, n) { $0 * $1 + $2 }
    }
    @inline(never) static func productMinus(_ f: Form, _ a: Input, _ b: Input, _ c: Input, _ out: Output, _ n: Int) {
        eights(f, a, b, c, out, n) { $0 * $1 - $2 }
    }
    @inline(never) static func minusProduct(_ f: Form, _ a: Input, _ b: Input, _ c: Input, _ out: Output, _ n: Int) {
        eights(f, a, b, c, out, n) { $2 - $0 * $1 }
    }
    @inline(never) static func quotientOfSum(_ f: Form, _ a: Input, _ b: Input, _ c: Input, _ out: Output, _ n: Int) {
        eights(f, a, b, c, out, n) { $0 / ($1 + $2) }
    }

    @inline(never) static func minimum(_ f: Form, _ a: Input, _ b: Input, _ out: Output, _ n: Int) {
        each(f, a, b, out, n) { Lane.minimum($0, $1) }
    }
    @inline(never) static func maximum(_ f: Form, _ a: Input, _ b: Input, _ out: Output, _ n: Int) {
        each(f, a, b, out, n) { Lane.maximum($0, $1) }
    }
    @inline(never) static func less(_ f: Form, _ a: Input, _ b: Input, _ out: Output, _ n: Int) {
        each(f, a, b, out, n) { Lane.truth($0 < $1) }
    }
    @inline(never) static func lessOrEqual(_ f: Form, _ a: Input, _ b: Input, _ out: Output, _ n: Int) {
        each(f, a, b, out, n) { Lane.truth($0 <= $1) }
    }
    @inline(never) static func equal(_ f: Form, _ a: Input, _ b: Input, _ out: Output, _ n: Int) {
        each(f, a, b, out, n) { Lane.truth($0 == $1) }
    }
    @inline(never) static func notEqual(_ f: Form, _ a: Input, _ b: Input, _ out: Output, _ n: Int) {
        each(f, a, b, out, n) { Lane.truth($0 != $1) }
    }
    @inline(never) static func and(_ f: Form, _ a: Input, _ b: Input, _ out: Output, _ n: Int) {
        each(f, a, b, out, n) { Lane.and($0, $1) }
    }
    @inline(never) static func or(_ f: Form, _ a: Input, _ b: Input, _ out: Output, _ n: Int) {
        each(f, a, b, out, n) { Lane.or($0, $1) }
    }
    @inline(never) static func share(_ f: Form, _ a: Input, _ b: Input, _ out: Output, _ n: Int) {
        each(f, a, b, out, n) { Lane.share($0, $1) }
    }

    @inline(never) static func negate(_ a: Input, _ out: Output, _ n: Int) { each(a, out, n) { -$0 } }
    @inline(never) static func absolute(_ a: Input, _ out: Output, _ n: Int) { each(a, out, n) { $0.magnitude } }
    @inline(never) static func squareRoot(_ a: Input, _ out: Output, _ n: Int) { each(a, out, n) { Elementary.squareRoot($0) } }
    @inline(never) static func exponential(_ a: Input, _ out: Output, _ n: Int) { each(a, out, n) { Elementary.exp($0) } }
    @inline(never) static func logarithm(_ a: Input, _ out: Output, _ n: Int) { each(a, out, n) { Elementary.log($0) } }
    @inline(never) static func not(_ a: Input, _ out: Output, _ n: Int) { each(a, out, n) { Lane.truth($0 == 0) } }
    @inline(never) static func floor(_ a: Input, _ out: Output, _ n: Int) { each(a, out, n) { Elementary.floor($0) } }
    @inline(never) static func sine(_ a: Input, _ out: Output, _ n: Int) { each(a, out, n) { Elementary.sinCos($0).sin } }
    @inline(never) static func cosine(_ a: Input, _ out: Output, _ n: Int) { each(a, out, n) { Elementary.sinCos($0).cos } }

    /// A column, or one number in all lanes.
    @inline(never) static func copy(_ f: Form, _ a: Input, _ out: Output, _ n: Int) {
        if f.contains(.firstIsUniform) { out.update(repeating: a[0], count: n) } else { out.update(from: a, count: n) }
    }

    @inline(never) static func ramp(_ f: Form, _ a: Input, _ b: Input, _ c: Input, _ out: Output, _ n: Int) {
        each(f, a, b, c, out, n) { Lane.ramp($0, $1, $2) }
    }

    @inline(never) static func select(_ f: Form, _ a: Input, _ b: Input, _ c: Input, _ out: Output, _ n: Int) {
        each(f, a, b, c, out, n) { Lane.select($0, $1, $2) }
    }

    /// The power; an exponent that is the same for all lanes decides the way once.
    @inline(never) static func power(_ f: Form, _ a: Input, _ b: Input, _ out: Output, _ n: Int) {
        if f.contains(.secondIsUniform) && !Elementary.isShortPower(b[0]) {
            let y = b[0]
            for i in 0..<n { out[i] = Elementary.branchlessPower(a[i], y) }
        } else {
            each(f, a, b, out, n) { Elementary.pow($0, $1) }
        }
    }

    /// The Hill function of a small integer exponent: the exponents in use get loops of their own.
    @inline(never) static func hill(_ f: Form, _ a: Input, _ b: Input, integer exponent: Int, _ out: Output, _ n: Int) {
        switch exponent {
        case 1: each(f, a, b, out, n) { Lane.hill($0, $1, integer: 1) }
        case 2: each(f, a, b, out, n) { Lane.hill($0, $1, integer: 2) }
        case 3: each(f, a, b, out, n) { Lane.hill($0, $1, integer: 3) }
        case 4: each(f, a, b, out, n) { Lane.hill($0, $1, integer: 4) }
        case 5: each(f, a, b, out, n) { Lane.hill($0, $1, integer: 5) }
        case 6: each(f, a, b, out, n) { Lane.hill($0, $1, integer: 6) }
        case 8: each(f, a, b, out, n) { Lane.hill($0, $1, integer: 8) }
        case 10: each(f, a, b, out, n) { Lane.hill($0, $1, integer: 10) }
        default: each(f, a, b, out, n) { Lane.hill($0, $1, integer: exponent) }
        }
    }
}
