/// A `let` with the terms that modules add to it, before its names are resolved.
private struct WrittenQuantity {
    let type: AssembledType
    let index: Int
    let entry: Entry
    let about: String
    /// The base, then terms.
    var parts: [(operation: Entry.Operation, phrase: Phrase, module: String)]
    var rules: [WrittenRule] = []
    var names: Set<String> = []
    var theirs: [(type: Int, name: String)] = []
}

/// Lets: assembled as ((base + added …) * factors …), in an order in which each unit follows from those before.
extension Assembly {
    private static let longestChain = 500

    func assembleQuantities(_ types: [AssembledType]) {
        var written = types.flatMap { writtenQuantities($0) }
        for i in written.indices { findDependencies(&written[i]) }
        var index: [ObjectIdentifier: [String: Int]] = [:]
        for (i, quantity) in written.enumerated() { index[ObjectIdentifier(quantity.type), default: [:]][quantity.entry.name] = i }
        refuseCircles(&written, index)

        // Own dependencies come first in this order; what neighbours show may still be missing.
        let order = Order.sort(written.count) { i in
            written[i].names.compactMap { index[ObjectIdentifier(written[i].type)]?[$0] }
        }.order
        var depth = [Int](repeating: 1, count: written.count)
        for i in order {
            for name in written[i].names {
                if let other = index[ObjectIdentifier(written[i].type)]?[name] { depth[i] = max(depth[i], depth[other] + 1) }
            }
            if depth[i] == Self.longestChain {
                problems.add(written[i].entry.place, "a chain of more than \(Self.longestChain) lets, each built on the one before")
            }
        }
        var waiting = order
        while !waiting.isEmpty {
            var later: [Int] = []
            for i in waiting {
                let isReady = written[i].theirs.allSatisfy { !cellTypes[$0.type].pendingQuantities.contains($0.name) }
                let hasOwn = written[i].names.allSatisfy { !written[i].type.pendingQuantities.contains($0) }
                if isReady && hasOwn { settle(written[i]) } else { later.append(i) }
            }
            if later.count == waiting.count { settle(written[later.removeFirst()]) }
            waiting = later
        }
    }

    private func writtenQuantities(_ type: AssembledType) -> [WrittenQuantity] {
        let entries = type.entries("let")
        var quantities: [String: WrittenQuantity] = [:]
        var order: [String] = []
        for entry in entries where entry.operation == .define {
            if let objection = Words.objection(to: entry.name, units) {
                problems.add(entry.place, objection)
                continue
            }
            if let first = quantities[entry.name] {
                problems.add(
                    entry.place,
                    "\(entry.name) is already defined at \(first.entry.place); to add a term write \"\(entry.name) +:\", "
                        + "and for a value that differs between types use parameters"
                )
                continue
            }
            if let known = type.scope.find(entry.name) {
                if !known.isPoisoned {
                    problems.add(entry.place, "\(entry.name) is already defined\(known.place.map { " at \($0)" } ?? "") as a \(known.kind)")
                }
                continue
            }
            guard let (phrase, about) = problems.attempt({ try self.row(entry) }) else {
                type.scope.poison(entry.name, entry.place)
                continue
            }
            quantities[entry.name] = WrittenQuantity(
                type: type, index: order.count, entry: entry, about: about, parts: [(.define, phrase, entry.module)])
            order.append(entry.name)
        }
        for entry in entries where entry.operation != .define {
            guard quantities[entry.name] != nil else {
                refuseTerm(entry, type, known: order)
                continue
            }
            if let (phrase, _) = problems.attempt({ try self.row(entry) }) {
                quantities[entry.name]!.parts.append((entry.operation, phrase, entry.module))
            }
        }
        for (name, rules) in writtenRules(type, known: order) { quantities[name]!.rules = rules }
        type.pendingQuantities = Set(order)
        type.quantities = order.map { Model.Quantity(name: $0, formula: .constant(0)) }
        return order.map { quantities[$0]! }
    }

    private func refuseTerm(_ entry: Entry, _ type: AssembledType, known: [String]) {
        if let meaning = type.scope.find(entry.name) {
            if !meaning.isPoisoned {
                problems.add(entry.place, "\(entry.name) is a \(meaning.kind); terms can be added only to a let or to the rate of an event")
            }
            return
        }
        problems.add(entry.place, "no let \"\(entry.name)\" in \(type.name) to add to\(didYouMean(entry.name, among: known))")
    }

    /// An expression, and what stands after the bar.
    func row(_ entry: Entry) throws -> (Phrase, about: String) {
        let columns = try Passage(entry.value).columns()
        guard columns.count <= 2 else {
            throw ModelFault(columns[2].place, "too many columns: \"\(entry.name): expression | about\"")
        }
        return (try Phrase(columns[0], units), columns.count > 1 ? columns[1].text : "")
    }

