import Testing

@testable import NicheMath

/// Runs a program over columns, through the block machinery. What lies beyond the lanes is not a number.
func evaluate(_ program: Program, _ columns: [[Double]], count: Int) -> [[Double]] {
    let scratch = UnsafeMutablePointer<Double>.allocate(capacity: program.scratchDoubles + 1)
    scratch.initialize(repeating: .nan, count: program.scratchDoubles)
    scratch[program.scratchDoubles] = 12.25
    let held = columns.map { column in
        let copy = UnsafeMutablePointer<Double>.allocate(capacity: column.count + 8)
        copy.initialize(repeating: .nan, count: column.count + 8)
        copy.update(from: column, count: column.count)
        return copy
    }
    defer {
        scratch.deallocate()
        for pointer in held { pointer.deallocate() }
    }
    program.run(count: count, inputs: held.map { UnsafePointer($0) }, scratch: scratch)
    precondition(scratch[program.scratchDoubles] == 12.25, "a run wrote beyond its scratch")
    return (0..<program.outputCount).map { Array(UnsafeBufferPointer(start: program.output($0, of: scratch), count: count)) }
}

struct ProgramTests {
    func compute(_ op: Program.Operation, _ operands: Double...) -> Double {
        var builder = Program.Builder(inputs: operands.count)
        let values = operands.indices.map { builder.input($0) }
        let result = builder.apply(op, values[0], values.count > 1 ? values[1] : nil, values.count > 2 ? values[2] : nil)
        let program = builder.finish(outputs: [result])
        let scalar = program.scalar(operands)[0]
        // The same through the folding of constants, with the tolerance that 1 / K takes.
        var folding = Program.Builder(inputs: 0)
        let numbers = operands.map { folding.constant($0) }
        let folded = folding.apply(op, numbers[0], numbers.count > 1 ? numbers[1] : nil, numbers.count > 2 ? numbers[2] : nil)
        let known = folding.finish(outputs: [folded])
        #expect(known.instructionCount == 1)  // it is spread over the lanes
        let constant = known.scalar([])[0]
        #expect(constant == scalar || (constant.isNaN && scalar.isNaN) || (op == .hill && (constant - scalar).magnitude < 1e-14))
        return scalar
    }

