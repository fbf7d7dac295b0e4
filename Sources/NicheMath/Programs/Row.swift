/// The codes over rows of lanes: one function each, not inlined, so that each is a plain loop of vector code.
///
/// A uniform operand is one number. If all operands are uniform the caller asks for one lane.
/// No output row overlaps an operand: the register allocation sees to it, and the loops stay vectorisable.
enum Row {
    typealias Input = Program.Input
    typealias Output = UnsafeMutablePointer<Double>

    @inline(__always)
    private static func each(_ a: Input, _ out: Output, _ count: Int, _ body: (Double) -> Double) {
        let x = a.base
        for i in 0..<count { out[i] = body(x[i]) }
    }

    @inline(__always)
    private static func each(_ a: Input, _ b: Input, _ out: Output, _ count: Int, _ body: (Double, Double) -> Double) {
        let x = a.base
        let y = b.base
        if a.isUniform == b.isUniform {
            for i in 0..<count { out[i] = body(x[i], y[i]) }
        } else if b.isUniform {
            let second = y[0]
            for i in 0..<count { out[i] = body(x[i], second) }
        } else {
            let first = x[0]
            for i in 0..<count { out[i] = body(first, y[i]) }
        }
    }

    /// Three operands of which the last two are mostly uniform; any other mixture is spread over `spare` rows first.
    @inline(__always)
    private static func each(
        _ a: Input, _ b: Input, _ c: Input, _ out: Output, _ count: Int, _ spare: Output, _ body: (Double, Double, Double) -> Double
    ) {
        if b.isUniform && c.isUniform {
            let x = a.base
            let second = b.base[0]
            let third = c.base[0]
            for i in 0..<count { out[i] = body(x[i], second, third) }
        } else {
            let x = spread(a, spare, count)
            let y = spread(b, spare + Program.blockSize, count)
            let z = spread(c, spare + 2 * Program.blockSize, count)
            for i in 0..<count { out[i] = body(x[i], y[i], z[i]) }
        }
    }

    private static func spread(_ a: Input, _ spare: Output, _ count: Int) -> UnsafePointer<Double> {
        if !a.isUniform { return a.base }
        spare.update(repeating: a.base[0], count: count)
        return UnsafePointer(spare)
    }

    @inline(never) static func add(_ a: Input, _ b: Input, _ out: Output, _ n: Int) { each(a, b, out, n) { $0 + $1 } }
    @inline(never) static func subtract(_ a: Input, _ b: Input, _ out: Output, _ n: Int) { each(a, b, out, n) { $0 - $1 } }
    @inline(never) static func multiply(_ a: Input, _ b: Input, _ out: Output, _ n: Int) { each(a, b, out, n) { $0 * $1 } }
    @inline(never) static func divide(_ a: Input, _ b: Input, _ out: Output, _ n: Int) { each(a, b, out, n) { $0 / $1 } }
    @inline(never) static func minimum(_ a: Input, _ b: Input, _ out: Output, _ n: Int) { each(a, b, out, n) { Lane.minimum($0, $1) } }
    @inline(never) static func maximum(_ a: Input, _ b: Input, _ out: Output, _ n: Int) { each(a, b, out, n) { Lane.maximum($0, $1) } }
    @inline(never) static func less(_ a: Input, _ b: Input, _ out: Output, _ n: Int) { each(a, b, out, n) { Lane.truth($0 < $1) } }
    @inline(never) static func lessOrEqual(_ a: Input, _ b: Input, _ out: Output, _ n: Int) { each(a, b, out, n) { Lane.truth($0 <= $1) } }
    @inline(never) static func equal(_ a: Input, _ b: Input, _ out: Output, _ n: Int) { each(a, b, out, n) { Lane.truth($0 == $1) } }
    @inline(never) static func notEqual(_ a: Input, _ b: Input, _ out: Output, _ n: Int) { each(a, b, out, n) { Lane.truth($0 != $1) } }
    @inline(never) static func and(_ a: Input, _ b: Input, _ out: Output, _ n: Int) { each(a, b, out, n) { Lane.and($0, $1) } }
    @inline(never) static func or(_ a: Input, _ b: Input, _ out: Output, _ n: Int) { each(a, b, out, n) { Lane.or($0, $1) } }
    @inline(never) static func share(_ a: Input, _ b: Input, _ out: Output, _ n: Int) { each(a, b, out, n) { Lane.share($0, $1) } }

