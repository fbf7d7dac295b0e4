import NicheModel

/// Reads the measures of a trial. What it does not know itself is the model's language, and is handed on as it stands.
struct MeasureParser: ArithmeticParser {
    let phrase: Phrase
    var i: Int
    private let context: Context

    /// What names mean here.
    struct Context {
        var units: Units
        /// What the model records by itself: measures, tallies, the body, live cells of each type.
        var recorded: Set<String>
        /// What measures of the model say that they are.
        var meanings: [String: String]
        /// Measures of the trial written above.
        var measures: [String]
        /// Selector and condition by name.
        var populations: [String: Population]
        var dose: String?
        /// Where runs end, and the time from record to record [s].
        var until: Int64
        var record: Int64
        /// What cells express: read where a measure first asks for an assay.
        var signatures: () throws -> Signatures
    }

    static func parse(_ tree: Tree, _ context: Context) throws -> MeasureExpression {
        let phrase = try Phrase(tree, context.units)
        guard !phrase.isEmpty else { throw ModelFault(tree.place, "a measure is missing: \"volume: burden at 20 d / burden at 8 d\"") }
        var parser = MeasureParser(phrase, context)
        return try parser.complete("a measure")
    }

    private init(_ phrase: Phrase, _ context: Context) {
        self.phrase = phrase
        self.context = context
        i = phrase.tokens.startIndex
    }

    mutating func primary() throws -> MeasureExpression {
        guard i < phrase.tokens.endIndex else { throw fault("a measure ends too early") }
        if case .number(let value, let dimension, _, _) = phrase.tokens[i].kind {
            guard dimension == .one else { throw fault("\(text(i)) has a unit; measures are numbers, and times stand after \"at\"") }
            i += 1
            return .number(value)
        }
        if isSign("(") {
            let close = try closing(i)
            if word(close + 1) == "at" { return try moment(phrase[i..<close + 1], after: close + 1) }
            i += 1
            let inner = try sum()
            try take(")")
            return inner
        }
        guard let name = word() else { throw fault("expected a measure, found \"\(text(i))\"") }
        guard isSign("(", i + 1) else {
            if word(i + 1) == "at" { return try moment(phrase[i..<i + 1], after: i + 1) }
            guard context.measures.contains(name) else { throw unknown(name) }
            i += 1
            return .measure(name)
        }
        let close = try closing(i + 1)
        let arguments = arguments(i + 2, close)
        let start = i
        if let function = NumberFunction.named.first(where: { $0.rawValue == name }), word(close + 1) != "at" {
            return try call(function)
        }
        if let function = MeasureExpression.WindowFunction(rawValue: name) {
            i = close + 1
            return try window(function, arguments, start)
        }
        if name == "time_until" {
            i = close + 1
            return try timeUntil(arguments, start)
        }
        if let function = MeasureExpression.DoseFunction(rawValue: name) {
            i = close + 1
            return try overDose(function, phrase[start + 2..<close], start)
        }
        guard word(close + 1) == "at" else {
            throw fault("when? write \"\(phrase[i..<close + 1].text) at 14 d\"")
        }
        if let function = SpatialMeasure.Function(rawValue: name) {
            i = close + 2
            return .spatial(try spatial(function, arguments, start, at: try time()))
        }
        if let function = AssayMeasure.Function(rawValue: name) {
            i = close + 2
            return .assay(try assay(function, arguments, start, at: try time()))
        }
        return try moment(phrase[i..<close + 1], after: close + 1)
    }

    private func unknown(_ name: String) -> ModelFault {
        if context.recorded.contains(name) { return fault("when? write \"\(name) at 14 d\"") }
        return fault("no measure \"\(name)\" is written above\(didYouMean(name, among: context.measures + context.recorded))")
    }

    /// The `)` that belongs to a `(`.
    private func closing(_ open: Int) throws -> Int {
        var depth = 0
        for token in open..<phrase.tokens.endIndex {
            if isSign("(", token) { depth += 1 }
            if isSign(")", token) { depth -= 1 }
            if depth == 0 { return token }
        }
        throw fault("a \"(\" that is never closed", open)
    }

    /// What stands between the commas of a call.
    private func arguments(_ start: Int, _ close: Int) -> [Phrase] {
        var arguments: [Phrase] = []
        var (depth, from) = (0, start)
        for token in start..<close {
            if isSign("(", token) { depth += 1 }
            if isSign(")", token) { depth -= 1 }
            if depth == 0, isSign(",", token) {
                arguments.append(phrase[from..<token])
                from = token + 1
            }
        }
        if from < close || !arguments.isEmpty { arguments.append(phrase[from..<close]) }
        return arguments
    }