    @Test func knownAnswers() {
        #expect(compute(.add, 2, 3) == 5 && compute(.subtract, 2, 3) == -1 && compute(.multiply, 2, 3) == 6)
        #expect(compute(.divide, 1, 4) == 0.25 && compute(.divide, 1, 0) == .infinity && compute(.divide, 0, 0).isNaN)
        #expect(compute(.negate, 2) == -2 && compute(.power, 2, 10) == 1024 && compute(.power, 4, -0.5) == 0.5)
        #expect(compute(.minimum, 2, 3) == 2 && compute(.maximum, 2, 3) == 3)
        for op in [Program.Operation.minimum, .maximum] { #expect(compute(op, .nan, 1).isNaN && compute(op, 1, .nan).isNaN) }
        #expect(compute(.absolute, -2) == 2 && compute(.squareRoot, 9) == 3 && compute(.squareRoot, -1).isNaN)
        #expect(compute(.exponential, 0) == 1 && compute(.logarithm, 1) == 0 && compute(.logarithm, 0) == -.infinity)
        #expect(compute(.less, 1, 2) == 1 && compute(.less, 2, 2) == 0 && compute(.lessOrEqual, 2, 2) == 1)
        #expect(compute(.equal, 2, 2) == 1 && compute(.notEqual, 2, 2) == 0 && compute(.equal, .nan, .nan) == 0)
        #expect(compute(.and, 2, 3) == 1 && compute(.and, 2, 0) == 0 && compute(.or, 0, 0) == 0 && compute(.or, 0, -1) == 1)
        #expect(compute(.not, 0) == 1 && compute(.not, 3) == 0)
        #expect(compute(.select, 1, 2, .nan) == 2 && compute(.select, 0, .nan, 3) == 3)
        #expect(compute(.ramp, 5, 0, 10) == 0.5 && compute(.ramp, -1, 0, 10) == 0 && compute(.ramp, 11, 0, 10) == 1)
        #expect(compute(.ramp, 2, 10, 0) == 0.8 && compute(.ramp, 11, 10, 0) == 0 && compute(.ramp, -1, 10, 0) == 1)
        #expect(compute(.ramp, 1, 2, 2) == 0 && compute(.ramp, 2, 2, 2) == 1 && compute(.ramp, .nan, 2, 2).isNaN)
        #expect(compute(.ramp, .nan, 1, 2).isNaN && compute(.ramp, .infinity, 1, 2) == 1 && compute(.ramp, -.infinity, 1, 2) == 0)
        #expect(compute(.floor, -0.5) == -1 && compute(.floor, 2.5) == 2)
        #expect(compute(.sine, 0) == 0 && compute(.cosine, 0) == 1)
    }

    @Test(arguments: [1.0, 2, 3, 4, 5, 7, 8, 16, 32, 1.5, 2.25, 0.5, 40]) func hill(n: Double) {
        for isKnown in [true, false] {
            var builder = Program.Builder(inputs: 3)
            let exponent = isKnown ? builder.constant(n) : builder.input(2)
            let program = builder.finish(outputs: [builder.apply(.hill, builder.input(0), builder.input(1), exponent)])
            func hill(_ x: Double, _ k: Double) -> Double { program.scalar([x, k, n])[0] }
            #expect((hill(3, 3) - 0.5).magnitude < 1e-15)
            for x in [0.01, 0.7, 1, 2.5, 60] {
                let ratio = Elementary.pow(x / 1.25, n)
                let exact = ratio / (1 + ratio)
                #expect((hill(x, 1.25) - exact).magnitude <= 1e-13 * exact, "\(x)")
            }
            #expect(hill(0, 3) == 0 && hill(-2, 3) == 0 && hill(-.infinity, 3) == 0 && hill(.nan, 3).isNaN)
            #expect(hill(.infinity, 3) == 1 && hill(1e300, 1e-5) == 1 && hill(1, 0) == 1 && hill(0, 0) == 0 && hill(1, .infinity) == 0)
        }
    }

    @Test func simplification() {
        var b = Program.Builder(inputs: 2)
        let (x, y) = (b.input(0), b.input(1))
        let (zero, one, two) = (b.constant(0), b.constant(1), b.constant(2))
        #expect(b.apply(.multiply, x, one) == x && b.apply(.multiply, one, x) == x && b.apply(.divide, x, one) == x)
        #expect(b.apply(.subtract, x, zero) == x && b.apply(.add, x, b.constant(-0.0)) == x)
        // x + 0 is not x for x = -0, and x * 0 is NaN for an infinite x.
        #expect(b.apply(.add, x, zero) != x && b.apply(.multiply, x, zero) != zero)
        let size = b.apply(.absolute, x)
        #expect(b.apply(.add, size, zero) == size)
        #expect(b.apply(.add, x, y) == b.apply(.add, y, x) && b.apply(.subtract, x, y) != b.apply(.subtract, y, x))
        #expect(b.apply(.add, one, two) == b.constant(3) && b.apply(.negate, b.apply(.negate, x)) == x)
        #expect(b.apply(.power, x, two) == b.apply(.multiply, x, x) && b.apply(.power, x, one) == x && b.apply(.power, x, zero) == one)
        #expect(b.apply(.power, x, b.constant(0.5)) == b.apply(.squareRoot, x))
        #expect(b.apply(.divide, x, two) == b.apply(.multiply, x, b.constant(0.5)))
        #expect(b.apply(.select, one, x, y) == x && b.apply(.select, zero, x, y) == y && b.apply(.select, y, x, x) == x)
        #expect(b.apply(.select, b.apply(.not, x), x, y) == b.apply(.select, x, y, x))
        let isLess = b.apply(.less, x, y)
        #expect(b.apply(.and, isLess, one) == isLess && b.apply(.and, x, zero) == zero && b.apply(.or, x, one) == one)
        #expect(b.apply(.select, isLess, one, zero) == isLess)
        #expect(b.constant(0.0) != b.constant(-0.0))
    }

    @Test func deadCodeAndRegisters() {
        var b = Program.Builder(inputs: 4)
        var sum = b.input(0)
        for i in 1...100 { sum = b.apply(.add, b.apply(.multiply, sum, b.input(1)), b.constant(Double(i))) }
        _ = b.apply(.exponential, b.apply(.add, sum, b.input(2)))
        let program = b.finish(outputs: [sum])
        #expect(program.instructionCount == 100 && program.registerCount == 2)
        #expect(program.usedInputs == [true, true, false, false])
        let empty = b.finish(outputs: [])
        #expect(empty.outputCount == 0 && empty.instructionCount == 0 && empty.usedInputs == [false, false, false, false])
    }

    @Test func outputsMayBeInputs() {
        for isUniform in [false, true] {
            var b = Program.Builder()
            let (x, y) = (b.addInput(isUniform: isUniform), b.addInput())
            let program = b.finish(outputs: [b.apply(.add, x, y), x, b.constant(4), y, y])
            let second = isUniform ? 1.0 : 2
            #expect(
                evaluate(program, [[1, 2], [10, 20]], count: 2) == [[11, 20 + second], [1, second], [4, 4], [10, 20], [10, 20]])
        }
    }

