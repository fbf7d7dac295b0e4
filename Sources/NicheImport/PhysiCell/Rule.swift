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
                problems.add(row.place, "unknown signal \"\(row.signal)\"\(suggestion(row.signal, among: Signal.all(project)))")
                return nil
            }
            guard let behaviour = Behaviour(row.behaviour, project) else {
                unknownBehaviour(row)
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

    private func unknownBehaviour(_ row: RuleRow) {
        if Behaviour.isKnownToPhysiCell(row.behaviour) {
            omit(
                row.place,
                "the rule \"\(row.signal) \(row.isIncrease ? "increases" : "decreases") \(row.behaviour)\": Niche has no such behavior yet")
        } else {
            problems.add(row.place, "unknown behavior \"\(row.behaviour)\"\(suggestion(row.behaviour, among: Behaviour.all(project)))")
        }
    }
}