    /// `X at 14 d`; `i` comes to stand after it.
    private mutating func moment(_ phrase: Phrase, after at: Int) throws -> MeasureExpression {
        i = at + 1
        let time = try time()
        return .at(try series(phrase), time)
    }

    private func series(_ phrase: Phrase) throws -> MeasureExpression.Series {
        guard !phrase.isEmpty else { throw fault("of what? write \"average(burden, 8 d to 14 d)\"") }
        if let word = phrase.word {
            guard context.recorded.contains(word) else {
                throw ModelFault(
                    phrase.place,
                    "the model records no \"\(word)\"\(didYouMean(word, among: context.recorded)); "
                        + "measures, tallies, states of the body and cell types are recorded, and reductions such as count(\(word))")
            }
            return .init(name: word, meaning: context.meanings[word])
        }
        return .init(name: Population.plain(phrase.text), phrase: phrase)
    }

    /// A time at which something is recorded.
    private mutating func time() throws -> Int64 {
        let time = try time(phrase, i)
        i += 1
        return time
    }

    private func time(_ phrase: Phrase, _ token: Int) throws -> Int64 {
        guard token < phrase.tokens.endIndex, case .number(let minutes, .time, _, _) = phrase.tokens[token].kind else {
            throw ModelFault(phrase.place(token), "expected a time, as in \"at 14 d\", found \"\(text(token))\"")
        }
        let exact = (minutes * 60).rounded()
        guard exact >= 0, exact <= Double(context.until) else {
            throw ModelFault(phrase.place(token), "\(text(token)) is not within the run, which ends at \(Double(context.until) / 86_400) d")
        }
        let time = Int64(exact)
        guard time % context.record == 0 else {
            throw ModelFault(
                phrase.place(token),
                "nothing is recorded at \(text(token)): records come every \(Double(context.record) / 3600) h (set: {time.record: …})")
        }
        return time
    }

    /// `8 d to 14 d`.
    private func range(_ phrase: Phrase) throws -> ClosedRange<Int64> {
        let start = phrase.tokens.startIndex
        guard phrase.tokens.count == 3, phrase.tokens[start + 1].word == "to" else {
            throw ModelFault(phrase.place, "expected a window such as \"8 d to 14 d\", found \"\(phrase.text)\"")
        }
        let (from, to) = (try time(phrase, start), try time(phrase, start + 2))
        guard from < to else { throw ModelFault(phrase.place, "a window ends after it begins, found \"\(phrase.text)\"") }
        return from...to
    }

    private func window(_ function: MeasureExpression.WindowFunction, _ arguments: [Phrase], _ start: Int) throws -> MeasureExpression {
        guard arguments.count == 2 else {
            throw fault("\(function.rawValue)(…) takes a measure and a window: (burden, 8 d to 14 d)", start)
        }
        return .window(function, try series(arguments[0]), try range(arguments[1]))
    }

    /// `time_until(burden above 4 * burden at 8 d, from 8 d)`.
    private func timeUntil(_ arguments: [Phrase], _ start: Int) throws -> MeasureExpression {
        let form = "time_until(burden above 4 * burden at 8 d, from 8 d)"
        guard arguments.count == 2, let first = arguments.first, case let last = arguments[1], last.tokens.count == 2,
            last.tokens[last.tokens.startIndex].word == "from"
        else { throw fault("time_until(…) is written \(form)", start) }
        let (head, parts) = first.split(["above", "below"])
        guard parts.count == 1 else { throw ModelFault(first.place, "expected \"above\" or \"below\", as in \(form)") }
        var parser = MeasureParser(parts[0].phrase, context)
        let bound = try parser.complete("a bound")
        let from = try time(last, last.tokens.startIndex + 1)
        return .timeUntil(try series(head), isAbove: parts[0].word == "above", bound, in: from...context.until)
    }

    /// `half_dose(survival over drug)`.
    private func overDose(_ function: MeasureExpression.DoseFunction, _ inside: Phrase, _ start: Int) throws -> MeasureExpression {
        let (head, parts) = inside.split(["over"])
        guard parts.count == 1, let measure = head.word, let dose = parts[0].phrase.word else {
            throw fault("\(function.rawValue)(…) is written \(function.rawValue)(survival over drug)", start)
        }
        guard let known = context.dose, known == dose else {
            throw ModelFault(parts[0].phrase.place, "no dose \"\(dose)\"; a trial has one: \"dose: {drug: [0, 1, 10]}\"")
        }
        guard context.measures.contains(measure) else {
            throw ModelFault(head.place, "no measure \"\(measure)\" is written above\(didYouMean(measure, among: context.measures))")
        }
        return .overDose(function, measure)
    }

