/// Cuts a passage into tokens.
///
/// A number takes the unit right after it as one value, so `x / 1.5 h` divides by both. A unit goes on over `/unit` only, never over
/// `*`, and never where the word is followed by `(`: in `0.03 * min(a, b)` a greedier reader takes minutes.
struct Lexer {
    let passage: Passage
    let units: Units
    private var i: Int
    private let end: Int

    static let mostTokens = 10_000
    private static let mostUnitWords = 16
    /// What signs of other languages are here.
    private static let meant: [Unicode.Scalar: String] = [
        "=": "; to compare write ==", "&": "; write and", "!": "; write not", "%": "; % follows a number",
    ]

    init(_ passage: Passage, _ units: Units) {
        self.passage = passage
        self.units = units
        i = passage.range.lowerBound
        end = passage.range.upperBound
    }

    static func tokens(_ passage: Passage, _ units: Units) throws -> [Token] {
        var lexer = Lexer(passage, units)
        var tokens: [Token] = []
        while let token = try lexer.next() {
            tokens.append(token)
            if tokens.count > mostTokens {
                throw ModelFault(passage.place, "an expression of more than \(mostTokens) words; split it with let")
            }
        }
        return tokens
    }

    private func character(_ at: Int) -> Unicode.Scalar? { at < end ? passage.characters[at] : nil }

    private func fault(_ at: Int, _ message: String) -> ModelFault { ModelFault(passage.places[at], message) }

    private mutating func next() throws -> Token? {
        i = skipBlanks(i)
        guard let c = character(i) else { return nil }
        let start = i
        if Words.isDigit(c) || (c == "." && character(i + 1).map(Words.isDigit) == true) { return try number() }
        if Words.isLetter(c) {
            i = endOfWord(i)
            return Token(kind: .word(passage.text(start..<i)), range: start..<i)
        }
        for sign in ["<=", ">=", "==", "!=", "->"] where start + 2 <= end && passage.text(start..<start + 2) == sign {
            i += 2
            return Token(kind: .sign(sign), range: start..<i)
        }
        guard "+-*/^(),<>.".unicodeScalars.contains(c) else {
            throw fault(start, "unexpected \"\(c)\"\(Self.meant[c] ?? "")")
        }
        i += 1
        return Token(kind: .sign(String(c)), range: start..<i)
    }

    private func skipBlanks(_ at: Int) -> Int {
        var at = at
        while let c = character(at), c == " " || c == "\t" || c == "\r" { at += 1 }
        return at
    }

    private func endOfWord(_ at: Int) -> Int {
        var at = at
        while let c = character(at), Words.isLetter(c) || Words.isDigit(c) { at += 1 }
        return at
    }

    private func endOfDigits(_ at: Int) -> Int {
        var at = at
        while let c = character(at), Words.isDigit(c) { at += 1 }
        return at
    }

    private mutating func number() throws -> Token {
        let start = i
        i = endOfDigits(i)
        if character(i) == "." { i = endOfDigits(i + 1) }
        if let e = character(i), e == "e" || e == "E" {
            let sign = character(i + 1)
            let digits = sign == "-" || sign == "+" ? i + 2 : i + 1
            if character(digits).map(Words.isDigit) == true { i = endOfDigits(digits) }
        }
        let text = passage.text(start..<i)
        guard let value = Double(text), value.isFinite else {
            throw fault(start, "the number \(text.prefix(40)) is too large")
        }
        if character(i) == "." { throw fault(i, "a number with two points") }
        guard let unit = try unit(from: i) else { return Token(kind: .number(value, .one, unit: "", factor: 1), range: start..<i) }
        let unitText = passage.text(i..<unit.end).trimmed
        i = unit.end
        let scaled = value * unit.above / unit.below
        guard scaled.isFinite else { throw fault(start, "the number \(text.prefix(40)) \(unitText) is too large") }
        return Token(kind: .number(scaled, unit.dimension, unit: unitText, factor: unit.above / unit.below), range: start..<i)
    }

    private struct Found {
        var dimension = Dimension.one
        /// Kept apart, so that 0.17 /h is 0.17/60 and not 0.17 × (1/60).
        var above = 1.0, below = 1.0
        var end: Int
    }

    private func unit(from at: Int) throws -> Found? {
        var found = Found(end: at)
        let start = skipBlanks(at)
        var words = 0
        if let (factor, dimension, end) = try unitWord(start) {
            found.above = factor
            found.dimension = dimension
            found.end = end
            words += 1
        }
        while true {
            let slash = skipBlanks(found.end)
            guard character(slash) == "/", let (factor, dimension, end) = try unitWord(skipBlanks(slash + 1)) else { break }
            found.below *= factor
            found.dimension = found.dimension / dimension
            found.end = end
            words += 1
            if words > Self.mostUnitWords { throw fault(at, "a unit of more than \(Self.mostUnitWords) words") }
        }
        return words > 0 ? found : nil
    }

    /// A unit with its power, unless the word is a call or not a unit.
    private func unitWord(_ at: Int) throws -> (factor: Double, dimension: Dimension, end: Int)? {
        let end = character(at) == "%" ? at + 1 : endOfWord(at)
        guard end > at, let unit = units[passage.text(at..<end)] else { return nil }
        let next = character(skipBlanks(end))
        if next == "(" || character(end) == "." { return nil }
        guard character(end) == "^" else { return (unit.factor, unit.dimension, end) }
        let sign = character(end + 1) == "-" ? -1.0 : 1.0
        let digits = sign < 0 ? end + 2 : end + 1
        guard character(digits).map(Words.isDigit) == true else { return (unit.factor, unit.dimension, end) }
        var stop = endOfDigits(digits)
        if character(stop) == ".", character(stop + 1).map(Words.isDigit) == true { stop = endOfDigits(stop + 1) }
        guard let power = Double(passage.text(digits..<stop)), power <= 6, power * 2 == (power * 2).rounded(),
            unit.dimension.canRaise(halves: Int(sign * power * 2))
        else { throw fault(at, "the power of a unit is whole or half, and at most 6; found \(passage.text(at..<stop))") }
        let halves = Int(sign * power * 2)
        return (unit.factor.raised(halves: halves), unit.dimension.raised(halves: halves), stop)
    }
}

extension Double {
    /// The number to the power halves/2, by multiplication alone.
    fileprivate func raised(halves: Int) -> Double {
        var result = 1.0
        for _ in 0..<(abs(halves) / 2) { result *= self }
        if halves % 2 != 0 { result *= squareRoot() }
        return halves < 0 ? 1 / result : result
    }
}

extension String {
    var trimmed: String {
        var view = Substring(self)
        while view.first == " " { view.removeFirst() }
        while view.last == " " { view.removeLast() }
        return String(view)
    }
}
