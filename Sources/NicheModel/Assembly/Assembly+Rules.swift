/// Rules on one let, pooled as the cell behaviour hypothesis grammar has it: all that increases it in one response, all that decreases it
/// in another.
///
///     H = Σ (signal / half)ᵖ / (1 + Σ (signal / half)ᵖ)
///     raised = base + (most - base) H(increases)
///     value = raised + (least - raised) H(decreases)
///
/// `most` is the largest bound of the rules that increase it, `least` the smallest of those that decrease it. In a dead cell only rules
/// with "also when dead" count.
extension Assembly {
    /// The rules of a type and of what it descends from, by the let that they change.
    func writtenRules(_ type: AssembledType, known: [String]) -> [String: [WrittenRule]] {
        var rules: [String: [WrittenRule]] = [:]
        for (tree, module) in type.lineage.flatMap(\.rules) {
            guard let rule = problems.attempt({ try WrittenRule(tree, module: module, units) }) else { continue }
            guard known.contains(rule.target) else {
                let other = type.scope.find(rule.target).map { "; \(rule.target) is a \($0.kind)" } ?? didYouMean(rule.target, among: known)
                problems.add(rule.targetPlace, "no let \"\(rule.target)\" in \(type.name) for a rule to change\(other)")
                continue
            }
            rules[rule.target, default: []].append(rule)
        }
        return rules
    }

    /// The let `base` under its rules.
    func pooled(_ base: Formula, _ rules: [WrittenRule], _ type: AssembledType) throws -> Formula {
        let responses = try rules.map { try response($0, base, type.scope) }
        var formula = base
        formula.term = pool(base.term, responses)
        formula.text += " by rules"
        guard type.lineage.flatMap(\.phases).contains(where: \.isDead) else { return formula }
        let ofDead = pool(base.term, responses.filter(\.rule.isAlsoForDead))
        formula.term = .choice(.binary(.greater, .reference(.isDead), .number(0)), ofDead, formula.term)
        return formula
    }

    private struct Response {
        var rule: WrittenRule
        var signal: Term, half: Term, power: Term, bound: Term
    }

    private func response(_ rule: WrittenRule, _ base: Formula, _ scope: Scope) throws -> Response {
        let signal = try formula(rule.signal, scope, nil, "the signal of a rule")
        let (half, checked) = try checkedFormula(rule.half, scope, signal.dimension, "the half-max of a rule, like its signal,")
        try check(checked, rule.half, "a half-max", .positive)
        var power = Term.number(1)
        if let phrase = rule.power {
            let (formula, checked) = try checkedFormula(phrase, scope, .one, "the power of a rule")
            try check(checked, phrase, "a power", .positive)
            power = formula.term
        }
        let bound = try formula(rule.bound, scope, base.dimension, "what \(rule.target) comes to")
        return Response(rule: rule, signal: signal.term, half: half.term, power: power, bound: bound.term)
    }

    private func pool(_ base: Term, _ responses: [Response]) -> Term {
        let (up, down) = (responses.filter(\.rule.isIncrease), responses.filter { !$0.rule.isIncrease })
        var value = base
        for (side, extreme) in [(up, Term.Function.max), (down, .min)] where !side.isEmpty {
            let bound = side.count == 1 ? side[0].bound : .call(extreme, side.map(\.bound))
            value = .binary(.add, value, .binary(.multiply, .binary(.subtract, bound, value), strength(side)))
        }
        return value
    }

    /// H, from 0 to 1.
    private func strength(_ responses: [Response]) -> Term {
        if responses.count == 1 { return .call(.hill, [responses[0].signal, responses[0].half, responses[0].power]) }
        let powers = responses.map { response -> Term in
            // A signal below nothing counts as none, as in hill.
            .binary(.power, .binary(.divide, .call(.max, [response.signal, .number(0)]), response.half), response.power)
        }
        let sum = powers.dropFirst().reduce(powers[0]) { .binary(.add, $0, $1) }
        return .binary(.divide, sum, .binary(.add, .number(1), sum))
    }
}
