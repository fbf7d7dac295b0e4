/// An operand of a row of lanes: a column, or one number for all.
protocol Operand {
    func lane(_ i: Int) -> Double
    /// The lanes from i on.
    func eight(_ i: Int) -> SIMD8<Double>
}

struct ColumnOperand: Operand {
    let base: UnsafePointer<Double>

    @inline(__always) init(_ base: UnsafePointer<Double>) { self.base = base }
    @inline(__always) func lane(_ i: Int) -> Double { base[i] }
    @inline(__always) func eight(_ i: Int) -> SIMD8<Double> { UnsafeRawPointer(base + i).loadUnaligned(as: SIMD8<Double>.self) }
}

struct UniformOperand: Operand {
    let number: Double
    let spread: SIMD8<Double>

    @inline(__always) init(_ base: UnsafePointer<Double>) {
        number = base[0]
        spread = SIMD8(repeating: base[0])
    }
    @inline(__always) func lane(_ i: Int) -> Double { number }
    @inline(__always) func eight(_ i: Int) -> SIMD8<Double> { spread }
}

/// Which operands of an instruction are one number for all lanes: bit 0 the first, bit 1 the second, bit 2 the third.
struct Form: OptionSet, Sendable {
    let rawValue: UInt8
    static let firstIsUniform = Form(rawValue: 1)
    static let secondIsUniform = Form(rawValue: 2)
    static let thirdIsUniform = Form(rawValue: 4)
}
