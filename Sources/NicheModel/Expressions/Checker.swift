/// Resolves the names of an expression and checks its dimensions, from the leaves up.
struct Checker {
    let assembly: Assembly
    let passage: Passage
    let scope: Scope
    /// Inside a function of the model: what its arguments are.
    var arguments: [String: Checked] = [:]
    /// Functions of the model being written out.
    var functions: [String] = []
    /// In a branch that constants rule out, where a division by zero does no harm.
    var isUnreachable = false
    /// Nesting of the bodies of functions around this expression.
    var level = 0

    static let mostNodes = 20_000
    static let mostDepth = 400
    /// Of function bodies in each other, and of calls in a whole model.
    static let mostLevels = 400, mostCalls = 100_000

    func place(_ expression: Expression) -> Place { passage.places[expression.range.lowerBound] }
    func text(_ expression: Expression) -> String { passage.text(expression.range) }
    func fault(_ expression: Expression, _ message: String) -> ModelFault { ModelFault(place(expression), message) }
    func words(_ dimension: Dimension) -> String { assembly.model.units.words(dimension) }

    func check(_ expression: Expression) throws -> Checked {
        switch expression.kind {
        case .number(let value, let dimension, _, _): return Checked(term: .number(value), dimension: dimension, constant: value)
        case .name(let name): return try self.name(name, expression)
        case .member(let owner, let name): return try member(owner, name, expression)
        case .words(let words): throw fault(expression, "\"\(words.joined(separator: " "))\": an operator is missing between these words")
        case .negate(let inner):
            let a = try number(inner)
            return Checked(
                term: .negate(a.term), dimension: a.dimension, constant: a.constant.map { -$0 }, size: a.size + 1, depth: a.depth + 1)
        case .not(let inner):
            let a = try truth(inner)
            return Checked(
                term: .not(a.term), dimension: .one, isTruth: true, constant: a.constant.map { $0 == 0 ? 1 : 0 }, size: a.size + 1,
                depth: a.depth + 1)
        case .binary(let operation, let a, let b): return try binary(operation, a, b, expression)
        case .call(let function, let arguments): return try call(function, arguments, expression)
        }
    }

    func number(_ expression: Expression) throws -> Checked {
        let checked = try check(expression)
        if checked.isTruth {
            throw fault(expression, "\"\(text(expression))\" is yes or no; a number is expected here (write if(…, a, b))")
        }
        return checked
    }

    func truth(_ expression: Expression) throws -> Checked {
        let checked = try check(expression)
        if !checked.isTruth { throw fault(expression, "\"\(text(expression))\" is a number; a comparison (yes or no) is expected here") }
        return checked
    }

    func number(_ expression: Expression, _ dimension: Dimension, _ what: String) throws -> Checked {
        let checked = try number(expression)
        guard checked.dimension == dimension else { throw mismatch(expression, checked.dimension, dimension, what) }
        return checked
    }

    // MARK: Names

    private func name(_ name: String, _ expression: Expression) throws -> Checked {
        if let argument = arguments[name] { return argument }
        guard let meaning = scope.find(name) else {
            if let phase = scope.phase(name) { return Checked(term: .reference(.phase(phase)), dimension: .one) }
            throw assembly.unknown(name, scope, place(expression), arguments: Array(arguments.keys))
        }
        if meaning.isPoisoned { throw Poisoned() }
        if meaning.kind == "coupling" { assembly.usedCouplings.insert(name) }
        return Checked(term: meaning.term, dimension: meaning.dimension, constant: meaning.constant)
    }

    private func member(_ owner: String, _ name: String, _ expression: Expression) throws -> Checked {
        if owner == "position" {
            guard let axis = ["x", "y", "z"].firstIndex(of: name) else {
                throw fault(expression, "position has x, y and z; found position.\(name)")
            }
            guard scope.senses.contains(.position) else { throw fault(expression, "\(scope.title) has no position") }
            return Checked(term: .reference(.position(axis)), dimension: .length)
        }
        if owner == "their" {
            guard let neighbours = scope.neighbours else {
                throw fault(
                    expression,
                    "their.\(name) is known only in an event with \"each\" or \"one of\" touching cells, "
                        + "and in touching(…, their.\(name)) and near(…)"
                )
            }
            return Checked(term: .reference(.their(name)), dimension: try assembly.their(name, of: neighbours, place(expression)))
        }
        throw fault(expression, "\"\(owner).\(name)\": only their.name and position.x, .y, .z have a point")
    }

    // MARK: Operators

