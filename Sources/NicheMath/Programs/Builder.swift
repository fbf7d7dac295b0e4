extension Program {
    /// A number of a program under construction: an input, a constant or a result. Valid in the builder it came from.
    public struct Value: Hashable, Sendable {
        let node: Int32
    }

    /// Builds a program from expressions; equal expressions are computed once.
    ///
    /// Simplifications keep the bits of the plain evaluation (the bits of a NaN apart), but for `hill`, whose
    /// quotient x / K becomes a product with 1 / K.
    public struct Builder {
        /// An expression: a code with its operands, which stand before it in `nodes`.
        struct Node: Hashable {
            var code: Code
            var a: Int32 = 0
            var b: Int32 = 0
            var c: Int32 = 0
            /// The exponent of `hillInteger`, or the index of an input.
            var number: Int32 = 0
            /// The pattern of a constant, so that -0 and 0 differ and a NaN equals itself.
            var bits: UInt64 = 0
        }

        var nodes: [Node]
        private var places: [Node: Int32] = [:]
        let inputCount: Int

        /// A builder of programs of so many inputs.
        public init(inputs: Int) {
            precondition(inputs >= 0, "a negative number of inputs")
            inputCount = inputs
            nodes = (0..<inputs).map { Node(code: .input, number: Int32($0)) }
        }

        /// A number known now.
        public mutating func constant(_ number: Double) -> Value {
            node(Node(code: .constant, bits: number.bitPattern))
        }

        /// The input of that index.
        public func input(_ index: Int) -> Value {
            precondition(index >= 0 && index < inputCount, "no such input")
            return Value(node: Int32(index))
        }

        /// The value of an operation, given as many operands as it takes.
        public mutating func apply(_ op: Operation, _ a: Value, _ b: Value? = nil, _ c: Value? = nil) -> Value {
            let given = c == nil ? (b == nil ? 1 : 2) : 3
            precondition(given == op.operandCount, "\(op) takes \(op.operandCount) operands, not \(given)")
            return simplified(op, a, b ?? a, c ?? a)
        }

        /// The constant that a value is, if it is one.
        func known(_ value: Value) -> Double? {
            let node = nodes[Int(value.node)]
            return node.code == .constant ? Double(bitPattern: node.bits) : nil
        }

        /// A node of that code: the one there is, or its number if the operands are known, or a new one.
        mutating func emit(_ code: Code, _ a: Value, _ b: Value? = nil, _ c: Value? = nil, exponent: Int32 = 0) -> Value {
            var (first, second) = (a, b ?? a)
            let third = c ?? a
            if let x = known(first), let y = known(second), let z = known(third) {
                return constant(Lane.value(code, x, y, z, exponent: exponent))
            }
            switch code {
            case .add, .multiply, .equal, .notEqual, .and, .or:
                if first.node > second.node { (first, second) = (second, first) }
            default: break
            }
            // The unused operands repeat the first, after the exchange too.
            return node(
                Node(code: code, a: first.node, b: second.node, c: c == nil ? first.node : third.node, number: exponent))
        }

        private mutating func node(_ node: Node) -> Value {
            if let there = places[node] { return Value(node: there) }
            let index = Int32(nodes.count)
            nodes.append(node)
            places[node] = index
            return Value(node: index)
        }

        /// The program of these outputs: what they do not need is left out, and registers are shared.
        public mutating func finish(outputs: [Value]) -> Program {
            var ends = outputs.map(\.node)
            // An input that is an output is copied first: by then another output may have replaced its column.
            for i in ends.indices where Int(ends[i]) < inputCount {
                ends[i] = node(Node(code: .copy, a: ends[i], b: ends[i], c: ends[i])).node
            }
            return Assembly(nodes: nodes, inputCount: inputCount, outputs: ends).program
        }
    }
}
