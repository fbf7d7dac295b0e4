/// A parsed expression; names are not yet resolved.
struct Expression {
    indirect enum Kind {
        case number(Double, Dimension, unit: String, factor: Double)
        case name(String)
        /// `their.x`, `position.x`.
        case member(String, String)
        /// Several words, only as an argument: "apoptotic cell".
        case words([String])
        case negate(Expression)
        case not(Expression)
        case binary(Term.BinaryOperator, Expression, Expression)
        case call(String, [Expression])
    }
    let kind: Kind
    /// Characters of the passage.
    let range: Range<Int>
    let depth: Int

    /// Visits every node, but not the first argument of a sense: `since(growth)` names an event, `touching(tumour)` cells.
    func visit(_ body: (Expression) -> Void) {
        body(self)
        switch kind {
        case .number, .name, .member, .words: break
        case .negate(let a), .not(let a): a.visit(body)
        case .binary(_, let a, let b):
            a.visit(body)
            b.visit(body)
        case .call(let function, let arguments):
            for argument in arguments.dropFirst(Words.senses.contains(function) ? 1 : 0) { argument.visit(body) }
        }
    }
}
