import Foundation
import NicheFiles
import NicheModel

/// Results as people and programs read them.
extension TrialResult {
    /// Some lines for a terminal.
    public var summary: String {
        if !trial.see.isEmpty { return "\(name)  \(trial.sentence)\n  \(trial.seeText)" }
        var lines = ["\(name)  \(trial.sentence)".trimmingCharacters(in: .whitespaces), "  \(verdictText)"]
        let widths =
            findings.map(\.judgement.name.count) + removals.map { "without \($0.name)".count } + probes.map { "with \($0.name)".count }
            + controls.map(\.name.count)
        // A change that is longer than that has a line of its own.
        let width = min(48, widths.max() ?? 0)
        func row(_ name: String, _ rest: String) {
            if name.count > width { lines.append("  \(name)") }
            lines.append("  \((name.count > width ? "" : name).padded(to: width))  \(rest)")
        }
        for finding in findings { row(finding.judgement.name, "\(finding.text)  \(finding.holdsText)   [\(finding.judgement.text)]") }
        for removal in removals {
            let share = removal.share.map(percent) ?? "an unknown share"
            let asked = "\(percent(removal.ablation.share)) asked"
            row(
                "without \(removal.name)",
                "\(removal.finding.text)  removes \(share) of \(removal.ablation.judgement) (\(asked))\(removal.pathText)")
        }
        for probe in probes {
            row("with \(probe.name)", probe.text)
        }
        for control in controls {
            let state =
                control.isIdle ? "changed nothing at all" : control.isQuiet ? "quiet" : control.estimate == nil ? "no numbers" : "not quiet"
            row(control.name, "\(control.estimate.map(\.text) ?? "-")  \(state)")
        }
        for measure in trial.measures where !ranking.isEmpty {
            lines.append("  \(measure.name), by the strength of each input (Morris, mu*; 95 %)")
            for rank in ranking where rank.measure == measure.name {
                let interval = rank.interval.map { " (\($0.lowerBound.short) to \($0.upperBound.short))" } ?? ""
                lines.append("    \(rank.input.padded(to: 8)) \(rank.strength.short)\(interval)")
            }
        }
        lines.append("  \(runsText)" + (trial.tuning.map { "; tuned on it: \($0)" } ?? ""))
        if !trial.finding.isEmpty { lines.append("  \(trial.finding)") }
        return lines.joined(separator: "\n")
    }

    public var name: String { trial.name }

    /// `40 runs, of which 1 was given up: …`.
    var runsText: String {
        guard overfull > 0 else { return "\(runs) runs" }
        return "\(runs) runs, of which \(overfull) \(overfull == 1 ? "was" : "were") given up: "
            + "cells of more than \(Int(RunTask.mostFullness)) times the volume of the space"
    }

    /// The couplings that were turned off to see the effect go.
    public var mechanisms: [String] {
        var names: [String] = []
        for coupling in trial.ablations.flatMap(\.couplings) where !names.contains(coupling) { names.append(coupling) }
        return names
    }

    public var verdictText: String { givenVerdict + (sizeText.isEmpty ? "" : "; size \(sizeText)") }

    /// `reproduced given M14, M15`.
    var givenVerdict: String { verdict.text(given: mechanisms) }

    /// Whether the stated sizes hold; empty if none is stated, or there is no right answer.
    var sizeText: String { verdict.sizeText(sizeHolds) }

    /// An object with `id, verdict, effect, ci, p, ablation, runs`, and what it is made of.
    public var json: JSON {
        func number(_ value: Double?) -> JSON { value.map { JSON($0) } ?? .null }
        func estimate(_ estimate: Estimate?) -> [JSON.Member] {
            [
                .init("effect", number(estimate?.value)),
                .init("ci", estimate.map { JSON([$0.interval.lowerBound, $0.interval.upperBound]) } ?? .null),
                .init("p", number(estimate?.p)), .init("n", estimate.map { JSON($0.count) } ?? .null),
            ]
        }
        let judged = findings.map { finding in
            JSON.object(
                [.init("name", JSON(finding.judgement.name)), .init("sentence", JSON(finding.judgement.text))] + estimate(finding.estimate)
                    + [.init("holds", .bool(finding.holds)), .init("seeds", JSON(finding.estimate?.seeds ?? []))])
        }
        let ablations = removals.map { removal in
            JSON.object(
                [.init("off", JSON(removal.name)), .init("of", JSON(removal.ablation.judgement))] + estimate(removal.finding.estimate)
                    + [
                        .init("removed", number(removal.share)), .init("asked", JSON(removal.ablation.share)),
                        .init("links", removal.distance.map { JSON($0) } ?? .null),
                        .init("path", JSON((removal.path ?? []).filter(\.lasts).map(\.words))),
                    ])
        }
        let controls = controls.map { control in
            JSON.object(
                [.init("name", JSON(control.name))] + estimate(control.estimate) + [
                    .init("quiet", .bool(control.isQuiet && !control.isIdle))
                ])
        }
        func reach(_ reach: ProbeFinding.Reach) -> JSON {
            .object([
                .init("median", JSON(reach.median)), .init("range", JSON([reach.range.lowerBound, reach.range.upperBound])),
                .init("holding", JSON(reach.holding)), .init("count", JSON(reach.count)),
            ])
        }
        let probed = probes.map { probe in
            JSON.object(
                [.init("with", JSON(probe.name)), .init("of", JSON(probe.probe.judgement))] + estimate(probe.finding.estimate)
                    + [.init("left", number(probe.left))]
                    + (probe.reach.map { [.init("reach", reach($0))] } ?? []))
        }
        let ranked = ranking.map { rank in
            JSON.object([
                .init("measure", JSON(rank.measure)), .init("input", JSON(rank.input)), .init("strength", JSON(rank.strength)),
                .init("ci", rank.interval.map { JSON([$0.lowerBound, $0.upperBound]) } ?? .null), .init("spread", JSON(rank.spread)),
            ])
        }
        return .object(
            [
                .init("id", JSON(name)), .init("verdict", JSON(trial.see.isEmpty ? verdict.rawValue : trial.seeText)),
                .init("size", sizeHolds.map { .bool($0) } ?? .null),
            ]
                + estimate(leading?.estimate)
                + [
                    .init("ablation", number(removals.first?.share)), .init("runs", JSON(runs)), .init("overfull", JSON(overfull)),
                    .init("digest", JSON(digest)),
                    .init("given", JSON(mechanisms)), .init("finding", JSON(trial.finding)),
                    .init("tuned", trial.tuning.map { JSON($0) } ?? .null), .init("judged", .array(judged)),
                    .init("ablations", .array(ablations)),
                    .init("controls", .array(controls)),
                ] + (probed.isEmpty ? [] : [.init("probes", .array(probed))]) + (ranking.isEmpty ? [] : [.init("ranking", .array(ranked))]))
    }
}

