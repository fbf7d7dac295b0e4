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

            var isGiven: Bool { code == .input || code == .constant }

            /// The operands that the code reads; those it does not read repeat the first.
            var operands: [Int32] { code.operandCount == 1 ? [a] : code.operandCount == 2 ? [a, b] : [a, b, c] }
        }

        var nodes: [Node] = []
        /// Whether a node is one number for all lanes.
        private(set) var isUniform: [Bool] = []
        private var places: [Node: Int32] = [:]
        private var inputs: [Int32] = []

        /// The number of inputs.
        public var inputCount: Int { inputs.count }

        /// A builder of programs of so many inputs, and those added later.
        public init(inputs: Int = 0) {
            precondition(inputs >= 0, "a negative number of inputs")
            for _ in 0..<inputs { _ = addInput() }
        }

        /// One more input: a column, or one number that holds for all lanes.
        public mutating func addInput(isUniform: Bool = false) -> Value {
            inputs.append(Int32(nodes.count))
            nodes.append(Node(code: .input, number: Int32(inputs.count - 1)))
            self.isUniform.append(isUniform)
            return Value(node: Int32(nodes.count - 1))
        }

        /// A number known now.
        public mutating func constant(_ number: Double) -> Value {
            node(Node(code: .constant, bits: number.bitPattern))
        }

        /// The input of that index.
        public func input(_ index: Int) -> Value {
            precondition(index >= 0 && index < inputCount, "no such input")
            return Value(node: inputs[index])
        }

        /// The value of an operation, given as many operands as it takes.
        public mutating func apply(_ op: Operation, _ a: Value, _ b: Value? = nil, _ c: Value? = nil) -> Value {
            let given = c == nil ? (b == nil ? 1 : 2) : 3
            precondition(given == op.operandCount, "\(op) takes \(op.operandCount) operands, not \(given)")
            return simplified(op, a, b ?? a, c ?? a)
        }

        /// Whether the value is a finite constant, or a choice between two.
        public func isFinite(_ value: Value) -> Bool {
            if let number = known(value) { return number.isFinite }
            let node = nodes[Int(value.node)]
            return node.code == .select && [node.b, node.c].allSatisfy { known(Value(node: $0))?.isFinite == true }
        }

        /// The constant that a value is, if it is one.
        public func known(_ value: Value) -> Double? {
            let node = nodes[Int(value.node)]
            return node.code == .constant ? Double(bitPattern: node.bits) : nil
        }

        /// A node of that code: the one there is, or its number if the operands are known, or a new one.
        mutating func emit(_ code: Code, _ a: Value, _ b: Value? = nil, _ c: Value? = nil, exponent: Int32 = 0) -> Value {
            var (first, second) = (a, b ?? a)
            let third = c ?? a
            if let x = known(first), let y = known(second), let z = known(third) {
                return constant(Lane.value(code, x, y, z, exponent: Int16(exponent)))
            }
            if let spread = spread(code, first, second, third, isBinary: b != nil, isTernary: c != nil, exponent) { return spread }
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
            isUniform.append(node.code == .constant || node.operands.allSatisfy { isUniform[Int($0)] })
            places[node] = index
            return Value(node: index)
        }

        /// An operation on a choice between two numbers that hold for all lanes is a choice between two such results.
        private mutating func spread(
            _ code: Code, _ a: Value, _ b: Value, _ c: Value, isBinary: Bool, isTernary: Bool, _ exponent: Int32
        ) -> Value? {
            guard !isTernary, code != .select else { return nil }
            func isChoice(_ value: Value) -> Bool {
                let node = nodes[Int(value.node)]
                return node.code == .select && isUniform[Int(node.b)] && isUniform[Int(node.c)] && !isUniform[Int(node.a)]
            }
            let (choice, isFirst): (Value, Bool)
            if isChoice(a), !isBinary || isUniform[Int(b.node)] {
                (choice, isFirst) = (a, true)
            } else if isBinary, isChoice(b), isUniform[Int(a.node)] {
                (choice, isFirst) = (b, false)
            } else {
                return nil
            }
            let node = nodes[Int(choice.node)]
            let branches = [node.b, node.c].map { branch in
                let value = Value(node: branch)
                return isFirst ? emit(code, value, isBinary ? b : nil, exponent: exponent) : emit(code, a, value, exponent: exponent)
            }
            return simplified(.select, Value(node: node.a), branches[0], branches[1])
        }

        /// The program of these outputs: what they do not need is left out, and registers are shared.
        ///
        /// An output that is an input is that input's own column.
        public mutating func finish(outputs: [Value]) -> Program {
            var ends = outputs.map(\.node)
            // What is one number for all lanes is spread over them.
            for i in ends.indices where isUniform[Int(ends[i])] {
                nodes.append(Node(code: .copy, a: ends[i], b: ends[i], c: ends[i]))
                isUniform.append(false)
                ends[i] = Int32(nodes.count - 1)
            }
            return Assembly(nodes: nodes, isUniform: isUniform, inputCount: inputCount, outputs: ends).program
        }
    }
}
