/// A definition or a rate of change, with the module of each of its terms.
struct Equation {
    var left: String
    /// The base (""), then terms ("+") and factors ("*") of the whole sum, then rules ("rule").
    var parts: [(operation: String, text: String, module: String)]
    var about = ""

    /// What is to the right of the sign, a term a line, with its module.
    private var terms: [(text: String, module: String)] {
        guard let base = parts.first else { return [] }
        let sums = parts.dropFirst().filter { $0.operation == "+" }
        let factors = parts.dropFirst().filter { $0.operation == "*" }
        var lines = [(base.text, base.module)] + sums.map { ("+ \($0.text)", $0.module) }
        if !factors.isEmpty, !sums.isEmpty || base.text.isSum {
            lines[0].0 = "(" + lines[0].0
            lines[lines.count - 1].0 += ")"
        }
        let rules = parts.filter { $0.operation == "rule" }.map { ($0.text, $0.module) }
        return lines + factors.map { ("* \($0.text.isSum ? "(\($0.text))" : $0.text)", $0.module) } + rules
    }

    /// The lines of several equations, with signs and modules in columns.
    static func lines(_ equations: [Equation]) -> [String] {
        let left = min(equations.map(\.left.count).max() ?? 0, 28)
        let right = min(equations.flatMap { $0.terms.map(\.text.count) }.max() ?? 0, 84)
        return equations.flatMap { equation in
            equation.terms.enumerated().map { i, term in
                let start = i == 0 ? equation.left.padded(left) + " = " : String(repeating: " ", count: left + 3)
                let about = i == 0 && !equation.about.isEmpty ? "  \(equation.about)" : ""
                let module = term.module.isEmpty ? "" : "  [\(term.module)]"
                return module.isEmpty && about.isEmpty ? start + term.text : start + term.text.padded(right) + module + about
            }
        }
    }
}

extension String {
    func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

    /// Whether a sign stands outside all brackets, so that a factor needs brackets around this.
    var isSum: Bool {
        var depth = 0
        var word = ""
        for character in self {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if character == "+" || character == "-", depth == 0, !word.isOpenNumber { return true }
            word = character.isLetter || character.isNumber || character == "." || character == "_" ? word + String(character) : ""
        }
        return false
    }

    /// "2.5e", to which the sign of an exponent belongs.
    private var isOpenNumber: Bool {
        first?.isNumber == true && (last == "e" || last == "E") && dropLast().allSatisfy { $0.isNumber || $0 == "." }
    }

    /// Whether it can stand behind a slash as it is: a name, a plain number, or one call.
    var isSingle: Bool {
        var rest = drop { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
        if rest.isEmpty { return true }
        guard rest.count < count, rest.first == "(", rest.last == ")" else { return false }
        rest = rest.dropFirst().dropLast()
        var depth = 0
        for character in rest {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if depth < 0 { return false }
        }
        return true
    }
}
