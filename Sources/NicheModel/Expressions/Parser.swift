/// Parses a phrase as an expression: `or`, `and`, `not`, comparison, `+ -`, `* /`, unary `-`, `^`, then a number with its unit, a name,
/// `their.name`, a call, a bracket.
struct Parser {
    private let phrase: Phrase
    private let units: Units
    private var i: Int
    private var depth = 0

    /// Neither nesting nor a chain of operations goes deeper, so that no text can exhaust the stack.
    static let mostDepth = 256

    static func parse(_ phrase: Phrase, _ units: Units) throws -> Expression {
        guard !phrase.isEmpty else { throw ModelFault(phrase.place, "an expression is missing here") }
        var parser = Parser(phrase, units)
        let expression = try parser.disjunction()
        guard parser.i == phrase.tokens.endIndex else { throw parser.unexpected() }
        return expression
    }

    private init(_ phrase: Phrase, _ units: Units) {
        self.phrase = phrase
        self.units = units
        i = phrase.tokens.startIndex
    }

    private var token: Token? { i < phrase.tokens.endIndex ? phrase.tokens[i] : nil }
    private func fault(_ message: String) -> ModelFault { ModelFault(phrase.place(i), message) }

    private mutating func take(_ sign: String) -> Bool {
        guard token?.isSign(sign) == true else { return false }
        i += 1
        return true
    }

    private mutating func take(word: String) -> Bool {
        guard token?.word == word else { return false }
        i += 1
        return true
    }

