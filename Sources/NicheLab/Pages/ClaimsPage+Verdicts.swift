import NicheFiles
import NicheReport

extension ClaimsPage {
    /// The table at the top: a line a claim.
    mutating func verdicts() {
        guard results.count > 1 || results.first?.trial.see.isEmpty == true else { return }
        let adjusted = ClaimTable(results).adjusted
        let heads = ["Claim", "Sentence", "Verdict", "Size", "Effect", "Value (95 %)", "p (Holm)", "Removed"]
        var rows = ""
        var lines: [[String]] = [
            [
                "claim", "sentence", "verdict", "given", "size", "leading sentence", "effect", "from", "to", "p (Holm)", "removed", "runs",
            ]
        ]
        for (index, result) in results.enumerated() {
            let name = "<a href=\"#\(section(index))\">\(escaped(result.name))</a>"
            if !result.trial.see.isEmpty {
                rows += row([name, escaped(result.trial.sentence), "see \(links(result.trial.see))", "", "", "", "", ""])
                lines.append([result.name, result.trial.sentence, "see \(result.trial.see.joined(separator: " "))"])
                continue
            }
            let estimate = result.leading?.estimate
            let removed = result.removals.map { $0.share.map(percent) ?? "?" }.joined(separator: ", ")
            let value = estimate.map { "\($0.value.short) (\($0.interval.lowerBound.short) to \($0.interval.upperBound.short))" }
            let strip = result.leading.map { ForestPlot.strip($0.group(rows: [$0.row("effect")])) } ?? ""
            if !strip.isEmpty { page.keep("verdict-\(result.name)", Array(strip.utf8), "svg") }
            rows += row([
                name, escaped(result.trial.sentence), escaped("\(result.verdict.mark) \(result.givenVerdict)"), result.sizeText,
                strip, escaped(value ?? (result.ranking.isEmpty ? "no number" : "a ranking")), adjusted[result.name].map(\.short) ?? "",
                removed,
            ])
            lines.append([
                result.name, result.trial.sentence, result.verdict.rawValue, result.mechanisms.joined(separator: " "), result.sizeText,
                result.leading?.judgement.text ?? "", field(estimate?.value), field(estimate?.interval.lowerBound),
                field(estimate?.interval.upperBound), field(adjusted[result.name]),
                result.removals.map { field($0.share) }.joined(separator: " "), "\(result.runs)",
            ])
        }
        var csv = CSVWriter()
        for line in lines { csv.append(line + Array(repeating: "", count: lines[0].count - line.count)) }
        page.keep("verdicts", csv.text, "csv")
        let about = """
            <p>Each line has its own axis: a dot with its 95 % interval over seeds, shaded where it must lie, a dashed line at no effect. \
            p is Holm's, over all lines. Removed is the share of the effect that is gone without the mechanism. \
            \(Page.link(csv.text, to: "verdicts"))</p>
            """
        let head = heads.map { "<th>\($0)</th>" }.joined()
        page.section("Verdicts", "\(about)<div class=\"wide\"><table><tr>\(head)</tr>\n\(rows)</table></div>")
    }

    /// The section of a result on the page: the table is the first, where there is one.
    func section(_ index: Int) -> String { "section-\(index + 2)" }

    /// Names of claims, those on this page as links.
    func links(_ names: [String]) -> String {
        names.map { name in
            results.firstIndex { $0.name == name }.map { "<a href=\"#\(section($0))\">\(escaped(name))</a>" } ?? escaped(name)
        }.joined(separator: ", ")
    }

    private func row(_ cells: [String]) -> String {
        // Words may be broken, numbers not.
        "<tr>\(cells.enumerated().map { $0 < 3 ? "<td>\($1)</td>" : "<td class=\"nowrap\">\($1)</td>" }.joined())</tr>\n"
    }

    private func field(_ value: Double?) -> String { value.map(CSVWriter.field) ?? "" }
}

extension Verdict {
    /// A sign that differs by its shape.
    var mark: String {
        switch self {
        case .reproduced: "●"
        case .notReproduced: "○"
        case .inconclusive: "◐"
        case .coded: "◎"
        case .direction: "△"
        case .measured: "◇"
        case .failed: "✕"
        }
    }
}

extension TrialResult {
    /// `C12. Macrophages with active NRF2 …`
    var heading: String { trial.sentence.isEmpty ? name : "\(name). \(trial.sentence)" }
}

/// "85 %".
func percent(_ share: Double) -> String { share.isFinite ? "\(Int((100 * max(-1e6, min(1e6, share))).rounded())) %" : "?" }
