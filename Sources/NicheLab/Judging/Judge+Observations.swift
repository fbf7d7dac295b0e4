extension Judge {
    /// More arms than this are not told apart side by side.
    private static let mostArms = 8

    /// The numbers behind the judged sentences, and the course of what they are read off.
    func observations() -> Observations {
        guard trial.sensitivity == nil, !trial.judgements.isEmpty else { return Observations() }
        let plain = table(.plain)
        let references = trial.judgements.flatMap(\.contrast.references)
        let names = distinct(references.map(\.1.name))
        var observations = Observations()
        for measure in names.compactMap(trial.measure) {
            let judged = references.filter { $0.1.name == measure.name }.map(\.0)
            let arms = shown(judged, isOverDose: measure.expression.isOverDose)
            observations.measures.append(
                .init(name: measure.name, text: measure.text, arms: arms.map { (label($0), plain.values(measure.name, in: $0)) }))
        }
        observations.courses = courses(of: firstSeries(names))
        return observations
    }

    /// All arms of the table where they are few, else those that are judged, in the order of the table.
    private func shown(_ judged: [ArmReference], isOverDose: Bool) -> [ArmReference] {
        let all = plan.arms.arms.indices.filter(trial.runs).map { ArmReference(arm: $0, dose: nil) }
        if trial.dose == nil || isOverDose, all.count <= Self.mostArms { return all }
        let judged = trial.dose == nil || isOverDose ? judged.map { ArmReference(arm: $0.arm, dose: nil) } : judged
        return distinct(judged).sorted { ($0.arm, $0.dose ?? 0) < ($1.arm, $1.dose ?? 0) }
    }

    private func label(_ arm: ArmReference) -> String {
        let name = plan.arms.arms[arm.arm].name
        guard let dose = trial.dose, let index = arm.dose else { return name }
        return "\(name == "all" ? "" : "\(name), ")\(dose.name) \(plan.arms.doses[index])"
    }

    /// What the first judged measure reads that reads anything over time; else the burden, where the model records one.
    private func firstSeries(_ names: [String]) -> String {
        for name in names {
            for measure in trial.measures(behind: [name]) {
                var readings = Readings()
                readings.add(measure.expression)
                if let series = readings.series.first { return series.name }
            }
        }
        return "burden"
    }

    /// Six curves to a panel: the arms by the levels of the first factor, or the doses of an arm.
    private func courses(of series: String) -> [Observations.Course] {
        let arms = plan.arms
        var panels: [(name: String, arms: [(name: String, arm: ArmReference)])] = []
        if let dose = trial.dose {
            // The ends and the middle stand for the axis.
            let chosen = distinct([0, dose.values.count / 2, dose.values.count - 1])
            panels = arms.arms.indices.map { arm in
                (arms.arms[arm].name, chosen.map { ("\(dose.name) \(arms.doses[$0])", ArmReference(arm: arm, dose: $0)) })
            }
        } else if arms.arms.count <= 6 {
            panels = [("", arms.arms.indices.map { (arms.arms[$0].name, ArmReference(arm: $0, dose: nil)) })]
        } else {
            for (index, arm) in arms.arms.enumerated() {
                let level = arm.levels.first.map { arms.factors[0].levels[$0].name } ?? "beside the table"
                let rest = zip(arms.factors, arm.levels).dropFirst().map { $0.levels[$1].name }
                if panels.last?.name != level { panels.append((level, [])) }
                let name = rest.isEmpty ? arm.name : rest.joined(separator: ".")
                panels[panels.count - 1].arms.append((name, ArmReference(arm: index, dose: nil)))
            }
            // A factor of many levels alone would be a panel a curve.
            if panels.allSatisfy({ $0.arms.count == 1 }) {
                panels = stride(from: 0, to: panels.count, by: 6).map { start in
                    ("", panels[start..<min(start + 6, panels.count)].flatMap(\.arms))
                }
            }
        }
        return panels.compactMap { panel in
            course(of: series, panel.name == "all" ? "" : panel.name, panel.arms.filter { trial.runs($0.arm.arm) })
        }
    }

    private func course(of series: String, _ panel: String, _ arms: [(name: String, arm: ArmReference)]) -> Observations.Course? {
        let runs = arms.map { arm in (0..<trial.replicates).map { run(arm.arm, seed: $0) } }
        // A kept run may go on beyond this trial.
        guard let times = runs.joined().lazy.compactMap({ $0?.times }).first?.filter({ $0 <= plan.readings.until }), times.count > 1,
            runs.joined().contains(where: { $0?.series[series] != nil })
        else { return nil }
        return Observations.Course(
            name: series, panel: panel, times: times.map { Double($0) / 86_400 },
            arms: zip(arms, runs).map { arm, runs in
                (arm.name, runs.map { run in times.map { time in run?.value(series, at: time) ?? .nan } })
            })
    }

    private func run(_ arm: ArmReference, seed: Int) -> RunRecord? {
        let dose = trial.dose == nil ? nil : arm.dose ?? 0
        return keys[TrialPlan.Need(variant: .plain, arm: arm.arm, dose: dose, seed: seed)].flatMap { kept[$0] }
    }

    private func distinct<Item: Hashable>(_ items: [Item]) -> [Item] {
        var seen: Set<Item> = []
        return items.filter { seen.insert($0).inserted }
    }
}
