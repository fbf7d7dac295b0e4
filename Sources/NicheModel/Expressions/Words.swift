/// The words of the language itself, which no name may use.
enum Words {
    /// They join the parts of a sentence.
    static let joining: Set<String> = [
        "toward", "over", "with", "above", "at", "after", "when", "on", "every", "in", "stages", "up", "to", "through", "from", "until",
        "lasting",
    ]
    static let logic: Set<String> = ["and", "or", "not", "if"]
    static let elementary = Set(Term.Function.allCases.map(\.rawValue))
    static let draws: Set<String> = ["uniform", "normal", "lognormal", "exponential"]
    static let senses: Set<String> = ["touching", "near", "held_by", "holding", "since", "taken", "gradient", "filled", "chance"]
    static let reductions: Set<String> = ["count", "sum", "mean", "quantile", "area"]
    static let builtIn: Set<String> = ["time", "pressure", "radius", "position", "slope", "eaten", "in_reach", "perfused", "their"]
    static let lives: Set<String> = ["live", "dead", "any"]

    static let functions = elementary.union(draws).union(senses).union(reductions).union(["if"])

    /// What a unit is called in full.
    static let unitNames = [
        "h": "hour", "d": "day", "min": "minute", "s": "second", "um": "micrometre", "mm": "millimetre", "cm": "centimetre",
        "nm": "nanometre",
        "uM": "micromole per litre", "nM": "nanomole per litre", "mM": "millimole per litre", "mmHg": "millimetre of mercury", "Gy": "gray",
        "fL": "femtolitre", "pL": "picolitre", "nL": "nanolitre", "uL": "microlitre", "amol": "attomole", "fmol": "femtomole",
        "pmol": "picomole",
    ]

    /// Words that other languages use for what this one writes differently.
    static let hints = [
        "ln": "log", "pow": "^", "tanh": "exp", "ifelse": "if", "where": "if", "maximum": "max", "minimum": "min", "inReach": "in_reach",
        "flow": "perfused",
    ]

    /// Why `name` cannot be a name, or nil.
    static func objection(to name: String, _ units: Units) -> String? {
        guard isName(name) else { return "\"\(name)\" is not a name: letters, digits and _ make one, and it begins with a letter" }
        if units[name] != nil { return "\(name) is the unit \(unitNames[name] ?? name) and cannot be a name" }
        if joining.contains(name) { return "\"\(name)\" joins the words of a sentence and cannot be a name" }
        if logic.contains(name) || functions.contains(name) || builtIn.contains(name) {
            return "\"\(name)\" is a word of the language and cannot be a name"
        }
        return nil
    }

    static func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, isLetter(first) else { return false }
        return text.unicodeScalars.allSatisfy { isLetter($0) || isDigit($0) } && text.utf8.count <= 64
    }

    static func isLetter(_ c: Unicode.Scalar) -> Bool {
        (c >= "a" && c <= "z") || (c >= "A" && c <= "Z") || c == "_"
    }

    static func isDigit(_ c: Unicode.Scalar) -> Bool { c >= "0" && c <= "9" }
}
