/// A rule as written: `oxygen decreases necrosis to 0 /min with half-max 3.75 mmHg, power 8`.
///
/// The grammar is that of the cell behaviour hypothesis grammar (Johnson et al. 2025, doi:10.1016/j.cell.2025.06.048), with units.
struct WrittenRule {
    let text: String
    let place: Place
    /// Of the module that it stands in.
    let module: String
    let signal: Phrase
    let isIncrease: Bool
    /// The let that it changes.
    let target: String
    let targetPlace: Place
    /// What the let comes to when the signal is strong.
    let bound: Phrase
    let half: Phrase
    /// 1 unless given.
    let power: Phrase?
    let isAlsoForDead: Bool

    private static let usage = "a rule is \"oxygen decreases necrosis to 0 /min with half-max 3.75 mmHg, power 8\""

    init(_ tree: Tree, module: String, _ units: Units) throws {
        let sentence = try Phrase(tree, units)
        (text, place, self.module) = (sentence.text, sentence.place, module)
        let (signal, parts) = sentence.split(["increases", "decreases", "to", "with"])
        guard let verb = parts.first, verb.word == "increases" || verb.word == "decreases" else {
            throw ModelFault(place, "\(Self.usage); it says what increases or decreases")
        }
        guard !signal.isEmpty else { throw ModelFault(place, "\(Self.usage); the signal is missing") }
        guard let target = verb.phrase.word else {
            throw ModelFault(verb.phrase.place, "a rule changes one let, found \"\(verb.phrase.text)\"")
        }
        guard parts.count == 3, parts[1].word == "to", parts[2].word == "with" else {
            throw ModelFault(parts.dropFirst().first { $0.word != "to" }?.place ?? verb.phrase.place, Self.usage)
        }
        (self.signal, isIncrease, self.target, targetPlace) = (signal, verb.word == "increases", target, verb.phrase.place)
        bound = parts[1].phrase
        var half: Phrase?
        var power: Phrase?
        var isAlsoForDead = false
        for clause in parts[2].phrase.clauses {
            if let value = clause.after(["half", "-", "max"]), half == nil {
                half = value
            } else if let value = clause.after(["power"]), power == nil {
                power = value
            } else if clause.after(["also", "when", "dead"])?.isEmpty == true, !isAlsoForDead {
                isAlsoForDead = true
            } else {
                throw ModelFault(
                    clause.place, "after \"with\" stand half-max, power and \"also when dead\", once each; found \"\(clause.text)\"")
            }
        }
        guard let half else { throw ModelFault(parts[2].phrase.place, "a rule needs its half-max, the signal of half effect") }
        (self.half, self.power, self.isAlsoForDead) = (half, power, isAlsoForDead)
    }

    /// Every expression in it.
    var phrases: [Phrase] { [signal, bound, half] + (power.map { [$0] } ?? []) }
}

extension Phrase {
    /// The parts between commas outside brackets.
    fileprivate var clauses: [Phrase] {
        var clauses: [Phrase] = []
        var (start, depth) = (tokens.startIndex, 0)
        for i in tokens.indices {
            if tokens[i].isSign("(") { depth += 1 }
            if tokens[i].isSign(")") { depth -= 1 }
            if depth == 0, tokens[i].isSign(",") {
                clauses.append(self[start..<i])
                start = i + 1
            }
        }
        return clauses + [self[start..<tokens.endIndex]]
    }

    /// What follows these words and signs, if the phrase begins with them.
    fileprivate func after(_ words: [String]) -> Phrase? {
        let start = tokens.startIndex + words.count
        guard start <= tokens.endIndex, zip(tokens, words).allSatisfy({ $0.word == $1 || $0.isSign($1) }) else { return nil }
        return self[start..<tokens.endIndex]
    }
}
