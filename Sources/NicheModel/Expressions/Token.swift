/// A word, a sign, or a number with the unit that follows it.
package struct Token: Sendable {
    package enum Kind: Equatable, Sendable {
        /// The value is in the engine's units; `factor` is what one of `unit` is in them.
        case number(Double, Dimension, unit: String, factor: Double)
        case word(String)
        case sign(String)
    }
    package var kind: Kind
    /// Characters of the passage.
    package var range: Range<Int>

    package var word: String? { if case .word(let word) = kind { word } else { nil } }
    package func isSign(_ sign: String) -> Bool { kind == .sign(sign) }
}