    private func findDependencies(_ quantity: inout WrittenQuantity) {
        for phrase in quantity.parts.map(\.phrase) + quantity.rules.flatMap(\.phrases) {
            guard let expression = try? Parser.parse(phrase, units) else { continue }
            expression.visit { node in
                if case .name(let name) = node.kind, quantity.type.pendingQuantities.contains(name) { quantity.names.insert(name) }
                guard case .call(let function, let arguments) = node.kind, function == "touching" || function == "near",
                    let cells = arguments.first,
                    case .member("their", let name)? = arguments.last?.kind
                else { return }
                let words: [String]
                switch cells.kind {
                case .name(let name): words = [name]
                case .words(let several): words = several
                default: return
                }
                guard let selector = try? selector(words, phrase.place) else { return }
                quantity.theirs += selector.types.map { ($0, name) }
            }
        }
    }

    private func refuseCircles(_ written: inout [WrittenQuantity], _ index: [ObjectIdentifier: [String: Int]]) {
        while true {
            let circle = Order.sort(written.count) { i in
                written[i].names.compactMap { index[ObjectIdentifier(written[i].type)]?[$0] }
            }.circle
            guard let first = circle.first else { return }
            let names = (circle + [first]).map { written[$0].entry.name }
            problems.add(
                written[first].entry.place,
                names.count == 2
                    ? "\(names[0]) depends on itself; a let is a definition, not a memory: use state and change"
                    : "these lets depend on each other in a circle: \(names.joined(separator: " -> ")); make one of them a state")
            for i in circle {
                written[i].names = []
                written[i].parts = []
                written[i].rules = []
                poison(written[i])
            }
        }
    }

    private func poison(_ quantity: WrittenQuantity) {
        quantity.type.pendingQuantities.remove(quantity.entry.name)
        quantity.type.scope.poison(quantity.entry.name, quantity.entry.place)
    }

    /// Checks a let and makes it known.
    private func settle(_ quantity: WrittenQuantity) {
        guard let base = quantity.parts.first else { return }
        let type = quantity.type
        let name = quantity.entry.name
        guard
            let assembled = problems.attempt({ () -> (formula: Formula, constant: Double?) in
                let plain = try assemble(quantity.parts, type.scope, dimension: nil, what: name, place: base.phrase.place)
                return quantity.rules.isEmpty ? plain : (try pooled(plain.formula, quantity.rules, type), nil)
            })
        else { return poison(quantity) }
        var result = Model.Quantity(name: name, about: quantity.about, formula: assembled.formula, module: quantity.entry.module)
        result.parts = quantity.parts.map { ($0.operation.rawValue, $0.phrase.text, $0.module) }
        result.parts += quantity.rules.map { ("rule", $0.text, $0.module) }
        type.quantities[quantity.index] = result
        type.pendingQuantities.remove(name)
        let display = displayUnit(base.phrase, type.scope, assembled.formula.dimension)
        let meaning = Meaning(
            term: .reference(type.kind == .body ? .bodyQuantity(quantity.index) : .quantity(quantity.index)),
            dimension: assembled.formula.dimension,
            place: quantity.entry.place, kind: "let", constant: assembled.constant, unit: display.unit, unitFactor: display.factor)
        type.scope.define(name, meaning)
        guard type.publishedLater.remove(name) != nil else { return }
        type.publish(name, meaning)
        if !meaning.dimension.isOne {
            problems.add(
                quantity.entry.place,
                "\(name) and what neighbours read of it depend on each other in a circle, "
                    + "so its unit (\(units.words(meaning.dimension))) cannot be told; make it a plain number"
            )
        }
    }

    /// ((base + added …) * factors …).
    func assemble(
        _ parts: [(operation: Entry.Operation, phrase: Phrase, module: String)], _ scope: Scope, dimension: Dimension?, what: String,
        place: Place
    ) throws -> (formula: Formula, constant: Double?) {
        let (base, checked) = try checkedFormula(parts[0].phrase, scope, dimension, what)
        var formula = base
        var constant = checked.constant
        for operation in [Entry.Operation.add, .multiply] {
            for part in parts where part.operation == operation {
                let isSum = operation == .add
                let added = try checkedFormula(
                    part.phrase, scope, isSum ? base.dimension : .one, isSum ? "a term of \(what)" : "a factor of \(what)")
                formula.term = .binary(isSum ? .add : .multiply, formula.term, added.formula.term)
                constant = constant.flatMap { c in added.checked.constant.map { isSum ? c + $0 : c * $0 } }
            }
        }
        let sums = parts.filter { $0.operation == .add }.map { " + \($0.phrase.text)" }.joined()
        let factors = parts.filter { $0.operation == .multiply }.map { " * (\($0.phrase.text))" }.joined()
        if !sums.isEmpty || !factors.isEmpty { formula.text = factors.isEmpty ? base.text + sums : "(\(base.text)\(sums))\(factors)" }
        return (formula, constant)
    }
}
