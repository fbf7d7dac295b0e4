import NicheMath
import NicheModel

/// A value that may be drawn, with its arguments compiled.
final class CompiledSampler {
    let kind: Sampler.Kind
    let arguments: BoundProgram
    /// The value, where it neither varies nor depends on anything.
    let constant: Double?

    init(_ sampler: Sampler, _ compiler: Compiler) {
        kind = sampler.kind
        arguments = compiler.compile(sampler.arguments)
        constant = if case .fixed = sampler.kind { arguments.constant } else { nil }
    }

    /// The value for one row.
    func draw(row: Int, columns: Table<Double>, globals: UnsafePointer<Double>, _ draws: inout Draws) -> Double {
        if let constant { return constant }
        return arguments.withValues(row: row, columns: columns, globals: globals) { a in
            switch kind {
            case .fixed: a(0)
            case .uniform: draws.uniform(a(0), a(1))
            case .normal: draws.normal(a(0), a(1))
            case .lognormal: draws.lognormal(median: a(0), sigma: a(1))
            case .exponential: a(0) * draws.exponential()
            }
        }
    }
}
