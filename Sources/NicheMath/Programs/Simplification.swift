extension Program.Builder {
    /// The value of an operation, in the cheapest form that has its bits.
    mutating func simplified(_ op: Program.Operation, _ a: Program.Value, _ b: Program.Value, _ c: Program.Value) -> Program.Value {
        switch op {
        case .add: sum(a, b)
        case .subtract: difference(a, b)
        case .multiply: product(a, b)
        case .divide: quotient(a, b)
        case .negate: nodes[Int(a.node)].code == .negate ? Program.Value(node: nodes[Int(a.node)].a) : emit(.negate, a)
        case .power: power(a, b)
        case .minimum: a == b ? a : emit(.minimum, a, b)
        case .maximum: a == b ? a : emit(.maximum, a, b)
        case .absolute: absolute(a)
        case .squareRoot: emit(.squareRoot, a)
        case .exponential: emit(.exponential, a)
        case .logarithm: emit(.logarithm, a)
        case .less: emit(.less, a, b)
        case .lessOrEqual: emit(.lessOrEqual, a, b)
        case .equal: emit(.equal, a, b)
        case .notEqual: emit(.notEqual, a, b)
        case .and: conjunction(a, b)
        case .or: disjunction(a, b)
        case .not: emit(.not, a)
        case .select: selection(a, b, c)
        case .hill: hill(a, b, c)
        case .ramp: emit(.ramp, a, b, c)
        case .floor: emit(.floor, a)
        case .sine: emit(.sine, a)
        case .cosine: emit(.cosine, a)
        }
    }

    private func isKnown(_ value: Program.Value, _ number: Double) -> Bool { known(value)?.bitPattern == number.bitPattern }

    /// x + (-0) is x for every x; x + 0 is not for x = -0, so it goes only where x cannot be -0.
    private mutating func sum(_ a: Program.Value, _ b: Program.Value) -> Program.Value {
        if isKnown(b, -0.0) || (isKnown(b, 0) && isNeverNegativeZero(a)) { return a }
        if isKnown(a, -0.0) || (isKnown(a, 0) && isNeverNegativeZero(b)) { return b }
        if nodes[Int(b.node)].code == .negate { return difference(a, Program.Value(node: nodes[Int(b.node)].a)) }
        if nodes[Int(a.node)].code == .negate { return difference(b, Program.Value(node: nodes[Int(a.node)].a)) }
        return emit(.add, a, b)
    }

    private mutating func difference(_ a: Program.Value, _ b: Program.Value) -> Program.Value {
        if isKnown(b, 0) || (isKnown(b, -0.0) && isNeverNegativeZero(a)) { return a }
        if nodes[Int(b.node)].code == .negate { return sum(a, Program.Value(node: nodes[Int(b.node)].a)) }
        return emit(.subtract, a, b)
    }

    private mutating func product(_ a: Program.Value, _ b: Program.Value) -> Program.Value {
        if isKnown(b, 1) { return a }
        if isKnown(a, 1) { return b }
        if isKnown(b, -1) { return simplified(.negate, a, a, a) }
        if isKnown(a, -1) { return simplified(.negate, b, b, b) }
        return emit(.multiply, a, b)
    }

    /// Dividing by a power of two multiplies by its reciprocal, which is exact.
    private mutating func quotient(_ a: Program.Value, _ b: Program.Value) -> Program.Value {
        if let divisor = known(b), known(a) == nil {
            let reciprocal = 1 / divisor
            if divisor.isNormal, reciprocal.isNormal, divisor.significandBitPattern == 0 {
                return product(a, constant(reciprocal))
            }
        }
        return emit(.divide, a, b)
    }

    /// The same products as `Elementary.pow`, one instruction each.
    private mutating func power(_ a: Program.Value, _ b: Program.Value) -> Program.Value {
        guard let exponent = known(b), known(a) == nil else { return emit(.power, a, b) }
        if exponent == 0.5 { return emit(.squareRoot, a) }
        guard exponent >= -32, exponent <= 32, exponent == Elementary.floor(exponent) else { return emit(.power, a, b) }
        var left = Int(exponent).magnitude
        if left == 0 { return constant(1) }
        var square = a
        var result: Program.Value?
        while true {
            if left & 1 != 0 { result = result.map { emit(.multiply, $0, square) } ?? square }
            left >>= 1
            if left == 0 { break }
            square = emit(.multiply, square, square)
        }
        let whole = result ?? a
        return exponent < 0 ? emit(.divide, constant(1), whole) : whole
    }

    private mutating func absolute(_ a: Program.Value) -> Program.Value {
        let inner = nodes[Int(a.node)]
        if inner.code == .negate { return absolute(Program.Value(node: inner.a)) }
        return inner.code == .absolute ? a : emit(.absolute, a)
    }

    private mutating func conjunction(_ a: Program.Value, _ b: Program.Value) -> Program.Value {
        for (x, y) in [(a, b), (b, a)] {
            if let number = known(x) { return number == 0 ? constant(0) : truth(y) }
        }
        return a == b ? truth(a) : emit(.and, a, b)
    }

    private mutating func disjunction(_ a: Program.Value, _ b: Program.Value) -> Program.Value {
        for (x, y) in [(a, b), (b, a)] {
            if let number = known(x) { return number != 0 ? constant(1) : truth(y) }
        }
        return a == b ? truth(a) : emit(.or, a, b)
    }

    private mutating func selection(_ condition: Program.Value, _ a: Program.Value, _ b: Program.Value) -> Program.Value {
        if let number = known(condition) { return number != 0 ? a : b }
        if a == b { return a }
        if nodes[Int(condition.node)].code == .not { return selection(Program.Value(node: nodes[Int(condition.node)].a), b, a) }
        if isKnown(a, 1), isKnown(b, 0) { return truth(condition) }
        return emit(.select, condition, a, b)
    }

    /// With 1 / K as a value of its own it is computed once where K is a constant or the same for all lanes.
    /// Any other than a small integer n takes exp(-n ln(x / K)), step by step: one long loop would be slower than three
    /// short ones, and Hill functions of one x / K share the logarithm.
    private mutating func hill(_ x: Program.Value, _ k: Program.Value, _ n: Program.Value) -> Program.Value {
        let reciprocal = quotient(constant(1), k)
        if let exponent = known(n), exponent >= 1, exponent <= 32, exponent == Elementary.floor(exponent) {
            return emit(.hillInteger, x, reciprocal, exponent: Int32(exponent))
        }
        let logarithm = emit(.logarithm, product(x, reciprocal))
        let exponent = simplified(.negate, n, n, n)
        return emit(.share, x, emit(.exponential, product(exponent, logarithm)))
    }

    /// 1 where the value is true and 0 elsewhere.
    private mutating func truth(_ a: Program.Value) -> Program.Value {
        if let number = known(a) { return constant(number != 0 ? 1 : 0) }
        switch nodes[Int(a.node)].code {
        case .less, .lessOrEqual, .equal, .notEqual, .and, .or, .not: return a
        default: return emit(.notEqual, a, constant(0))
        }
    }

    private func isNeverNegativeZero(_ a: Program.Value) -> Bool {
        switch nodes[Int(a.node)].code {
        case .less, .lessOrEqual, .equal, .notEqual, .and, .or, .not, .absolute, .squareRoot, .exponential, .share, .hillInteger:
            return true
        case .constant:
            return !isKnown(a, -0.0)
        default:
            return false
        }
    }
}
