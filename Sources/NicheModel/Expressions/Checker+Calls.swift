extension Checker {
    func call(_ function: String, _ arguments: [Expression], _ whole: Expression) throws -> Checked {
        if function == "if" { return try choice(arguments, whole) }
        if let elementary = Term.Function(rawValue: function) { return try self.elementary(elementary, arguments, whole) }
        if Words.senses.contains(function) { return try sense(function, arguments, whole) }
        if Words.reductions.contains(function) { return try reduction(function, arguments, whole) }
        if Words.draws.contains(function) {
            throw fault(
                whole,
                "\(function)(…) draws a value; that is possible only where a value is given whole: "
                    + "start of a state, after, amount, lasting, set of a place"
            )
        }
        if let written = assembly.functions[function] { return try self.written(written, arguments, whole) }
        if scope.find(function) != nil { throw fault(whole, "\(function) is not a function; write \(function) * (…) for a product") }
        let known = Words.functions.union(assembly.functions.keys)
        let hint = Words.hints[function].map { "; did you mean \"\($0)\"?" } ?? didYouMean(function, among: known)
        throw fault(whole, "unknown function \"\(function)\"\(hint)")
    }

    func count(_ arguments: [Expression], _ allowed: ClosedRange<Int>, _ usage: String, _ whole: Expression) throws {
        guard allowed.contains(arguments.count) else {
            let most = allowed.upperBound
            let number = allowed.count == 1 ? "\(most)" : "\(allowed.lowerBound) to \(most)"
            throw fault(whole, "\(usage) takes \(number) argument\(most == 1 ? "" : "s"), found \(arguments.count)")
        }
    }

    private func choice(_ arguments: [Expression], _ whole: Expression) throws -> Checked {
        try count(arguments, 3...3, "if(condition, a, b)", whole)
        let condition = try truth(arguments[0])
        var (first, second) = (self, self)
        if condition.constant == 0 { first.isUnreachable = true }
        if let constant = condition.constant, constant != 0 { second.isUnreachable = true }
        let (a, b) = (try first.number(arguments[1]), try second.number(arguments[2]))
        guard a.dimension == b.dimension else {
            if case .number = arguments[1].kind, a.dimension.isOne { throw mismatch(arguments[1], a.dimension, b.dimension, "") }
            throw mismatch(arguments[2], b.dimension, a.dimension, "the second value of if")
        }
        return try finite(
            Checked(
                term: .choice(condition.term, a.term, b.term), dimension: a.dimension,
                constant: condition.constant.flatMap { $0 != 0 ? a.constant : b.constant }, size: condition.size + a.size + b.size + 1,
                depth: max(condition.depth, a.depth, b.depth) + 1), whole)
    }

    private func elementary(_ function: Term.Function, _ arguments: [Expression], _ whole: Expression) throws -> Checked {
        var values: [Checked]
        let dimension: Dimension
        switch function {
        case .min, .max:
            try count(arguments, 2...64, "\(function.rawValue)(a, b, …)", whole)
            values = try alike(arguments, function.rawValue)
            dimension = values[0].dimension
        case .abs:
            try count(arguments, 1...1, "abs(x)", whole)
            values = [try number(arguments[0])]
            dimension = values[0].dimension
        case .sqrt:
            try count(arguments, 1...1, "sqrt(x)", whole)
            values = [try number(arguments[0])]
            guard values[0].dimension.canRaise(halves: 1) else {
                throw fault(arguments[0], "the root of \(words(values[0].dimension)) is not a unit")
            }
            dimension = values[0].dimension.raised(halves: 1)
        case .exp, .log, .floor, .sin, .cos:
            try count(arguments, 1...1, "\(function.rawValue)(x)", whole)
            values = [try number(arguments[0], .one, "the argument of \(function.rawValue)")]
            dimension = .one
        case .hill:
            try count(arguments, 2...3, "hill(x, half, power)", whole)
            values = try alike(Array(arguments.prefix(2)), "hill")
            values.append(
                arguments.count > 2
                    ? try number(arguments[2], .one, "the power of hill") : Checked(term: .number(1), dimension: .one, constant: 1))
            if let half = values[1].constant, half <= 0, !isUnreachable {
                throw fault(arguments[1], "the half of hill must be above 0; \(text(arguments[1])) is \(half)")
            }
            dimension = .one
        case .ramp:
            try count(arguments, 3...3, "ramp(x, a, b)", whole)
            values = try alike(arguments, "ramp")
            if let a = values[1].constant, a == values[2].constant, !isUnreachable {
                throw fault(arguments[2], "ramp needs two different ends")
            }
            dimension = .one
        }
        let constants = values.compactMap(\.constant)
        return try finite(
            Checked(
                term: .call(function, values.map(\.term)), dimension: dimension,
                constant: constants.count == values.count ? Fold.call(function, constants) : nil, size: values.reduce(1) { $0 + $1.size },
                depth: values.reduce(0) { max($0, $1.depth) } + 1), whole)
    }

    /// Arguments that must all be in the unit of the first.
    private func alike(_ arguments: [Expression], _ function: String) throws -> [Checked] {
        let values = try arguments.map { try number($0) }
        let dimension = values.first { !$0.dimension.isOne }?.dimension ?? .one
        for (value, argument) in zip(values, arguments) where value.dimension != dimension {
            throw mismatch(argument, value.dimension, dimension, "an argument of \(function)")
        }
        return values
    }

    /// A function of the model, replaced by its body.
    private func written(_ function: WrittenFunction, _ arguments: [Expression], _ whole: Expression) throws -> Checked {
        let usage = "\(function.name)(\(function.arguments.joined(separator: ", ")))"
        try count(arguments, function.arguments.count...function.arguments.count, usage, whole)
        guard !functions.contains(function.name), functions.count < 32 else {
            throw fault(whole, "the function \(function.name) calls itself: \((functions + [function.name]).joined(separator: " -> "))")
        }
        guard let body = function.body else { throw Poisoned() }
        assembly.functionCalls += 1
        guard assembly.functionCalls < Self.mostCalls, level + body.depth <= Self.mostLevels else {
            throw fault(whole, "functions call functions too often or too deep here")
        }
        let values = try arguments.map { try number($0) }
        let inner = Checker(
            assembly: assembly, passage: function.passage, scope: assembly.constants,
            arguments: Dictionary(uniqueKeysWithValues: zip(function.arguments, values)), functions: functions + [function.name],
            isUnreachable: isUnreachable, level: level + body.depth)
        do {
            return try finite(try inner.number(body), whole)
        } catch let fault as ModelFault {
            throw ModelFault(fault.problems.map { Problem($0.place, $0.message + " (in \(function.name), called at \(place(whole)))") })
        }
    }
}