    /// Why the expression cannot go on with the token at hand.
    private func unexpected() -> ModelFault {
        guard let token else { return fault("the expression ends too early; a number, a name or a bracket is missing") }
        let found = phrase.passage.text(token.range)
        guard i > phrase.tokens.startIndex, let word = token.word else {
            return fault("unexpected \"\(found)\"\(token.isSign(")") ? "; no bracket was opened for it" : "")")
        }
        if Words.joining.contains(word) { return fault("\"\(word)\" does not belong here") }
        let before = phrase.tokens[i - 1]
        if case .number = before.kind {
            if units[word] != nil { return fault("an operator is missing before \"\(word)(\"") }
            let unit = nearest(to: word, among: units.table.keys).map { "; did you mean the unit \($0)?" } ?? ""
            return fault("\"\(word)\" is not a unit, and an operator is missing before it\(unit)")
        }
        return fault("an operator (+ - * / ^) is missing before \"\(found)\"")
    }

    private mutating func deeper<Value>(_ body: (inout Parser) throws -> Value) throws -> Value {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.mostDepth else { throw fault("an expression nested more than \(Self.mostDepth) deep; split it with let") }
        return try body(&self)
    }

    private func node(_ kind: Expression.Kind, from start: Int, _ parts: Expression...) throws -> Expression {
        let depth = 1 + (parts.map(\.depth).max() ?? 0)
        let first = phrase.tokens[start].range.lowerBound
        guard depth <= Self.mostDepth else {
            throw ModelFault(
                phrase.passage.places[first], "more than \(Self.mostDepth) operations in a chain; split the expression with let")
        }
        return Expression(kind: kind, range: first..<phrase.tokens[i - 1].range.upperBound, depth: depth)
    }

    private mutating func disjunction() throws -> Expression {
        let start = i
        var left = try conjunction()
        while take(word: "or") {
            let right = try conjunction()
            left = try binary(.or, left, right, start)
        }
        return left
    }

    private mutating func conjunction() throws -> Expression {
        let start = i
        var left = try negation()
        while take(word: "and") {
            let right = try negation()
            left = try binary(.and, left, right, start)
        }
        return left
    }

    private mutating func negation() throws -> Expression {
        let start = i
        guard take(word: "not") else { return try comparison() }
        let inner = try deeper { try $0.negation() }
        return try node(.not(inner), from: start, inner)
    }

    /// Parse the right side first: a node ends at the last token read.
    private func binary(_ operation: Term.BinaryOperator, _ a: Expression, _ b: Expression, _ start: Int) throws -> Expression {
        try node(.binary(operation, a, b), from: start, a, b)
    }

    private static let comparisons: [(String, Term.BinaryOperator)] = [
        ("<=", .lessOrEqual), (">=", .greaterOrEqual), ("<", .less), (">", .greater), ("==", .equal), ("!=", .notEqual),
    ]

    private mutating func comparison() throws -> Expression {
        let start = i
        let left = try sum()
        for (sign, operation) in Self.comparisons where take(sign) {
            let right = try sum()
            let whole = try binary(operation, left, right, start)
            if let token, Self.comparisons.contains(where: { token.isSign($0.0) }) {
                throw fault("comparisons cannot be chained; write a < b and b < c")
            }
            return whole
        }
        return left
    }

    private mutating func sum() throws -> Expression {
        let start = i
        var left = try product()
        while true {
            if take("+") {
                let right = try product()
                left = try binary(.add, left, right, start)
            } else if take("-") {
                let right = try product()
                left = try binary(.subtract, left, right, start)
            } else {
                return left
            }
        }
    }

    private mutating func product() throws -> Expression {
        let start = i
        var left = try unary()
        while true {
            if take("*") {
                if token?.isSign("*") == true { throw fault("write ^ for a power") }
                let right = try unary()
                left = try binary(.multiply, left, right, start)
            } else if take("/") {
                let right = try unary()
                left = try binary(.divide, left, right, start)
            } else {
                return left
            }
        }
    }

    private mutating func unary() throws -> Expression {
        let start = i
        guard take("-") else { return try power() }
        let inner = try deeper { try $0.unary() }
        return try node(.negate(inner), from: start, inner)
    }

    private mutating func power() throws -> Expression {
        let start = i
        let base = try primary()
        guard take("^") else { return base }
        let exponent = try deeper { try $0.unary() }
        return try binary(.power, base, exponent, start)
    }

    private mutating func primary() throws -> Expression {
        let start = i
        guard let token else { throw unexpected() }
        switch token.kind {
        case .number(let value, let dimension, let unit, let factor):
            i += 1
            return try node(.number(value, dimension, unit: unit, factor: factor), from: start)
        case .sign("("):
            i += 1
            let inner = try deeper { try $0.disjunction() }
            guard take(")") else { throw self.token == nil ? fault("a closing bracket is missing") : unexpected() }
            return Expression(kind: inner.kind, range: inner.range, depth: inner.depth)
        case .sign: throw unexpected()
        case .word(let word):
            if Words.joining.contains(word) || word == "and" || word == "or" {
                throw fault("\"\(word)\" does not belong here; a value is expected")
            }
            i += 1
            if take("(") { return try call(word, start) }
            guard take(".") else { return try node(.name(word), from: start) }
            guard let member = self.token?.word else { throw fault("a name is expected after \"\(word).\"") }
            i += 1
            return try node(.member(word, member), from: start)
        }
    }

    private mutating func call(_ word: String, _ start: Int) throws -> Expression {
        var arguments: [Expression] = []
        if !take(")") {
            repeat { arguments.append(try deeper { try $0.argument() }) } while take(",")
            guard take(")") else { throw token == nil ? fault("a closing bracket is missing for \(word)(") : unexpected() }
        }
        let depth = 1 + (arguments.map(\.depth).max() ?? 0)
        guard depth <= Self.mostDepth else { throw fault("an expression nested more than \(Self.mostDepth) deep; split it with let") }
        let range = phrase.tokens[start].range.lowerBound..<phrase.tokens[i - 1].range.upperBound
        return Expression(kind: .call(word, arguments), range: range, depth: depth)
    }

    /// An expression, or the words of a selector ("apoptotic cell").
    private mutating func argument() throws -> Expression {
        func isPlain(_ at: Int) -> Bool {
            guard at < phrase.tokens.endIndex, let word = phrase.tokens[at].word else { return false }
            return !Words.logic.contains(word) && !Words.joining.contains(word)
        }
        guard isPlain(i), isPlain(i + 1) else { return try disjunction() }
        let start = i
        var words: [String] = []
        while isPlain(i) {
            words.append(phrase.tokens[i].word!)
            i += 1
        }
        return try node(.words(words), from: start)
    }
}
