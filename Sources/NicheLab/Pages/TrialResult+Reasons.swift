extension TrialResult {
    /// Why the verdict is what it is, in plain words.
    var reasons: [String] {
        switch verdict {
        case .measured:
            return [ranking.isEmpty ? "There is no right answer; what came out is shown." : "There is no right answer; inputs are ranked."]
        case .failed: return failures
        case .reproduced: return [proof] + sizeWords
        case .notReproduced: return (contradictions.isEmpty ? remains : contradictions) + sizeWords
        case .direction: return ["Every stated direction holds, but nothing was taken away to see it go."] + sizeWords
        case .coded: return [closeness] + sizeWords
        case .inconclusive: return doubts + sizeWords
        }
    }

    private var proof: String {
        let parts = [
            "Every stated direction holds with its whole 95 % interval.",
            "Without the mechanism the effect goes, by at least the share asked for.",
            controls.isEmpty ? "There was no control." : "The \(controls.count == 1 ? "control shows" : "controls show") nothing.",
        ]
        return parts.joined(separator: " ")
    }

    private var closeness: String {
        "Every stated direction holds and goes with its mechanism, but what is read lies fewer than two links from what was taken away: "
            + "this shows that the rule does what it says, and little more."
    }

    private var failures: [String] {
        let missing = findings.filter { $0.estimate == nil }.map(\.judgement.name)
        let idle = controls.filter(\.isIdle).map(\.name)
        return (missing.isEmpty ? [] : ["Too few runs gave a number for \(list(missing)), so that nothing can be said."])
            + (idle.isEmpty
                ? [] : ["The control (\(list(idle))) changed nothing at all, and so shows nothing: the trial needs another one."])
    }

    private var contradictions: [String] {
        let broken = directions.filter { finding in finding.estimate.map { finding.judgement.bound.isBroken(by: $0.interval) } ?? false }
        let names = broken.map(\.judgement.name)
        if !names.isEmpty { return ["The runs say the opposite of \(list(names)): the whole 95 % interval lies on the wrong side."] }
        guard !directions.allSatisfy(\.holds) else { return [] }
        return [
            "An effect of the stated size is excluded, and no effect is not: \(list(directions.filter { !$0.holds }.map(\.judgement.name)))."
        ]
    }

    private var remains: [String] {
        removals.filter { !$0.isEnough }.map { removal in
            guard let share = removal.share else { return "What \(removal.name) contributes to \(removal.ablation.judgement) is unknown." }
            return
                "Without \(removal.name), \(percent(1 - share)) of \(removal.ablation.judgement) is left, so that something else makes it; "
                + "at most \(percent(1 - removal.ablation.share)) was allowed."
        }
    }

    private var doubts: [String] {
        let open = directions.filter { !$0.holds }.map(\.judgement.name)
        let loud = controls.filter { !$0.isQuiet }.map(\.name)
        return
            (open.isEmpty
            ? [] : ["With \(trial.replicates) seeds the runs do not decide \(list(open)): the 95 % interval has its bound inside."])
            + (loud.isEmpty ? [] : ["A control shows what it should not (\(list(loud))), so that the effect cannot be told from it."])
    }

    private var sizeWords: [String] {
        guard let sizeHolds else { return [] }
        let out = sizes.filter { !$0.holds }.map(\.judgement.name)
        return [
            sizeHolds
                ? "Every stated size is in its range."
                : "\(out.count) of \(sizes.count) stated sizes \(out.count == 1 ? "is" : "are") out of range: \(list(out)). "
                    + "Sizes are judged apart from the verdict."
        ]
    }

    private func list(_ names: [String]) -> String { names.map { "“\($0)”" }.joined(separator: ", ") }
}
