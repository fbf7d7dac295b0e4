import NicheMath
import NicheModel

/// Turns the runs of a trial into findings.
struct Judge {
    let plan: TrialPlan
    let keys: [TrialPlan.Need: String]
    let kept: KeptRuns
    var trial: Trial { plan.trial }

    /// The model with all that is measured.
    private let model: Model?

    /// - Parameter model: with all that is measured; nil if there is nothing to be ablated.
    init(_ plan: TrialPlan, keys: [TrialPlan.Need: String], kept: KeptRuns, model: Model?) {
        (self.plan, self.keys, self.kept) = (plan, keys, kept)
        self.model = model
    }

    func result() -> TrialResult {
        var result = TrialResult(trial: trial)
        let plain = table(.plain)
        result.findings = trial.judgements.map { finding($0, plain) }
        for (i, ablation) in trial.ablations.enumerated() { result.removals.append(removal(ablation, i, result.findings)) }
        for (i, probe) in trial.probes.enumerated() { result.probes.append(self.probe(probe, i, result.findings)) }
        for (i, control) in trial.controls.enumerated() { result.controls.append(self.control(control, i, result.findings)) }
        result.ranking = ranking()
        result.observations = observations()
        result.runs = Set(keys.values).count
        result.overfull = Set(keys.values).count { kept[$0]?.overfull != nil }
        var digest = Digest()
        for key in Set(keys.values).sorted() {
            digest.add(key)
            digest.add(kept[key]?.state ?? "")
        }
        result.digest = digest.hex
        return result
    }

    /// How much each input of a sensitivity matters for each measure.
    private func ranking() -> [TrialResult.Ranking] {
        guard let sensitivity = trial.sensitivity else { return [] }
        let step = sensitivity.inputs.count + 1
        return trial.measures.flatMap { measure -> [TrialResult.Ranking] in
            let outputs = plan.points.indices.map { point -> Double in
                let values = table(.point(point)).values(measure.name, in: ArmReference(arm: 0, dose: nil)).filter { !$0.isNaN }
                return values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
            }
            // A trajectory at a time, so that their spread says how sure the ranking is.
            let trajectories = stride(from: 0, to: plan.points.count, by: step).map { start in
                Morris.effects(points: Array(plan.points[start..<start + step]), outputs: Array(outputs[start..<start + step]))
            }
            let effects = Morris.effects(points: plan.points, outputs: outputs)
            return sensitivity.inputs.enumerated().map { i, input in
                let sizes = trajectories.compactMap { $0[i]?.strength }
                let mean = sizes.isEmpty ? .nan : sizes.reduce(0, +) / Double(sizes.count)
                return TrialResult.Ranking(
                    measure: measure.name, input: input, strength: mean, spread: effects[i]?.deviation ?? .nan,
                    interval: Bootstrap.interval(count: sizes.count, seed: 1, method: .percentile) { rows in
                        rows.reduce(0) { $0 + sizes[$1] } / Double(rows.count)
                    })
            }.sorted { ($0.strength.isNaN ? -1 : $0.strength, $1.input) > ($1.strength.isNaN ? -1 : $1.strength, $0.input) }
        }
    }

    func table(_ variant: TrialPlan.Variant) -> Table { Table(plan: plan, keys: keys, kept: kept, variant: variant) }

    private func finding(_ judgement: Judgement, _ table: Table) -> Finding {
        Finding(judgement: judgement, estimate: judgement.contrast.estimate(table, null: judgement.null))
    }

    private func removal(_ ablation: Trial.Ablation, _ i: Int, _ findings: [Finding]) -> Removal {
        let full = findings.first { $0.judgement.name == ablation.judgement }!
        let ablated = finding(full.judgement, table(.ablated(i)))
        let share = ablated.share(of: full).map { 1 - $0 }
        return Removal(ablation: ablation, finding: ablated, share: share, path: path(from: ablation, to: full.judgement))
    }

    private func probe(_ probe: Trial.Probe, _ i: Int, _ findings: [Finding]) -> ProbeFinding {
        let full = findings.first { $0.judgement.name == probe.judgement }!
        let probed = finding(full.judgement, table(.probed(i)))
        var finding = ProbeFinding(probe: probe, finding: probed, left: probed.share(of: full))
        if probe.fold != nil {
            finding.reach = full.judgement.contrast.seeds(table(.probed(i))).flatMap { .init($0, of: full.judgement.bound) }
        }
        return finding
    }

    /// From what an ablation changes to what a sentence reads.
    private func path(from ablation: Trial.Ablation, to judgement: Judgement) -> [InfluenceGraph.Node]? {
        guard let model else { return nil }
        let graph = InfluenceGraph(model, live: plan.trial.namesSet, silent: plan.silenced(in: judgement.contrast.references.map(\.0)))
        var readings = Readings()
        for measure in trial.measures(behind: judgement.contrast.references.map(\.1.name)) { readings.add(measure.expression) }
        let wanted = Set(readings.series.map(\.name) + readings.populations)
        var ends: Set<InfluenceGraph.Node> = []
        for measure in model.measures where wanted.contains(measure.name) {
            ends.formUnion(InfluenceGraph.sources(of: measure, in: model))
        }
        ends.formUnion(model.tallies.filter(wanted.contains).map { .tally($0) })
        ends.formUnion(model.body.states.map(\.name).filter(wanted.contains).map { .body($0) })
        ends.formUnion(model.cellTypes.map(\.name).filter(wanted.contains).map { .population($0) })
        // Counts of a programme are read off the states that make it active.
        let columns = Set(readings.assays.flatMap { trial.signatures?.columns(of: $0.programme) ?? [] })
        for type in model.cellTypes {
            for state in type.states where columns.contains(state.name) { ends.insert(.state(type: type.name, state.name)) }
        }
        func names(_ section: String) -> [String] { ablation.change[section]?.entries?.compactMap(\.key.text) ?? [] }
        return graph.path(from: ablation.couplings + names("set"), held: names("clamp").map { .substance($0) }, to: ends)
    }

