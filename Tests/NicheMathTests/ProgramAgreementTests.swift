import Testing

@testable import NicheMath

/// Random programs: the block machinery and the scalar reference agree to the bit.
struct ProgramAgreementTests {
    /// A random expression graph, and what each output is by plain evaluation of the same operations.
    struct Sample {
        var program: Program
        var plain: ([Double]) -> [Double]
    }

    struct Step {
        var op: Program.Operation
        var operands: [Int]
    }

    func plainValue(_ op: Program.Operation, _ x: [Double]) -> Double {
        var b = Program.Builder(inputs: x.count)
        let values = x.indices.map { b.input($0) }
        let result = b.apply(op, values[0], x.count > 1 ? values[1] : nil, x.count > 2 ? values[2] : nil)
        return b.finish(outputs: [result]).scalar(x)[0]
    }

    func sample(_ draws: inout Draws, uniform: [Bool], steps: Int, _ operations: [Program.Operation]) -> Sample {
        var builder = Program.Builder()
        var values = uniform.map { builder.addInput(isUniform: $0) }
        let pool = [0, -0.0, 1, -1, 2, 3, 0.5, 4, -2, 2.5, 1e-3, 7, 10, .infinity]
        let numbers = pool.map { _ in pool[draws.int(below: pool.count)] }
        values += numbers.map { builder.constant($0) }
        var graph: [Step] = []
        for _ in 0..<steps {
            let op = operations[draws.int(below: operations.count)]
            let operands = (0..<op.operandCount).map { _ in
                // Recent values are preferred, so that the graphs grow deep.
                draws.uniform() < 0.5 ? values.count - 1 - draws.int(below: min(8, values.count)) : draws.int(below: values.count)
            }
            graph.append(Step(op: op, operands: operands))
            let chosen = operands.map { values[$0] }
            values.append(builder.apply(op, chosen[0], chosen.count > 1 ? chosen[1] : nil, chosen.count > 2 ? chosen[2] : nil))
        }
        let outputs = (0..<5).map { _ in values.count - 1 - draws.int(below: min(steps, 20)) } + [0]
        let program = builder.finish(outputs: outputs.map { values[$0] })
        let steps = graph
        return Sample(program: program) { given in
            var slots = given + numbers
            for step in steps { slots.append(plainValue(step.op, step.operands.map { slots[$0] })) }
            return outputs.map { slots[$0] }
        }
    }

    func isSame(_ a: Double, _ b: Double) -> Bool { a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN) }

    func number(_ draws: inout Draws) -> Double {
        switch draws.int(below: 12) {
        case 0: 0
        case 1: -0.0
        case 2: Double(draws.int(below: 5)) - 2
        case 3: draws.uniform(0, 1e4)
        case 4: [.infinity, -.infinity, .nan, 0x1p-1060, 1e308][draws.int(below: 5)]
        default: draws.normal()
        }
    }

    @Test func runAgreesWithScalar() {
        var draws = Draws(seed: 5, key: 1, tick: 1, event: 1)
        for round in 0..<1000 {
            let inputs = 1 + draws.int(below: 5)
            let uniform = (0..<inputs).map { _ in draws.uniform() < 0.3 }
            let sample = sample(&draws, uniform: uniform, steps: 5 + draws.int(below: 60), Program.Operation.allCases)
            let count = [1, 2, 3, 7, 127, 128, 100][draws.int(below: 7)]
            let columns = uniform.map { isUniform in (0..<(isUniform ? 1 : count)).map { _ in number(&draws) } }
            let out = evaluate(sample.program, columns, count: count)
            for lane in 0..<count {
                let given = zip(columns, uniform).map { $1 ? $0[0] : $0[lane] }
                let expected = sample.program.scalar(given)
                for (j, value) in expected.enumerated() where !isSame(out[j][lane], value) {
                    Issue.record("program \(round), lane \(lane), output \(j): \(out[j][lane]) is not \(value)")
                    return
                }
            }
        }
    }

    /// Folding, sharing and rewriting keep the bits: step by step without them gives the same.
    @Test func simplificationKeepsBits() {
        var draws = Draws(seed: 6, key: 1, tick: 1, event: 1)
        // The Hill function is left out: a known exponent takes another form of it, with other last digits.
        let operations = Program.Operation.allCases.filter { $0 != .hill }
        var finite = 0
        for round in 0..<2000 {
            let inputs = 1 + draws.int(below: 4)
            let uniform = (0..<inputs).map { _ in draws.uniform() < 0.5 }
            let sample = sample(&draws, uniform: uniform, steps: 3 + draws.int(below: 12), operations)
            let given = (0..<inputs).map { _ in number(&draws) }
            let (ours, plain) = (sample.program.scalar(given), sample.plain(given))
            for (a, b) in zip(ours, plain) {
                if b.isFinite { finite += 1 }
                if !isSame(a, b) {
                    Issue.record("program \(round) of \(given): \(a) is not \(b)")
                }
            }
        }
        #expect(finite > 5000)
    }

    /// The comparison itself: a program with one operation changed is told apart.
    @Test func differenceIsSeen() {
        var b = Program.Builder(inputs: 2)
        let product = b.apply(.multiply, b.input(0), b.input(1))
        let right = b.finish(outputs: [b.apply(.add, product, b.input(1))])
        let wrong = b.finish(outputs: [b.apply(.subtract, product, b.input(1))])
        #expect(!isSame(right.scalar([2, 3])[0], wrong.scalar([2, 3])[0]))
        #expect(evaluate(right, [[2], [3]], count: 1) == [[9]])
        #expect(!isSame(0.0, -0.0))
    }
}
