import NicheFiles

/// The verdicts on record as a page to be read beside the claims (Markdown).
public struct VerdictPage: Sendable {
    private let claims: [Trial]
    private let counterEvidence: [Trial]
    private let file: VerdictFile

    public init(_ book: ClaimBook, _ file: VerdictFile) {
        (claims, counterEvidence, self.file) = (book.claims, book.counterEvidence, file)
    }

    public var text: String {
        let found = claims.filter { !$0.finding.isEmpty }.map { "- **\($0.claim)**: \($0.finding)" }
        let against = counterEvidence.map { trial in
            "- **[\(trial.name)](counter-evidence/\(Self.file(of: trial)))**: \(trial.sentence)."
                + (trial.finding.isEmpty ? "" : " Found: \(trial.finding)")
        }
        return """
            # What three papers claim, and what became of it

            One trial a file: what is claimed, what it means here, what would count against it, and how it is judged ([the language](../Documentation/Trials.md),
            [what counts as reproduced](../Documentation/decisions/verdicts.md)). A mechanism behind *given* is one that the effect goes with when it is taken away.
            `niche claims ID -o FOLDER` draws each with its arms, curves and seeds; [tuning.yaml](tuning.yaml) says which numbers were chosen looking at which claim.
            This page is written by `niche claims --record` from [verdicts.json](verdicts.json); `niche claims --status` tells which rows a later change has made stale.

            \(counts)

            | claim | what is claimed | verdict | size | what was read | effect (95 %) | with all that is assumed within two-fold |
            |---|---|---|---|---|---|---|
            \(claims.map(row).joined(separator: "\n"))

            ## What was found
            \(found.joined(separator: "\n"))
            """ + (against.isEmpty ? "" : "\n\n## What speaks against it\n" + against.joined(separator: "\n"))
    }

    /// `9 reproduced, 7 follow …`
    private var counts: String {
        let verdicts = claims.filter(\.see.isEmpty).map { file.verdict(of: $0.claim).flatMap(Verdict.init) }
        let open = verdicts.count { $0 == nil }
        return (Verdict.counts(verdicts.compactMap(\.self)) + (open > 0 ? ["\(open) not judged yet"] : [])).joined(separator: ", ") + "."
    }

    private func row(_ claim: Trial) -> String {
        let name = "[\(claim.claim)](\(Self.file(of: claim)))"
        guard claim.see.isEmpty else { return line([name, claim.sentence, claim.seeText]) }
        guard let row = file[claim.claim], let verdict = row["verdict"]?.string.flatMap(Verdict.init) else {
            return line([name, claim.sentence, "not judged yet"])
        }
        let read = leading(row)
        return line([
            name, claim.sentence, verdict.text(given: row["given"]?.array?.compactMap(\.string) ?? []), verdict.sizeText(row["size"]?.bool),
            read?["sentence"]?.string ?? "", read?["effect"]?.number.map { $0.short + interval(read?["ci"]) } ?? "", reach(row),
        ])
    }

    private static func file(of trial: Trial) -> Substring { trial.path.split(separator: "/").last ?? "" }

    /// The judged sentence that a verdict stands or falls with: the first direction that does not hold, else the one that an ablation is about, else the first.
    private func leading(_ row: JSON) -> JSON? {
        let judged = row["judged"]?.array ?? []
        func isSize(_ row: JSON) -> Bool { row["sentence"]?.string?.contains(" between ") == true }
        let fallen = judged.first { $0["holds"]?.bool == false && !isSize($0) }
        let name = row["ablations"]?.array?.first?["of"]?.string
        return fallen ?? judged.first { $0["name"] == name.map { JSON($0) } } ?? judged.first { !isSize($0) } ?? judged.first
    }

    private func reach(_ row: JSON) -> String {
        (row["probes"]?.array ?? []).compactMap { probe in
            guard let reach = probe["reach"], let median = reach["median"]?.number else { return nil }
            let count = "\(reach["holding"]?.integer ?? 0) of \(reach["count"]?.integer ?? 0)"
            return "\(probe["of"]?.string ?? ""): \(median.short)\(interval(reach["range"])), holds in \(count)"
        }.joined(separator: "; ")
    }

    private func interval(_ json: JSON?) -> String {
        guard let ends = json?.array?.compactMap(\.number), ends.count == 2 else { return "" }
        return " (\(ends[0].short) to \(ends[1].short))"
    }

    private func line(_ cells: [String]) -> String {
        let all = cells + Array(repeating: "", count: 7 - cells.count)
        return "| " + all.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
}
