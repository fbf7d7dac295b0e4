extension Program {
    /// The last step of building: from the nodes that the outputs need to instructions on shared registers.
    struct Assembly {
        private let nodes: [Builder.Node]
        private let isUniform: [Bool]
        private let inputCount: Int
        private let outputs: [Int32]
        private var isNeeded: [Bool]
        /// The node after whose instruction a node's register is free; outputs are never free.
        private var lastUse: [Int]

        init(nodes: [Builder.Node], isUniform: [Bool], inputCount: Int, outputs: [Int32]) {
            self.nodes = Fusion(nodes, isUniform: isUniform, outputs: outputs).nodes
            self.isUniform = isUniform
            self.inputCount = inputCount
            self.outputs = outputs
            isNeeded = [Bool](repeating: false, count: nodes.count)
            lastUse = [Int](repeating: -1, count: nodes.count)
            for output in outputs {
                isNeeded[Int(output)] = true
                lastUse[Int(output)] = .max
            }
            // Operands stand before their nodes, so one pass backwards meets every use before its value.
            for i in nodes.indices.reversed() where isNeeded[i] && !self.nodes[i].isGiven {
                for operand in [self.nodes[i].a, self.nodes[i].b, self.nodes[i].c] {
                    isNeeded[Int(operand)] = true
                    lastUse[Int(operand)] = max(lastUse[Int(operand)], i)
                }
            }
        }

        var program: Program {
            var slots = [Int](repeating: -1, count: nodes.count)
            var used = [Bool](repeating: false, count: inputCount)
            var constants: [Double] = []
            for i in nodes.indices where isNeeded[i] {
                if nodes[i].code == .input {
                    slots[i] = Int(nodes[i].number)
                    used[slots[i]] = true
                }
                if nodes[i].code == .constant {
                    slots[i] = inputCount + constants.count
                    constants.append(Double(bitPattern: nodes[i].bits))
                }
            }
            var scalars: [Instruction] = []
            for i in nodes.indices where isNeeded[i] && !nodes[i].isGiven && isUniform[i] {
                slots[i] = inputCount + constants.count + scalars.count
                scalars.append(instruction(i, slots))
            }
            let first = inputCount + constants.count + scalars.count
            var registerCount = 0
            var free: [Int] = []
            var instructions: [Instruction] = []
            for i in nodes.indices where isNeeded[i] && !nodes[i].isGiven && !isUniform[i] {
                // The target is taken before the operands are let go: a loop onto its own operand is no vector code.
                if let register = free.popLast() {
                    slots[i] = register
                } else {
                    slots[i] = first + registerCount
                    registerCount += 1
                }
                instructions.append(instruction(i, slots))
                for operand in Set([nodes[i].a, nodes[i].b, nodes[i].c]).sorted() {
                    let isRegister = !nodes[Int(operand)].isGiven && !isUniform[Int(operand)]
                    if isRegister, lastUse[Int(operand)] == i { free.append(slots[Int(operand)]) }
                }
            }
            precondition(first + registerCount < Int(UInt16.max), "a program of more than 65,000 values")
            return Program(
                inputCount: inputCount, outputCount: outputs.count, usedInputs: used, constants: constants, scalarCount: scalars.count,
                registerCount: registerCount, scalars: scalars, instructions: instructions,
                outputs: outputs.map { UInt16(slots[Int($0)]) })
        }

        private func instruction(_ i: Int, _ slots: [Int]) -> Instruction {
            let node = nodes[i]
            var form: Form = []
            if isUniform[Int(node.a)] { form.insert(.firstIsUniform) }
            if isUniform[Int(node.b)] { form.insert(.secondIsUniform) }
            if isUniform[Int(node.c)] { form.insert(.thirdIsUniform) }
            return Instruction(
                code: node.code, form: form, exponent: Int16(node.number), target: UInt16(slots[i]), a: UInt16(slots[Int(node.a)]),
                b: UInt16(slots[Int(node.b)]), c: UInt16(slots[Int(node.c)]))
        }
    }
}