    private func control(_ control: Trial.Control, _ i: Int, _ findings: [Finding]) -> ControlFinding {
        switch control.kind {
        case .equality(_, _, let measure):
            let arm = ArmReference(arm: 0, dose: nil)
            let pair = Pair(first: table(.equal(i, second: false)), second: table(.equal(i, second: true)))
            let estimate = Contrast.ratio(arm, ArmReference(arm: 1, dose: nil), .init(name: measure)).estimate(pair, null: 1)
            return ControlFinding(control: control, name: "equal \(measure)", estimate: estimate, null: 1, share: nil)
        case .relabel, .sham:
            let judgement = trial.judgements.first { $0.name == control.judgement }!
            let isRelabel = if case .relabel = control.kind { true } else { false }
            let estimate = judgement.contrast.estimate(table(isRelabel ? .relabelled(i) : .sham(i)), null: judgement.null)
            let full = findings.first { $0.judgement.name == control.judgement }?.effect
            let share = full.flatMap { full in estimate.map { judgement.effect($0.value) / full } }
            return ControlFinding(
                control: control, name: "\(isRelabel ? "relabelled" : "sham"): \(judgement.name)", estimate: estimate, null: judgement.null,
                share: share,
                judgement: judgement)
        }
    }

    /// The numbers of all arms in one variant.
    struct Table: Outcomes {
        let plan: TrialPlan
        let keys: [TrialPlan.Need: String]
        let kept: KeptRuns
        let variant: TrialPlan.Variant
        var seedCount: Int { plan.trial.replicates }

        func values(_ name: String, in arm: ArmReference) -> [Double] { (0..<seedCount).map { value(name, arm, seed: $0) } }

        func horizon(_ name: String) -> Double {
            guard case .timeUntil(_, _, _, let window)? = plan.trial.measure(name)?.expression else { return .infinity }
            return Double(window.upperBound - window.lowerBound) / 86_400
        }

        private func value(_ name: String, _ arm: ArmReference, seed: Int) -> Double {
            guard let measure = plan.trial.measure(name) else { return .nan }
            if case .overDose(let function, let inner) = measure.expression {
                let doses = plan.trial.dose!.numbers
                let responses = doses.indices.map { value(inner, ArmReference(arm: arm.arm, dose: $0), seed: seed) }
                return function.value(doses, responses)
            }
            if measure.expression.isOverDose {
                // Arithmetic of such measures; runs differ along the axis, so there is no one run to ask.
                return measure.expression.value(in: RunRecord(until: 0)) { value($0, arm, seed: seed) }
            }
            let dose = plan.trial.dose == nil ? nil : arm.dose ?? 0
            let need = TrialPlan.Need(variant: variant, arm: arm.arm, dose: dose, seed: seed)
            guard let key = keys[need], let run = kept[key] else { return .nan }
            return measure.expression.value(in: run) { value($0, arm, seed: seed) }
        }
    }

    /// Two tables as the two arms of a comparison.
    private struct Pair: Outcomes {
        let first: Table
        let second: Table
        var seedCount: Int { first.seedCount }
        func horizon(_ name: String) -> Double { first.horizon(name) }
        func values(_ name: String, in arm: ArmReference) -> [Double] {
            (arm.arm == 0 ? first : second).values(name, in: ArmReference(arm: 0, dose: arm.dose))
        }
    }
}

extension MeasureExpression.DoseFunction {
    /// A number of one seed's responses along the dose axis.
    func value(_ doses: [Double], _ responses: [Double]) -> Double {
        switch self {
        case .spearman: Correlation.spearman(doses, responses)?.coefficient ?? .nan
        case .halfDose: HillCurve.fit(doses: doses, responses: responses)?.halfDose ?? .nan
        case .steepness: HillCurve.fit(doses: doses, responses: responses)?.steepness ?? .nan
        case .crossing: Self.crossing(doses, responses)
        }
    }

    /// The first dose at which the responses change sign, by a straight line over the logarithms of doses, over doses next to none; NaN if
    /// they never do.
    private static func crossing(_ doses: [Double], _ responses: [Double]) -> Double {
        for (i, j) in zip(doses.indices, doses.indices.dropFirst()) {
            let (from, to) = (responses[i], responses[j])
            guard from.isFinite, to.isFinite else { continue }
            if from == 0 { return doses[i] }
            guard (from < 0) != (to < 0) else { continue }
            let share = from / (from - to)
            guard doses[i] > 0, doses[j] > 0 else { return doses[i] + share * (doses[j] - doses[i]) }
            return doses[i] * Elementary.pow(doses[j] / doses[i], share)
        }
        return responses.last == 0 ? doses[doses.count - 1] : .nan
    }
}
