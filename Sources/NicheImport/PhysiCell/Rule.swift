import NicheModel

/// A rule whose words are understood.
struct Rule {
    var row: RuleRow
    var signal: Signal
    var behaviour: Behaviour
}

extension ProjectReader {
    /// Understands the words of all rules; what is unknown is a problem, what PhysiCell alone knows an omission.
    func rules(_ names: Names) -> [Rule] {
        let rules = project.rules.compactMap { row -> Rule? in
            guard let signal = Signal(row.signal, project, names) else {
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
            return Rule(row: row, signal: signal, behaviour: behaviour)
        }
        return rules.map { rule in
            // What it rests at counts among the bounds of a behaviour that goes both ways.
            let row = rule.row
            let isOpposed = rules.contains {
                $0.row.type == row.type && $0.behaviour == rule.behaviour && $0.row.isIncrease != row.isIncrease
            }
            guard isOpposed, let base = Dial(rule.behaviour, of: project.types[row.type], names)?.base else { return rule }
            var rule = rule
            rule.row.bound = row.isIncrease ? max(row.bound, base) : min(row.bound, base)
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
