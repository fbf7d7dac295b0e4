extension Assembly {
    /// Checks a phrase as an expression of a given dimension.
    func formula(_ phrase: Phrase, _ scope: Scope, _ dimension: Dimension?, _ what: String) throws -> Formula {
        try checkedFormula(phrase, scope, dimension, what).formula
    }

    func checkedFormula(_ phrase: Phrase, _ scope: Scope, _ dimension: Dimension?, _ what: String) throws -> (
        formula: Formula, checked: Checked
    ) {
        let expression = try Parser.parse(phrase, units)
        let checker = Checker(assembly: self, passage: phrase.passage, scope: scope)
        let checked = try dimension.map { try checker.number(expression, $0, what) } ?? checker.number(expression)
        return (Formula(term: checked.term, dimension: checked.dimension, place: phrase.place, text: phrase.text), checked)
    }

    /// Checks a phrase as a condition, yes or no.
    func condition(_ phrase: Phrase, _ scope: Scope) throws -> Formula {
        let expression = try Parser.parse(phrase, units)
        let checked = try Checker(assembly: self, passage: phrase.passage, scope: scope).truth(expression)
        return Formula(term: checked.term, dimension: .one, place: phrase.place, text: phrase.text)
    }

    func phrase(_ tree: Tree) throws -> Phrase { try Phrase(tree, units) }

    enum Bound { case any, notNegative, positive }

    /// A value known before the run, in the engine's units.
    func constant(_ phrase: Phrase, _ dimension: Dimension?, _ what: String, _ bound: Bound = .any) throws -> Double {
        let (_, checked) = try checkedFormula(phrase, constants, dimension, what)
        guard let value = checked.constant else { throw ModelFault(phrase.place, "\(what) must be known before the run") }
        if bound == .positive, value <= 0 { throw ModelFault(phrase.place, "\(what) must be above 0, found \(phrase.text)") }
        if bound == .notNegative, value < 0 { throw ModelFault(phrase.place, "\(what) must not be negative, found \(phrase.text)") }
        return value
    }

    func constant(_ tree: Tree, _ dimension: Dimension?, _ what: String, _ bound: Bound = .any) throws -> Double {
        try constant(phrase(tree), dimension, what, bound)
    }

    /// Refuses a value that is known before the run and out of bounds.
    func check(_ checked: Checked, _ phrase: Phrase, _ what: String, _ bound: Bound) throws {
        guard let value = checked.constant else { return }
        if bound == .positive, value <= 0 { throw ModelFault(phrase.place, "\(what) must be above 0, found \(phrase.text)") }
        if bound == .notNegative, value < 0 { throw ModelFault(phrase.place, "\(what) must not be negative, found \(phrase.text)") }
    }

    /// A value that may be drawn: `normal(1, 0.1)`, or any expression.
    func sampler(_ phrase: Phrase, _ scope: Scope, _ dimension: Dimension?, _ what: String) throws -> Sampler {
        let expression = try Parser.parse(phrase, units)
        let checker = Checker(assembly: self, passage: phrase.passage, scope: scope)
        func formula(_ expression: Expression, _ dimension: Dimension?, _ what: String) throws -> (Formula, Double?) {
            let checked = try dimension.map { try checker.number(expression, $0, what) } ?? checker.number(expression)
            return (
                Formula(term: checked.term, dimension: checked.dimension, place: checker.place(expression), text: checker.text(expression)),
                checked.constant
            )
        }
        guard case .call(let name, let arguments) = expression.kind, Words.draws.contains(name), let kind = Sampler.Kind(rawValue: name)
        else {
            return Sampler(kind: .fixed, arguments: [try formula(expression, dimension, what).0])
        }
        let usage = ["uniform": "low, high", "normal": "mean, sd", "lognormal": "median, sigma", "exponential": "mean"][name]!
        let wanted = kind == .exponential ? 1 : 2
        guard arguments.count == wanted else {
            throw ModelFault(phrase.place, "\(name)(\(usage)) takes \(wanted) argument\(wanted == 1 ? "" : "s"), found \(arguments.count)")
        }
        let first = try formula(arguments[0], dimension, "\(what) (\(usage.split(separator: ",")[0]))")
        guard wanted == 2 else { return Sampler(kind: kind, arguments: [first.0]) }
        let isSigma = kind == .lognormal
        let second = try formula(arguments[1], isSigma ? .one : first.0.dimension, isSigma ? "sigma of lognormal" : "\(what) (\(usage))")
        if let low = first.1, let high = second.1 {
            if kind == .uniform, low > high { throw checker.fault(arguments[1], "uniform(low, high): the low end is above the high end") }
            if kind != .uniform, high < 0 { throw checker.fault(arguments[1], "the spread of \(name) must not be negative") }
            if isSigma, low <= 0 { throw checker.fault(arguments[0], "the median of lognormal must be above 0") }
        }
        return Sampler(kind: kind, arguments: [first.0, second.0])
    }

    /// The unit in which a value of this dimension is best shown: one that its author wrote, else a usual one.
    func displayUnit(_ phrase: Phrase, _ scope: Scope, _ dimension: Dimension) -> (unit: String, factor: Double) {
        if dimension.isOne { return ("", 1) }
        guard let expression = try? Parser.parse(phrase, units) else { return usualUnit(dimension) }
        var found: (String, Double)?
        expression.visit { node in
            guard found == nil else { return }
            if case .number(_, dimension, let unit, let factor) = node.kind { found = (unit, factor) }
            if case .name(let name) = node.kind, let meaning = scope.find(name), meaning.dimension == dimension, !meaning.unit.isEmpty {
                found = (meaning.unit, meaning.unitFactor)
            }
        }
        return found ?? usualUnit(dimension)
    }

    func usualUnit(_ dimension: Dimension) -> (unit: String, factor: Double) {
        let usual: [(Dimension, String, Double)] = [
            (.length, "um", 1), (.area, "um^2", 1), (.volume, "um^3", 1), (.time, "h", 60), (.rate, "/h", 1.0 / 60), (.speed, "um/min", 1),
            (.amount / .volume, "uM", 1), (.amount, "fmol", 1e6), (.pressure, "mmHg", 1), (.dose, "Gy", 1), (.diffusion, "um^2/min", 1),
        ]
        if let match = usual.first(where: { $0.0 == dimension }) { return (match.1, match.2) }
        if let counted = units.counted.first(where: { units[$0]!.dimension == dimension }) { return (counted, 1) }
        return (dimension.isOne ? "" : "[\(units.words(dimension)) in um, min, zmol]", 1)
    }
}
