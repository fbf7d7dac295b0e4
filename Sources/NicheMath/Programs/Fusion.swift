extension Program {
    /// Joins an operation with the one that alone uses its result, so that the lanes are passed over once. Every rounding stays.
    struct Fusion {
        private(set) var nodes: [Builder.Node]
        private let isUniform: [Bool]
        private var uses: [Int]

        init(_ nodes: [Builder.Node], isUniform: [Bool], outputs: [Int32]) {
            self.nodes = nodes
            self.isUniform = isUniform
            uses = Fusion.uses(nodes, outputs)
            // Backwards: a sum that has been taken into its quotient is not taken apart again.
            for i in nodes.indices.reversed() where uses[i] > 0 && !isUniform[i] { fuse(i) }
        }

        private static func uses(_ nodes: [Builder.Node], _ outputs: [Int32]) -> [Int] {
            var uses = [Int](repeating: 0, count: nodes.count)
            // An output must be there by itself.
            for output in outputs { uses[Int(output)] += 2 }
            for i in nodes.indices.reversed() where uses[i] > 0 && !nodes[i].isGiven {
                let node = nodes[i]
                for operand in node.operands { uses[Int(operand)] += 1 }
            }
            return uses
        }

        private mutating func fuse(_ i: Int) {
            let (a, b) = (nodes[i].a, nodes[i].b)
            switch nodes[i].code {
            case .add:
                if isAlone(a, .multiply) {
                    join(i, .productPlus, a, other: b)
                } else if isAlone(b, .multiply) {
                    join(i, .productPlus, b, other: a)
                }
            case .subtract:
                if isAlone(a, .multiply) {
                    join(i, .productMinus, a, other: b)
                } else if isAlone(b, .multiply) {
                    join(i, .minusProduct, b, other: a)
                }
            case .divide:
                if isAlone(b, .add) {
                    let sum = nodes[Int(b)]
                    uses[Int(b)] = 0
                    nodes[i] = Builder.Node(code: .quotientOfSum, a: a, b: sum.a, c: sum.b)
                }
            default: break
            }
        }

        private func isAlone(_ node: Int32, _ code: Code) -> Bool {
            nodes[Int(node)].code == code && uses[Int(node)] == 1 && !isUniform[Int(node)]
        }

        private mutating func join(_ i: Int, _ code: Code, _ product: Int32, other: Int32) {
            let factors = nodes[Int(product)]
            uses[Int(product)] = 0
            nodes[i] = Builder.Node(code: code, a: factors.a, b: factors.b, c: other)
        }
    }
}