    /// What holds for all lanes is computed once, and a choice between such numbers is carried through what is done to it.
    @Test func uniformPartsAreComputedOnce() {
        var b = Program.Builder()
        let (x, t, slow) = (b.addInput(), b.addInput(isUniform: true), b.addInput(isUniform: true))
        let over = b.apply(.select, b.apply(.less, x, b.constant(1)), slow, b.constant(4))
        let share = b.apply(.subtract, b.constant(1), b.apply(.exponential, b.apply(.negate, b.apply(.divide, t, over))))
        let program = b.finish(outputs: [b.apply(.multiply, x, share)])
        #expect(program.instructionCount == 3)  // less, select, multiply
        let (fast, late) = (1 - Elementary.exp(-0.5 / 2), 1 - Elementary.exp(-0.5 / 4))
        #expect(evaluate(program, [[0.5, 3], [0.5], [2]], count: 2) == [[0.5 * fast, 3 * late]])
        #expect(program.scalar([3, 0.5, 2]) == [3 * late])
    }

    /// Products and sums go over the lanes in one pass, each with its own rounding.
    @Test func fusionKeepsRoundings() {
        let (x, y, z) = (1 + 0x1p-30, 1 - 0x1p-30, -1.0)
        var b = Program.Builder(inputs: 3)
        let product = b.apply(.multiply, b.input(0), b.input(1))
        let other = b.apply(.multiply, b.input(0), b.input(2))
        let sum = b.apply(.add, b.input(1), b.input(2))
        let outputs = [
            b.apply(.add, product, b.input(2)), b.apply(.subtract, b.input(1), other), b.apply(.divide, b.input(0), sum),
        ]
        let program = b.finish(outputs: outputs)
        #expect(program.instructionCount == 3)
        #expect(evaluate(program, [[x], [y], [z]], count: 1) == [[x * y + z], [y - x * z], [x / (y + z)]])
    }

    @Test func untakenSideStaysOut() {
        var b = Program.Builder(inputs: 1)
        let x = b.input(0)
        let isPositive = b.apply(.less, b.constant(0), x)
        let program = b.finish(outputs: [b.apply(.select, isPositive, b.apply(.logarithm, x), b.constant(-1))])
        let out = evaluate(program, [[1, 0, -3, .nan, 1]], count: 5)
        #expect(out == [[0, -1, -1, -1, 0]])
    }
}
