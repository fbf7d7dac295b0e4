import NicheEngine
import NicheMath
import NicheModel

/// Which runs a trial needs: each of its arms, and those again with what ablates the effect or controls for it.
struct TrialPlan: Sendable {
    /// A way in which all arms are changed once more.
    enum Variant: Hashable, Sendable {
        case plain
        case ablated(Int)
        case probed(Int)
        case sham(Int)
        /// Levels of a factor stand as one of them; all but the first have seeds of their own.
        case relabelled(Int)
        /// The first or second change of an equality.
        case equal(Int, second: Bool)
        /// A point in the space of the inputs of a sensitivity.
        case point(Int)
    }

    struct Need: Hashable, Sendable {
        var variant: Variant
        var arm: Int
        var dose: Int?
        /// From 0.
        var seed: Int
    }

    let trial: Trial
    let arms: ArmTable
    /// What is read off the trial's own arms, and all that it ever reads.
    let readings: Readings
    /// What is read where arms are changed once more: what the sentence needs that is asked again.
    private var readingsAgain: [Variant: Readings] = [:]
    /// In the order in which they are run: seed by seed, so that all arms come along together.
    private(set) var needs: [Need] = []
    /// Gains from 0 to 1 of the inputs of a sensitivity, trajectory by trajectory.
    private(set) var points: [[Double]] = []
    /// Where each seed lies in the ranges of the varied parameters, from 0 to 1.
    private let cohort: [[Double]]
    /// The same in the ranges of what each probe doubts.
    private let doubts: [[[Double]]]

    init(_ trial: Trial) {
        self.trial = trial
        arms = trial.arms
        var readings = Readings()
        for measure in trial.measures { readings.add(measure.expression) }
        readings.signatures = trial.signatures
        self.readings = readings
        cohort = LatinHypercube.points(count: trial.replicates, dimensions: trial.variations.count, seed: 1)
        doubts = trial.probes.map { LatinHypercube.points(count: trial.replicates, dimensions: $0.doubts.count, seed: 2) }
        if !trial.see.isEmpty { return }
        if let sensitivity = trial.sensitivity {
            points = Morris.points(trajectories: sensitivity.trajectories, dimensions: sensitivity.inputs.count, seed: 1)
            for point in points.indices {
                for seed in 0..<trial.replicates { needs.append(Need(variant: .point(point), arm: 0, dose: nil, seed: seed)) }
            }
            return
        }
        let doses: [Int?] = trial.dose.map { $0.values.indices.map { $0 } } ?? [nil]
        var wanted: [(variant: Variant, arms: [Int])] = [(.plain, arms.arms.indices.filter(trial.runs))]
        func ask(_ name: String, again variant: Variant) {
            guard let judgement = trial.judgements.first(where: { $0.name == name }) else { return }
            wanted.append((variant, judgement.arms.sorted()))
            readingsAgain[variant] = readings.only(trial.measures(behind: judgement.contrast.references.map(\.1.name)))
        }
        for (i, ablation) in trial.ablations.enumerated() { ask(ablation.judgement, again: .ablated(i)) }
        for (i, probe) in trial.probes.enumerated() { ask(probe.judgement, again: .probed(i)) }
        for (i, control) in trial.controls.enumerated() {
            switch control.kind {
            case .relabel: ask(control.judgement, again: .relabelled(i))
            case .sham: ask(control.judgement, again: .sham(i))
            case .equality(_, _, let measure):
                for second in [false, true] {
                    wanted.append((.equal(i, second: second), [0]))
                    readingsAgain[.equal(i, second: second)] = readings.only(trial.measures(behind: [measure]))
                }
            }
        }
        for seed in 0..<trial.replicates {
            for (variant, arms) in wanted {
                for arm in arms { for dose in doses { needs.append(Need(variant: variant, arm: arm, dose: dose, seed: seed)) } }
            }
        }
    }

    /// What is read off a run.
    func readings(_ need: Need) -> Readings { readingsAgain[need.variant] ?? readings }