extension Verdict {
    /// `reproduced given M14, M15`.
    func text(given mechanisms: [String]) -> String {
        rawValue + (self == .reproduced && !mechanisms.isEmpty ? " given \(mechanisms.joined(separator: ", "))" : "")
    }

    func sizeText(_ holds: Bool?) -> String { self == .measured ? "" : holds.map { $0 ? "in range" : "out of range" } ?? "" }

    /// `9 reproduced`, `7 follows from its rule`: how many there are of each kind that there is.
    static func counts(_ verdicts: [Verdict]) -> [String] {
        let order: [Verdict] = [.reproduced, .coded, .direction, .notReproduced, .inconclusive, .measured, .failed]
        return counts(verdicts.map(\.rawValue), in: order.map(\.rawValue))
    }

    /// The same of any words.
    static func counts(_ words: [String], in order: [String]) -> [String] {
        order.compactMap { word in
            let count = words.count { $0 == word }
            return count > 0 ? "\(count) \(word)" : nil
        }
    }
}

extension Removal {
    /// What was taken away: the couplings, or the change as written.
    public var name: String { ablation.couplings.isEmpty ? ablation.change.line : ablation.couplings.joined(separator: ", ") }
}

extension ProbeFinding {
    /// The change as written.
    public var name: String {
        let doubt = probe.fold.map { "all that is assumed within \($0.formatted())-fold" }
        let change = probe.change.entries?.isEmpty == false ? probe.change.line : nil
        return [doubt, change].compactMap(\.self).joined(separator: ", ")
    }

    var text: String { reach == nil ? "\(finding.text)  \(note) of \(probe.judgement)" : note }

    /// `leaves 40 %`, or `around 1.2, 0.9 to 1.4 by seed; holds in 9 of 10`.
    var note: String {
        if let reach {
            return "around \(reach.median.short), \(reach.range.lowerBound.short) to \(reach.range.upperBound.short) by seed; "
                + "\(probe.judgement) holds in \(reach.holding) of \(reach.count)"
        }
        return left.map { "leaves \(percent($0))" } ?? "leaves an unknown share"
    }
}

extension Removal {
    /// `; 2 links: x of killer > factor > number of victim`.
    public var pathText: String {
        guard let path, let distance else { return "; no way from it to what is read is known" }
        let way = path.filter(\.lasts).map(\.words).joined(separator: " > ")
        return "; \(distance) link\(distance == 1 ? "" : "s"): \(way.isEmpty ? "it is what is read" : way)"
    }
}

extension Estimate {
    /// `0.42 (0.21 to 0.63)  p 0.002  n 10`.
    public var text: String {
        "\(value.short) (\(interval.lowerBound.short) to \(interval.upperBound.short))" + (p.map { "  p \($0.short)" } ?? "")
            + "  n \(count)"
    }
}

extension Finding {
    var text: String { estimate?.text ?? "too few runs gave a number" }
    var holdsText: String { holds ? "holds" : judgement.isDirection ? "does not hold" : "out of range" }
}

extension Double {
    /// Three digits, for people.
    var short: String {
        guard isFinite, self != 0 else { return self == 0 ? "0" : "\(self)" }
        let digits = max(0, 2 - Int(Foundation.log10(Swift.abs(self)).rounded(.down)))
        return digits > 5 ? String(format: "%.1e", self) : String(format: "%.\(digits)f", self)
    }
}

extension String {
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
