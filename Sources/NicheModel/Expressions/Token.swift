/// A word, a sign, or a number with the unit that follows it.
struct Token {
    enum Kind: Equatable {
        /// The value is in the engine's units; `factor` is what one of `unit` is in them.
        case number(Double, Dimension, unit: String, factor: Double)
        case word(String)
        case sign(String)
    }
    var kind: Kind
    /// Characters of the passage.
    var range: Range<Int>

    var word: String? { if case .word(let word) = kind { word } else { nil } }
    func isSign(_ sign: String) -> Bool { kind == .sign(sign) }
}
