import NicheModel

/// Something made of numbers by sums, products and powers.
protocol Arithmetic {
    static func call(_ function: NumberFunction, _ arguments: [Self]) -> Self
}

/// Reads arithmetic from left to right with the precedence of mathematics; what stands between the signs is the reader's own.
protocol ArithmeticParser {
    associatedtype Number: Arithmetic
    var phrase: Phrase { get }
    /// The token that comes next.
    var i: Int { get set }
    mutating func primary() throws -> Number
}

extension ArithmeticParser {
    /// All of the phrase; `what` says what it is.
    mutating func complete(_ what: String) throws -> Number {
        let number = try sum()
        guard i >= phrase.tokens.endIndex else { throw fault("\"\(text(i))\" after \(what) that seemed complete") }
        return number
    }

    mutating func sum() throws -> Number {
        var left = try product()
        while isSign("+") || isSign("-") {
            let function: NumberFunction = isSign("+") ? .add : .subtract
            i += 1
            left = .call(function, [left, try product()])
        }
        return left
    }

    private mutating func product() throws -> Number {
        var left = try power()
        while isSign("*") || isSign("/") {
            let function: NumberFunction = isSign("*") ? .multiply : .divide
            i += 1
            left = .call(function, [left, try power()])
        }
        return left
    }

    private mutating func power() throws -> Number {
        if isSign("-") {
            i += 1
            return .call(.negate, [try power()])
        }
        let base = try primary()
        guard isSign("^") else { return base }
        i += 1
        return .call(.power, [base, try power()])
    }

    /// Numbers in brackets.
    mutating func numbers() throws -> [Number] {
        try take("(")
        var numbers = [try sum()]
        while isSign(",") {
            i += 1
            numbers.append(try sum())
        }
        try take(")")
        return numbers
    }

    /// A function of numbers in brackets; its name comes next.
    mutating func call(_ function: NumberFunction) throws -> Number {
        let start = i
        i += 1
        let numbers = try numbers()
        let arity = function.arity
        guard arity.contains(numbers.count) else {
            let wanted = arity.count == 1 ? "\(arity.lowerBound)" : "\(arity.lowerBound) to \(arity.upperBound)"
            throw fault("\(function.rawValue)(…) takes \(wanted) number\(arity == 1...1 ? "" : "s"), found \(numbers.count)", start)
        }
        return .call(function, numbers)
    }
}

extension ArithmeticParser {
    func fault(_ message: String, _ at: Int? = nil) -> ModelFault { ModelFault(phrase.place(at ?? i), message) }

    func text(_ token: Int) -> String { phrase.tokens.indices.contains(token) ? phrase[token..<token + 1].text : "the end" }

    func isSign(_ sign: String, _ at: Int? = nil) -> Bool {
        let at = at ?? i
        return at < phrase.tokens.endIndex && phrase.tokens[at].isSign(sign)
    }

    func word(_ at: Int? = nil) -> String? {
        let at = at ?? i
        return at < phrase.tokens.endIndex ? phrase.tokens[at].word : nil
    }

    mutating func take(_ sign: String) throws {
        guard isSign(sign) else { throw fault("expected \"\(sign)\", found \"\(text(i))\"") }
        i += 1
    }

    mutating func take(word wanted: String) throws {
        guard word() == wanted else { throw fault("expected \"\(wanted)\", found \"\(text(i))\"") }
        i += 1
    }
}