    @inline(never) static func negate(_ a: Input, _ out: Output, _ n: Int) { each(a, out, n) { -$0 } }
    @inline(never) static func absolute(_ a: Input, _ out: Output, _ n: Int) { each(a, out, n) { $0.magnitude } }
    @inline(never) static func squareRoot(_ a: Input, _ out: Output, _ n: Int) { each(a, out, n) { Elementary.squareRoot($0) } }
    @inline(never) static func exponential(_ a: Input, _ out: Output, _ n: Int) { each(a, out, n) { Elementary.exp($0) } }
    @inline(never) static func logarithm(_ a: Input, _ out: Output, _ n: Int) { each(a, out, n) { Elementary.log($0) } }
    @inline(never) static func not(_ a: Input, _ out: Output, _ n: Int) { each(a, out, n) { Lane.truth($0 == 0) } }
    @inline(never) static func floor(_ a: Input, _ out: Output, _ n: Int) { each(a, out, n) { Elementary.floor($0) } }
    @inline(never) static func sine(_ a: Input, _ out: Output, _ n: Int) { each(a, out, n) { Elementary.sinCos($0).sin } }
    @inline(never) static func cosine(_ a: Input, _ out: Output, _ n: Int) { each(a, out, n) { Elementary.sinCos($0).cos } }
    @inline(never) static func copy(_ a: Input, _ out: Output, _ n: Int) { out.update(from: a.base, count: n) }

    @inline(never) static func ramp(_ a: Input, _ b: Input, _ c: Input, _ out: Output, _ n: Int, _ spare: Output) {
        each(a, b, c, out, n, spare) { Lane.ramp($0, $1, $2) }
    }

    /// The power; an exponent that is the same for all lanes decides the way once.
    @inline(never) static func power(_ a: Input, _ b: Input, _ out: Output, _ n: Int) {
        if b.isUniform && !Elementary.isShortPower(b.base[0]) {
            let (x, y) = (a.base, b.base[0])
            for i in 0..<n { out[i] = Elementary.branchlessPower(x[i], y) }
        } else {
            each(a, b, out, n) { Elementary.pow($0, $1) }
        }
    }

    /// The selection where the condition varies; a uniform condition takes one branch as a whole.
    @inline(never) static func select(_ a: Input, _ b: Input, _ c: Input, _ out: Output, _ n: Int) {
        let condition = a.base
        if a.isUniform {
            let taken = condition[0] != 0 ? b : c
            if taken.isUniform { out.update(repeating: taken.base[0], count: n) } else { out.update(from: taken.base, count: n) }
        } else if b.isUniform {
            let first = b.base[0]
            let branch = Input(base: c.base, isUniform: c.isUniform)
            each(a, branch, out, n) { Lane.select($0, first, $1) }
        } else if c.isUniform {
            let second = c.base[0]
            each(a, b, out, n) { Lane.select($0, $1, second) }
        } else {
            let (x, y) = (b.base, c.base)
            for i in 0..<n { out[i] = Lane.select(condition[i], x[i], y[i]) }
        }
    }

    /// The Hill function of a small integer exponent: the exponents in use get loops of their own.
    @inline(never) static func hill(_ a: Input, _ b: Input, integer exponent: Int, _ out: Output, _ n: Int) {
        switch exponent {
        case 1: each(a, b, out, n) { Lane.hill($0, $1, integer: 1) }
        case 2: each(a, b, out, n) { Lane.hill($0, $1, integer: 2) }
        case 3: each(a, b, out, n) { Lane.hill($0, $1, integer: 3) }
        case 4: each(a, b, out, n) { Lane.hill($0, $1, integer: 4) }
        case 5: each(a, b, out, n) { Lane.hill($0, $1, integer: 5) }
        case 6: each(a, b, out, n) { Lane.hill($0, $1, integer: 6) }
        case 8: each(a, b, out, n) { Lane.hill($0, $1, integer: 8) }
        case 10: each(a, b, out, n) { Lane.hill($0, $1, integer: 10) }
        default: each(a, b, out, n) { Lane.hill($0, $1, integer: exponent) }
        }
    }
}