    private func binary(_ operation: Term.BinaryOperator, _ left: Expression, _ right: Expression, _ whole: Expression) throws -> Checked {
        func joined(_ a: Checked, _ b: Checked, _ dimension: Dimension, truth: Bool = false, _ fold: (Double, Double) -> Double) throws
            -> Checked
        {
            let constant = a.constant.flatMap { a in b.constant.map { fold(a, $0) } }
            return try finite(
                Checked(
                    term: .binary(operation, a.term, b.term), dimension: dimension, isTruth: truth, constant: constant,
                    size: a.size + b.size + 1,
                    depth: max(a.depth, b.depth) + 1), whole)
        }
        switch operation {
        case .and, .or:
            let (a, b) = (try truth(left), try truth(right))
            return try joined(a, b, .one, truth: true) { (operation == .and ? $0 * $1 : $0 + $1) != 0 ? 1 : 0 }
        case .add, .subtract:
            let (a, b) = (try number(left), try number(right))
            try agree(a, left, b, right, operation == .add ? "added to" : "subtracted from")
            return try joined(a, b, a.dimension) { operation == .add ? $0 + $1 : $0 - $1 }
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
            let (a, b) = (try number(left), try number(right))
            try agree(a, left, b, right, "compared with")
            return try joined(a, b, .one, truth: true) { Self.compare(operation, $0, $1) ? 1 : 0 }
        case .multiply:
            let (a, b) = (try number(left), try number(right))
            return try joined(a, b, a.dimension * b.dimension, *)
        case .divide:
            let (a, b) = (try number(left), try number(right))
            if b.constant == 0, !isUnreachable {
                throw fault(right, "division by zero: \(text(right)) is 0")
            }
            return try joined(a, b, a.dimension / b.dimension, /)
        case .power:
            let (a, b) = (try number(left), try number(right, .one, "a power"))
            if a.dimension.isOne { return try joined(a, b, .one) { Fold.power($0, $1) } }
            guard let halves = Self.literal(right).map({ $0 * 2 }), halves == halves.rounded(), abs(halves) <= 12,
                a.dimension.canRaise(halves: Int(halves))
            else {
                throw fault(
                    right,
                    "\(text(left)) is a \(words(a.dimension)); its power must be "
                        + "a whole or half number, written out, at most 6; found \(text(right))"
                )
            }
            return try joined(a, b, a.dimension.raised(halves: Int(halves))) { Fold.power($0, $1) }
        }
    }

    private static func compare(_ operation: Term.BinaryOperator, _ a: Double, _ b: Double) -> Bool {
        switch operation {
        case .less: a < b
        case .lessOrEqual: a <= b
        case .greater: a > b
        case .greaterOrEqual: a >= b
        case .equal: a == b
        default: a != b
        }
    }

    /// A number as it stands, with its sign.
    private static func literal(_ expression: Expression) -> Double? {
        switch expression.kind {
        case .number(let value, let dimension, _, _): dimension.isOne ? value : nil
        case .negate(let inner): literal(inner).map { -$0 }
        default: nil
        }
    }

    func finite(_ checked: Checked, _ expression: Expression) throws -> Checked {
        if let constant = checked.constant, !constant.isFinite, !isUnreachable {
            throw fault(expression, "\"\(text(expression))\" is not a finite number (\(constant))")
        }
        if checked.size > Self.mostNodes || checked.depth > Self.mostDepth {
            throw fault(expression, "this expression is too long once the functions in it are written out; split it with let")
        }
        return checked
    }

    // MARK: Dimensions

    private func agree(_ a: Checked, _ left: Expression, _ b: Checked, _ right: Expression, _ verb: String) throws {
        guard a.dimension != b.dimension else { return }
        for (expression, found, other) in [(left, a.dimension, b.dimension), (right, b.dimension, a.dimension)] {
            if case .number = expression.kind, found.isOne { throw mismatch(expression, found, other, "") }
        }
        let (first, second) = verb == "compared with" || verb == "added to" ? ((left, a), (right, b)) : ((right, b), (left, a))
        throw fault(
            right,
            "\"\(text(first.0))\" (\(words(first.1.dimension))) cannot be \(verb) \"\(text(second.0))\" (\(words(second.1.dimension)))"
                + derivation([left, right]))
    }

    /// "20 has no unit; time expected, for example 20 h".
    func mismatch(_ expression: Expression, _ found: Dimension, _ expected: Dimension, _ what: String) -> ModelFault {
        let example = assembly.model.units.example(of: expected).map { ", for example \($0)" } ?? ""
        if Self.literal(expression) != nil, !expected.isOne {
            let role = what.isEmpty ? "" : " as \(what)"
            return fault(expression, "\(text(expression)) has no unit; \(words(expected)) expected\(role)\(example)")
        }
        return fault(
            expression,
            "\(what) must be in \(words(expected)), found \(words(found))\(derivation([expression]))\(expected.isOne ? "" : example)")
    }

    /// The names of an expression with the unit and the place of each, so that the blame reaches the leaf.
    private func derivation(_ expressions: [Expression]) -> String {
        var leaves: [String] = []
        for expression in expressions {
            expression.visit { node in
                guard case .name(let name) = node.kind, leaves.count < 8, let meaning = scope.find(name), !meaning.isPoisoned else {
                    return
                }
                let place = meaning.place.map { " (\($0))" } ?? ""
                let leaf = "\(name) [\(words(meaning.dimension))]\(place)"
                if !leaves.contains(leaf) { leaves.append(leaf) }
            }
        }
        return leaves.isEmpty ? "" : "; here " + leaves.joined(separator: ", ")
    }
}
