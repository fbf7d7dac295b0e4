import Foundation
import NicheModel

/// What a trial comes to.
public enum Verdict: String, Sendable, CaseIterable {
    case reproduced
    case notReproduced = "not reproduced"
    case inconclusive
    /// It holds, but nothing was taken away to see it go.
    case direction = "direction holds"
    /// It holds, but what is read lies too close to what was coded to show more than the code.
    case coded = "follows from its rule"
    case measured
    /// A control that changed nothing, or numbers that no run gave.
    case failed
}

/// A judged sentence with what the runs gave.
public struct Finding: Sendable {
    public var judgement: Judgement
    /// nil where too few runs gave a number.
    public var estimate: Estimate?

    /// Whether the sentence holds: a direction with its whole interval, a size with its value.
    public var holds: Bool {
        guard let estimate else { return false }
        return judgement.isDirection ? judgement.bound.holds(for: estimate.interval) : judgement.bound.admits(estimate.value)
    }

    /// How far from no effect, on the scale on which effects add.
    var effect: Double? { estimate.map { judgement.effect($0.value) } }

    /// Its effect in parts of another one's; nil where either is unknown.
    func share(of full: Finding) -> Double? {
        guard let before = full.effect, let after = effect, before != 0, after.isFinite else { return nil }
        return after / before
    }
}

/// What an ablation took away.
public struct Removal: Sendable {
    public var ablation: Trial.Ablation
    /// The sentence in the ablated arms.
    public var finding: Finding
    /// Share of the effect that is gone; nil where either is unknown.
    public var share: Double?
    /// The way from what was ablated to what was read; nil if none is known.
    public var path: [InfluenceGraph.Node]?

    /// Lasting things that the influence passes after the first; the rule against circular reasoning asks for two.
    public var distance: Int? { path.map { way in max(0, way.count(where: \.lasts) - 1) } }
    public var isEnough: Bool { share.map { $0 >= ablation.share } ?? false }
}

/// A sentence under a probe.
public struct ProbeFinding: Sendable {
    public var probe: Trial.Probe
    public var finding: Finding
    /// Share of the effect that is left; nil where either is unknown.
    public var left: Double?
    /// How far the sentence goes where each seed has assumed values of its own; nil for other probes.
    public var reach: Reach?

    /// The numbers of single seeds, some of which may be infinite.
    public struct Reach: Sendable {
        public var median: Double
        public var range: ClosedRange<Double>
        /// Seeds in which the sentence holds, of those that gave a number.
        public var holding: Int
        public var count: Int

        init?(_ seeds: [Double], of bound: Bound) {
            let numbers = seeds.filter { !$0.isNaN }.sorted()
            guard let least = numbers.first, let most = numbers.last else { return nil }
            // Of an even count the lower one: between a number and infinity is nothing.
            median = numbers[(numbers.count - 1) / 2]
            range = least...most
            holding = numbers.count { bound.holds(for: $0...$0) }
            count = numbers.count
        }
    }
}

/// What a control showed.
public struct ControlFinding: Sendable {
    public var control: Trial.Control
    public var name: String
    public var estimate: Estimate?
    /// The value that means no effect.
    public var null: Double

    /// Its bits are those of what it was compared with: it changed nothing, and shows nothing.
    public var isIdle: Bool {
        guard let estimate, judgement?.isComparison != false else { return false }
        if estimate.seeds.isEmpty { return estimate.interval == null...null }
        return estimate.seeds.allSatisfy { $0.isNaN || $0 == null }
    }
    /// What it shows, as a share of the effect it controls for; nil where there is none to compare with.
    public var share: Double?

    /// No effect is within the interval, or less of it is left than an ablation may leave (one control in twenty excludes none by chance).
    /// A value in one arm may also lie on the other side: then there is less of it than none.
    public var isQuiet: Bool {
        guard let estimate else { return false }
        if estimate.interval.contains(null) { return true }
        if let share, abs(share) <= Self.most { return true }
        guard let judgement, !judgement.isComparison else { return false }
        return judgement.bound.isBroken(by: estimate.interval)
    }
    /// The sentence that must not hold.
    var judgement: Judgement?

    private static let most = 0.3
}

/// A trial with all that came out.
public struct TrialResult: Sendable {
    public var trial: Trial
    public var findings: [Finding] = []
    public var removals: [Removal] = []
    public var controls: [ControlFinding] = []
    public var probes: [ProbeFinding] = []
    /// Runs it rests on.
    public var runs = 0
    /// How many of them were given up because their cells had come to lie on top of each other: they have no numbers from then on.
    public var overfull = 0
    /// Digest of all that it rests on.
    public var digest = ""
    /// Which inputs matter, in a trial that asks so.
    public var ranking: [Ranking] = []
    /// What the judged numbers are made of.
    public var observations = Observations()

    public struct Ranking: Sendable {
        public var measure: String
        public var input: String
        /// Mean absolute and standard deviation of the elementary effects.
        public var strength: Double
        public var spread: Double
        /// Of the strength, 95 %, over trajectories.
        public var interval: ClosedRange<Double>?
    }

    public var directions: [Finding] { findings.filter(\.judgement.isDirection) }
    public var sizes: [Finding] { findings.filter { !$0.judgement.isDirection } }

    /// What came of the sentence that stands for the trial.
    public var leading: Finding? {
        let name = trial.leading?.name
        return findings.first { $0.judgement.name == name }
    }

    /// On which side of its bound the sentence that stands for the trial came out, whatever its interval: all that a first look can say.
    public var direction: String {
        guard let leading, leading.judgement.isDirection else { return trial.isMeasured ? Verdict.measured.rawValue : "" }
        guard let estimate = leading.estimate else { return "no number" }
        return leading.judgement.bound.admits(estimate.value) ? "as claimed" : "the other way"
    }

    public var verdict: Verdict {
        if trial.isMeasured { return .measured }
        if controls.contains(where: \.isIdle) || findings.contains(where: { $0.estimate == nil }) { return .failed }
        // Sizes alone are nothing that an ablation could take away.
        if directions.isEmpty { return .measured }
        let isBroken = directions.contains { $0.judgement.bound.isBroken(by: $0.estimate!.interval) || excludesSize($0) }
        if isBroken { return .notReproduced }
        guard directions.allSatisfy(\.holds) else { return .inconclusive }
        if removals.contains(where: { $0.finding.estimate == nil }) || controls.contains(where: { $0.estimate == nil }) { return .failed }
        if !removals.allSatisfy(\.isEnough) { return .notReproduced }
        guard controls.allSatisfy(\.isQuiet) else { return .inconclusive }
        if removals.isEmpty { return .direction }
        return removals.contains { ($0.distance ?? 0) >= 2 } ? .reproduced : .coded
    }

    /// No effect is within the interval of a direction, and the stated size of the same contrast is not.
    private func excludesSize(_ finding: Finding) -> Bool {
        guard !finding.holds, let interval = finding.estimate?.interval else { return false }
        let text = finding.judgement.subject
        return sizes.contains { $0.judgement.subject == text && $0.judgement.bound.isBroken(by: interval) }
    }

    /// Whether every stated size holds; nil if none is stated.
    public var sizeHolds: Bool? { sizes.isEmpty ? nil : sizes.allSatisfy(\.holds) }
}
