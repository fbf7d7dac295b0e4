import NicheModel

/// Reads the judged sentences of a trial: `interaction(genotype, therapy) of log(volume) above 0`.
struct JudgementParser: ArithmeticParser {
    let phrase: Phrase
    var i: Int
    private let arms: ArmTable
    private let measures: [String]
    private let dose: Trial.Dose?

    static func parse(_ name: String, _ tree: Tree, _ arms: ArmTable, measures: [String], dose: Trial.Dose?) throws -> Judgement {
        let phrase = try Phrase(tree, Units())
        // The bound is the last of these words outside brackets.
        var (depth, cut) = (0, Int?.none)
        for token in phrase.tokens.indices {
            if phrase.tokens[token].isSign("(") { depth += 1 }
            if phrase.tokens[token].isSign(")") { depth -= 1 }
            if depth == 0, let word = phrase.tokens[token].word, ["above", "below", "between"].contains(word) { cut = token }
        }
        guard let cut else {
            throw ModelFault(
                tree.place, "what must \(name) be? end the sentence with \"above 1\", \"below 0\" or \"between 0.3 and 0.6\"")
        }
        let subject = phrase[phrase.tokens.startIndex..<cut]
        var parser = JudgementParser(phrase: subject, arms, measures, dose)
        let contrast = try parser.complete("a sentence")
        let bound = try bound(phrase[cut..<phrase.tokens.endIndex])
        return Judgement(
            name: name, text: Population.plain(phrase.text), subject: Population.plain(subject.text), contrast: contrast, bound: bound,
            place: tree.place)
    }

    private init(phrase: Phrase, _ arms: ArmTable, _ measures: [String], _ dose: Trial.Dose?) {
        (self.phrase, self.arms, self.measures, self.dose) = (phrase, arms, measures, dose)
        i = phrase.tokens.startIndex
    }

    private static func bound(_ phrase: Phrase) throws -> Bound {
        var numbers: [Double] = []
        var sign = 1.0
        var words: [String] = []
        for token in phrase.tokens {
            if case .number(let value, .one, _, _) = token.kind {
                numbers.append(sign * value)
                sign = 1
            } else if token.isSign("-") {
                sign = -1
            } else {
                words.append(token.word ?? "")
            }
        }
        switch (words, numbers.count) {
        case (["above"], 1): return .above(numbers[0])
        case (["below"], 1): return .below(numbers[0])
        case (["between", "and"], 2) where numbers[0] < numbers[1]: return .between(numbers[0], numbers[1])
        default: throw ModelFault(phrase.place, "expected \"above 1\", \"below 0\" or \"between 0.3 and 0.6\", found \"\(phrase.text)\"")
        }
    }

