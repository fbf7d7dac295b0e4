import NicheFiles
import NicheMath

/// The verdicts of a suite of claims.
public struct ClaimTable: Sendable {
    public var results: [TrialResult]

    /// Whether these are first looks, of which directions are told in place of verdicts.
    public var areLooks: Bool

    public init(_ results: [TrialResult], areLooks: Bool = false) { (self.results, self.areLooks) = (results, areLooks) }

    /// The p values of the leading sentences by the names of their claims: Holm's, over all judged claims.
    var adjusted: [String: Double] {
        let judged = results.filter { $0.leading?.estimate?.p != nil }
        let values = Holm.adjusted(judged.map { $0.leading!.estimate!.p! })
        return Dictionary(zip(judged.map(\.name), values), uniquingKeysWith: { first, _ in first })
    }

    /// One row a claim.
    public var text: String {
        let adjusted = adjusted
        var rows = [["claim", areLooks ? "direction" : "verdict", "size", "effect (95 %)", "p (Holm)", "removed", "runs"]]
        for result in results {
            if !result.trial.see.isEmpty {
                rows.append([result.name, result.trial.seeText, "", "", "", "", ""])
                continue
            }
            let leading = result.leading
            let effect =
                leading?.estimate.map { "\($0.value.short) (\($0.interval.lowerBound.short) to \($0.interval.upperBound.short))" } ?? ""
            let removed = result.removals.map { $0.share.map(percent) ?? "?" }.joined(separator: ", ")
            rows.append([
                result.name, areLooks ? result.direction : result.givenVerdict, areLooks ? "" : result.sizeText, effect,
                adjusted[result.name].map(\.short) ?? "", removed, "\(result.runs)",
            ])
        }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max()! }
        return rows.map { row in
            zip(row, widths).map { $0.padded(to: $1) }.joined(separator: "  ").trimmed
        }.joined(separator: "\n")
    }

    /// How many claims came to each verdict.
    public var counts: String {
        let judged = results.filter(\.trial.see.isEmpty)
        guard areLooks else { return Verdict.counts(judged.map(\.verdict)).joined(separator: ", ") }
        return Verdict.counts(judged.map(\.direction), in: ["as claimed", "the other way", "no number", "measured"]).joined(separator: ", ")
    }
}

extension String {
    fileprivate var trimmed: String { String(reversed().drop { $0 == " " }.reversed()) }
}