    private func spatial(_ function: SpatialMeasure.Function, _ arguments: [Phrase], _ start: Int, at time: Int64) throws -> SpatialMeasure
    {
        let shape = function.shape
        let wanted = shape.populations + (shape.hasValue ? 1 : 0) + (shape.lengths > 0 ? 1 : 0)
        guard arguments.count == wanted else {
            throw fault("\(function.rawValue)(…) takes \(wanted) things (see Documentation/Trials.md), found \(arguments.count)", start)
        }
        var populations = try arguments[..<shape.populations].map(population)
        if shape.hasValue { populations[0].value = arguments[shape.populations].text }
        let lengths = shape.lengths > 0 ? try lengths(arguments[arguments.count - 1], shape.lengths) : []
        return SpatialMeasure(function: function, populations: populations.map(\.reduction), lengths: lengths, time: time)
    }

    private func population(_ argument: Phrase) throws -> Population {
        guard let population = context.populations[argument.text] else {
            throw ModelFault(
                argument.place,
                "no population \"\(argument.text)\"\(didYouMean(argument.text, among: context.populations.keys)); "
                    + "write populations: {loaded: \"myeloid, N > 0.5\"}")
        }
        return population
    }

    /// `cell_recovery(company, N, NRF2)`, or with the depth of the counts behind the programme.
    private func assay(_ function: AssayMeasure.Function, _ arguments: [Phrase], _ start: Int, at time: Int64) throws -> AssayMeasure {
        let shape = function.shape
        let programmeAt = shape.populations + (shape.hasValue ? 1 : 0) + (shape.hasLength ? 1 : 0)
        guard [programmeAt + 1, programmeAt + 2].contains(arguments.count) else {
            throw fault(
                "\(function.rawValue)(…) takes \(programmeAt + 1) things, and a depth if you like (see Documentation/Trials.md), "
                    + "found \(arguments.count)", start)
        }
        var populations = try arguments[..<shape.populations].map(population)
        if shape.hasValue { populations[0].value = arguments[shape.populations].text }
        let signatures = try context.signatures()
        let programme = arguments[programmeAt]
        let names = signatures.programmes.map(\.name)
        guard names.contains(programme.text) else {
            throw ModelFault(
                programme.place,
                "signatures have no programme \"\(programme.text)\"\(suggestion(for: programme.text, among: names, "there"))")
        }
        return AssayMeasure(
            function: function, populations: populations.map(\.reduction),
            length: shape.hasLength ? try lengths(arguments[shape.populations], 1)[0] : nil, programme: programme.text,
            depth: try arguments.dropFirst(programmeAt + 1).first.map(depth), time: time, tables: signatures.digest)
    }

    /// Median counts of a cell or spot.
    private func depth(_ phrase: Phrase) throws -> Double {
        guard phrase.tokens.count == 1, case .number(let counts, .one, _, _) = phrase.tokens.first!.kind, (1...1e6).contains(counts) else {
            throw ModelFault(phrase.place, "expected counts of a cell or spot such as 5000, found \"\(phrase.text)\"")
        }
        return counts
    }

    /// `100 um`, or a ring `30 um to 70 um`, in µm.
    private func lengths(_ phrase: Phrase, _ count: Int) throws -> [Double] {
        let start = phrase.tokens.startIndex
        let places = count == 1 ? [start] : [start, start + 2]
        let isRing = phrase.tokens.count == 3 && phrase.tokens[start + 1].word == "to"
        guard count == 1 ? phrase.tokens.count == 1 : isRing else {
            throw ModelFault(
                phrase.place,
                "expected \(count == 1 ? "a length such as 50 um" : "a ring such as 30 um to 70 um"), found \"\(phrase.text)\"")
        }
        let lengths = try places.map { token -> Double in
            guard case .number(let length, .length, _, _) = phrase.tokens[token].kind, length >= 0 else {
                throw ModelFault(phrase.place(token), "expected a length such as 50 um, found \"\(text(token))\"")
            }
            return length
        }
        guard count == 1 || lengths[0] < lengths[1] else { throw ModelFault(phrase.place, "a ring has its inner radius first") }
        return lengths
    }
}
