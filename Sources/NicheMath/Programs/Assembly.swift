extension Program {
    /// The last step of building: from the nodes that the outputs need to instructions on shared registers.
    struct Assembly {
        private let nodes: [Builder.Node]
        private let inputCount: Int
        private let outputs: [Int32]
        private var isNeeded: [Bool]
        /// The node after whose instruction a node's register is free; outputs are never free.
        private var lastUse: [Int]

        init(nodes: [Builder.Node], inputCount: Int, outputs: [Int32]) {
            self.nodes = nodes
            self.inputCount = inputCount
            self.outputs = outputs
            isNeeded = [Bool](repeating: false, count: nodes.count)
            lastUse = [Int](repeating: -1, count: nodes.count)
            for output in outputs {
                isNeeded[Int(output)] = true
                lastUse[Int(output)] = .max
            }
            // Operands stand before their nodes, so one pass backwards meets every use before its value.
            for i in nodes.indices.reversed() where isNeeded[i] && !Assembly.isGiven(nodes[i]) {
                for operand in [nodes[i].a, nodes[i].b, nodes[i].c] {
                    isNeeded[Int(operand)] = true
                    lastUse[Int(operand)] = max(lastUse[Int(operand)], i)
                }
            }
        }

        private static func isGiven(_ node: Builder.Node) -> Bool { node.code == .input || node.code == .constant }

        var program: Program {
            var slots = [Int32](repeating: -1, count: nodes.count)
            var constants: [Double] = []
            for i in nodes.indices where isNeeded[i] {
                if nodes[i].code == .input { slots[i] = nodes[i].number }
                if nodes[i].code == .constant {
                    slots[i] = Int32(inputCount + constants.count)
                    constants.append(Double(bitPattern: nodes[i].bits))
                }
            }
            let firstRegister = Int32(inputCount + constants.count)
            var registerCount: Int32 = 0
            var free: [Int32] = []
            var instructions: [Instruction] = []
            for i in nodes.indices where isNeeded[i] && !Assembly.isGiven(nodes[i]) {
                let node = nodes[i]
                // The target is taken before the operands are let go: a loop onto its own operand is no vector code.
                if let register = free.popLast() {
                    slots[i] = register
                } else {
                    slots[i] = firstRegister + registerCount
                    registerCount += 1
                }
                instructions.append(
                    Instruction(
                        code: node.code, exponent: node.number, target: slots[i], a: slots[Int(node.a)], b: slots[Int(node.b)],
                        c: slots[Int(node.c)]))
                for operand in Set([node.a, node.b, node.c]).sorted() {
                    let isRegister = !Assembly.isGiven(nodes[Int(operand)])
                    if isRegister, lastUse[Int(operand)] == i { free.append(slots[Int(operand)]) }
                }
            }
            return Program(
                inputCount: inputCount, outputCount: outputs.count, usedInputs: Array(isNeeded[..<inputCount]), constants: constants,
                registerCount: Int(registerCount), instructions: instructions, outputs: outputs.map { slots[Int($0)] })
        }
    }
}