    /// The couplings that are off in each of some arms.
    func silenced(in references: [ArmReference]) -> Set<String> {
        let off = Set(references.map(\.arm)).map { arm in
            Set(arms.arms[arm].layers.flatMap { (try? $0["off"]?.names("off").compactMap(\.text)) ?? [] })
        }
        guard let first = off.first else { return [] }
        return off.dropFirst().reduce(first) { $0.intersection($1) }
    }

    /// What is laid on top of the model for a need, in order: what is doubted, the arm with its dose, and what changes it once more.
    func layers(_ need: Need) -> [Tree] {
        let arm = standing(need)
        var layers = arm.layers
        if let dose = trial.dose, let index = need.dose {
            let value = dose.values[index]
            let layer = Tree(map: [("set", Tree(map: [(dose.name, value)], at: value))], at: value)
            // An arm beside the table that sets the dose itself has its own.
            layers.insert(layer, at: arm.isBeside ? layers.count - 1 : layers.count)
        }
        if case .probed(let i) = need.variant, !doubts[i].isEmpty {
            // Below all else: what the trial sets itself is not in doubt.
            let probe = trial.probes[i]
            let draws = zip(probe.doubts, doubts[i][need.seed]).map { ($0.name, $0.text(at: $1)) }
            layers.insert(Tree(settings: draws, place: probe.change.place), at: 0)
        }
        return layers + [change(need)].compactMap(\.self)
    }

    /// The arm of a need; where levels are relabelled, the one that it stands as.
    private func standing(_ need: Need) -> ArmTable.Arm {
        let arm = arms.arms[need.arm]
        guard case .relabelled(let i) = need.variant, case .relabel(let factor, let level) = trial.controls[i].kind,
            arm.levels.indices.contains(factor)
        else { return arm }
        var levels = arm.levels
        levels[factor] = level
        return arms.arms.first { $0.levels == levels && !$0.isBeside } ?? arm
    }

    /// What changes an arm once more; nil where nothing does.
    private func change(_ need: Need) -> Tree? {
        switch need.variant {
        case .plain, .relabelled: return nil
        case .ablated(let i): return trial.ablations[i].change
        case .probed(let i): return trial.probes[i].change
        case .sham(let i):
            guard case .sham(let change, _) = trial.controls[i].kind else { return nil }
            return change
        case .point(let i):
            guard let sensitivity = trial.sensitivity else { return nil }
            return Tree(settings: zip(sensitivity.inputs, points[i]).map { ($0, "\($1)") }, place: sensitivity.place)
        case .equal(let i, let second):
            guard case .equality(let first, let other, _) = trial.controls[i].kind else { return nil }
            return second ? other : first
        }
    }

    /// The seed of a run, from 1; of a relabelled group beyond all that other arms have.
    func seed(_ need: Need) -> UInt64 {
        var seed = UInt64(need.seed + 1)
        switch need.variant {
        case .point(let i):
            // Points of one trajectory share their seeds: what differs is the input that has stepped.
            seed += UInt64(i / ((trial.sensitivity?.inputs.count ?? 0) + 1) * trial.replicates)
        case .relabelled(let i):
            if case .relabel(let factor, _) = trial.controls[i].kind, arms.arms[need.arm].levels.indices.contains(factor) {
                seed += UInt64(1_000_000 * arms.arms[need.arm].levels[factor])
            }
        case .sham(let i):
            guard case .sham(_, hasOwnSeeds: true) = trial.controls[i].kind else { break }
            seed += UInt64(1_000_000 * (need.arm + arms.arms.count * (need.dose ?? 0)))
        case .equal(_, second: true): seed += 1_000_000
        default: break
        }
        return seed
    }

    /// What each seed draws for itself: a Latin hypercube over the varied parameters, the same in all arms. What an ablation, a probe or
    /// a control sets is drawn no more.
    func settings(_ need: Need) -> [(name: String, value: String)] {
        let set = Set(change(need)?["set"]?.entries?.compactMap(\.key.text) ?? [])
        return trial.variations.enumerated().filter { !set.contains($1.name) }.map { axis, variation in
            (variation.name, variation.text(at: cohort[need.seed][axis]))
        }
    }
}
