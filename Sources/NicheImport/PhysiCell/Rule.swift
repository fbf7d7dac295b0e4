import NicheModel

/// A rule whose words are understood.
struct Rule {
    /// Index of the cell type.
    var type: Int
    var signal: Signal
    var behaviour: Behaviour
    var isIncrease: Bool
    var bound: Double, half: Double, power: Double
    var isAlsoForDead: Bool
}

extension ProjectReader {
    /// Understands the words of all rules; what is unknown is a problem, what PhysiCell alone knows an omission.
    func rules(_ names: Names, pressureScale: Double) -> [Rule] {
        let rules = project.rules.compactMap { row -> Rule? in
            guard let signal = Signal(row.signal, project, names, pressureScale: pressureScale) else {
                unknown(row, "signal", row.signal, Signal.isKnownToPhysiCell(row.signal, project), Signal.all(project))
                return nil
            }
            guard let behaviour = Behaviour(row.behaviour, project) else {
                unknown(row, "behavior", row.behaviour, Behaviour.isKnownToPhysiCell(row.behaviour), Behaviour.all(project))
                return nil
            }
            if case .exit(let phase) = behaviour, phase >= project.types[row.type].cycle.exits.count {
                problems.add(row.place, "the cycle of \(project.types[row.type].name) has no phase \(phase)")
                return nil
            }
            return Rule(
                type: row.type, signal: signal, behaviour: behaviour, isIncrease: row.isIncrease, bound: row.bound, half: row.half,
                power: row.power, isAlsoForDead: row.isAlsoForDead)
        }
        return rules.map { rule in
            // What it rests at counts among the bounds of a behaviour that goes both ways.
            guard let base = Dial(rule.behaviour, of: project.types[rule.type], names)?.base,
                rules.contains(where: { $0.type == rule.type && $0.behaviour == rule.behaviour && $0.isIncrease != rule.isIncrease })
            else { return rule }
            var rule = rule
            rule.bound = rule.isIncrease ? max(rule.bound, base) : min(rule.bound, base)
            return rule
        }
    }

    private func unknown(_ row: RuleRow, _ kind: String, _ name: String, _ isKnown: Bool, _ known: [String]) {
        if isKnown {
            omit(
                row.place,
                "the rule \"\(row.signal) \(row.isIncrease ? "increases" : "decreases") \(row.behaviour)\": Niche has no such \(kind) yet")
        } else {
            problems.add(row.place, "unknown \(kind) \"\(name)\"\(suggestion(name, among: known))")
        }
    }
}