    mutating func primary() throws -> Contrast {
        guard i < phrase.tokens.endIndex else { throw fault("a sentence ends too early") }
        if case .number(let value, .one, _, _) = phrase.tokens[i].kind {
            i += 1
            return .number(value)
        }
        if isSign("(") {
            i += 1
            let inner = try sum()
            try take(")")
            return inner
        }
        guard let name = word() else { throw fault("expected a number made of arms, found \"\(text(i))\"") }
        switch name {
        case "ratio", "difference", "hazard_ratio", "interaction":
            i += 1
            let operands = try operands()
            try take(word: "of")
            let value = try value()
            let context = try context()
            guard operands.count == 2 else {
                throw fault("\(name)(…) is of two \(name == "interaction" ? "factors" : "arms"), found \(operands.count)")
            }
            if value.isLog, name.contains("ratio") {
                throw fault("a ratio is of numbers as they are, and tested on their logs; write \(name)(…) of \(value.name)")
            }
            if name == "interaction" {
                return .interaction(try arms.corners(operands[0].text, operands[1].text, in: context, operands[0].place), value)
            }
            let a = try arms.reference(operands[0].text, in: context, operands[0].place)
            let b = try arms.reference(operands[1].text, in: context, operands[1].place)
            return name == "ratio" ? .ratio(a, b, value) : name == "difference" ? .difference(a, b, value) : .hazardRatio(a, b, value)
        case "correlation", "partial_correlation":
            i += 1
            let numbers = try numbers()
            guard numbers.count == (name == "correlation" ? 2 : 3) else {
                throw fault("\(name)(…) is of \(name == "correlation" ? "two" : "three") numbers, found \(numbers.count)")
            }
            return .correlation(numbers[0], numbers[1], controlling: numbers.count > 2 ? numbers[2] : nil)
        case "crossing":
            i += 1
            guard let dose else { throw fault("a crossing is of doses, and the trial has none; write \"dose: {gain: [0, 1, 4]}\"") }
            try take("(")
            let inner = try sum()
            try take(word: "over")
            guard word() == dose.name else { throw fault("over which dose? the trial varies \(dose.name), found \"\(text(i))\"") }
            i += 1
            try take(")")
            return .crossing(inner, over: dose.numbers)
        case "mean", "median":
            i += 1
            let numbers = try numbers()
            guard numbers.count == 1 else { throw fault("\(name)(…) is of one number, found \(numbers.count)") }
            return .typical(isMedian: name == "median", numbers[0])
        case "share":
            i += 1
            try take("(")
            let value = try value()
            guard let side = word(), side == "above" || side == "below" else { throw fault("expected \"above\" or \"below\"") }
            i += 1
            let sign = isSign("-") ? -1.0 : 1
            if sign < 0 { i += 1 }
            guard case .number(let size) = try sum() else { throw fault("expected a number") }
            let bound = sign * size
            try take(")")
            return .share(value, isAbove: side == "above", bound, try arms.reference("", in: try context(), phrase.place))
        case "spread":
            i += 1
            try take("(")
            let value = try value()
            try take(word: "over")
            let factor = words(until: [])
            try take(")")
            return .spread(value, try arms.levels(of: factor.text, in: try context(), factor.place))
        default: break
        }
        if let function = NumberFunction.named.first(where: { $0.rawValue == name }), name != "log" || !isMeasureOfLog {
            return try call(function)
        }
        let value = try value()
        return .value(value, try arms.reference("", in: try context(), phrase.place))
    }

    /// `log(volume)`, where volume is a measure and not a contrast.
    private var isMeasureOfLog: Bool {
        i + 3 < phrase.tokens.endIndex && phrase.tokens[i + 1].isSign("(") && phrase.tokens[i + 3].isSign(")")
            && measures.contains(phrase.tokens[i + 2].word ?? "")
    }

    private mutating func value() throws -> Contrast.Value {
        if word() == "log" {
            i += 1
            try take("(")
            let name = try known(word() ?? text(i), phrase.place(i))
            i += 1
            try take(")")
            return .init(name: name, isLog: true)
        }
        let name = try known(word() ?? text(i), phrase.place(i))
        i += 1
        return .init(name: name)
    }

    private func known(_ name: String, _ place: Place) throws -> String {
        guard measures.contains(name) else {
            throw ModelFault(place, "no measure \"\(name)\" in this trial\(suggestion(for: name, among: measures, "its measures"))")
        }
        return name
    }

    /// Words, dots and numbers up to a comma, a bracket or one of the `ends`.
    private mutating func words(until ends: Set<String>) -> (text: String, place: Place) {
        let start = i
        while i < phrase.tokens.endIndex, !isSign(","), !isSign(")"), !isSign("+"), !isSign("-"), !isSign("*"), !isSign("/"),
            !ends.contains(word() ?? "")
        { i += 1 }
        return (Population.plain(phrase[start..<i].text), phrase.place(start))
    }

    private mutating func operands() throws -> [(text: String, place: Place)] {
        try take("(")
        var operands = [words(until: [])]
        while isSign(",") {
            i += 1
            operands.append(words(until: []))
        }
        if let empty = operands.first(where: \.text.isEmpty) {
            throw ModelFault(empty.place, "an arm or factor is missing between the brackets")
        }
        try take(")")
        return operands
    }

    /// `in genotype.WT and therapy.vehicle`, or nothing.
    private mutating func context() throws -> [(text: String, place: Place)] {
        var parts: [(text: String, place: Place)] = []
        if word() == "over", i + 1 >= phrase.tokens.endIndex || phrase.tokens[i + 1].word != dose?.name {
            // `over to_macrophages` names the factor whose levels are compared.
            i += 1
            let factor = words(until: ["in", "and"])
            parts.append(("over " + factor.text, factor.place))
        }
        guard word() == "in" else { return parts }
        repeat {
            i += 1
            parts.append(words(until: ["and", "over"]))
        } while word() == "and"
        return parts
    }
}
