import NicheEngine
import NicheFiles
import NicheMath
import NicheReport

extension ClaimsPage {
    /// All about one claim.
    mutating func section(of result: TrialResult, _ pictures: [(name: String, frame: Frame)]) {
        let trial = result.trial
        if !trial.see.isEmpty {
            return page.section(
                result.heading, short: result.name, "<p>\(escaped(trial.source))</p><p>Answered by \(links(trial.see)).</p>")
        }
        var content = "<p class=\"verdict\">\(escaped("\(result.verdict.mark) \(capital(result.verdictText))"))</p>"
        content += result.reasons.map { "<p>\(escaped($0))</p>" }.joined()
        content += trial.finding.isEmpty ? "" : "<p>\(escaped(capital(trial.finding)))</p>"
        content += says(result)
        content += forest(result) + seeds(result)
        content += group(courses(result) + measures(result) + ranking(result))
        content += self.pictures(pictures, of: result)
        page.section(result.heading, short: result.name, content)
    }

    /// What is claimed, and how it was asked.
    private func says(_ result: TrialResult) -> String {
        let trial = result.trial
        var entries = [("Claimed in", trial.source), ("Here it means", trial.means), ("Against it would count", trial.against)]
        let arms = trial.sensitivity.map { "\($0.inputs.joined(separator: ", ")), each from 0 to 1, in \($0.trajectories) trajectories" }
        entries.append((arms == nil ? "Arms" : "Inputs", arms ?? trial.arms.arms.map(\.name).joined(separator: "; ")))
        entries.append(("Asked of", "the model \(trial.modelName), \(days(trial.until)), \(trial.replicates) seeds, \(result.runs) runs"))
        entries.append(("Tuned on it", trial.tuning ?? ""))
        for removal in result.removals {
            guard let path = removal.path else { continue }
            entries.append(("How \(removal.name) acts", path.filter(\.lasts).map(\.words).joined(separator: " > ")))
        }
        let list = entries.filter { !$0.1.isEmpty }.map { "<dt>\(escaped($0.0))</dt><dd>\(escaped($0.1))</dd>" }
        return "<dl class=\"says\">\(list.joined())</dl>"
    }

    /// Every judged sentence with what ablations and controls leave of it.
    private mutating func forest(_ result: TrialResult) -> String {
        var groups: [ForestPlot.Group] = result.findings.map { finding in
            let name = finding.judgement.name
            let removals = result.removals.filter { $0.ablation.judgement == name }
            let probes = result.probes.filter { $0.probe.judgement == name }
            let controls = result.controls.filter { $0.control.judgement == name }
            let first = finding.row(removals.isEmpty ? "as it is" : "with all mechanisms", note: finding.holdsText)
            return finding.group(rows: [first] + removals.map(\.row) + probes.map(\.row) + controls.map(\.row))
        }
        groups += result.controls.filter { $0.control.judgement.isEmpty }.map { control in
            ForestPlot.Group(title: control.name, about: "ratio of one to the other", rows: [control.row], null: control.null, isLog: true)
        }
        guard !groups.isEmpty else { return "" }
        let plot = ForestPlot(title: "What was judged", groups: groups)
        let kinds = [
            "a filled dot is the effect", result.removals.isEmpty ? "" : "an open circle what is left of it without a mechanism",
            result.controls.isEmpty ? "" : "an open square a control, which must show nothing",
        ].filter { !$0.isEmpty }
        let caption =
            "What was judged in \(result.name). Lines are 95 % intervals over seeds; the shade is where the estimate must lie, its edge the "
            + "bound of a direction and its two edges the range of a size; a dashed line is no effect; \(kinds.joined(separator: ", "))."
        return figure(plot.svg(), "\(result.name)-judged", caption: caption, csv: plot.csv)
    }

    /// The table that has what the sentences came to, seed by seed.
    private mutating func seeds(_ result: TrialResult) -> String {
        let findings = result.findings.filter { $0.estimate?.seeds.isEmpty == false }
        guard !findings.isEmpty else { return "" }
        let csv = SeedTable.csv(findings)
        page.keep("\(result.name)-seeds", csv, "csv")
        return "<p>\(Page.link(csv, to: "\(result.name)-seeds", words: "What each sentence came to, seed by seed (CSV)"))</p>\n"
    }

    private mutating func courses(_ result: TrialResult) -> String {
        var content = ""
        let courses = result.observations.courses
        var plots = courses.map { $0.plot(title: $0.panel.isEmpty ? $0.name : "\($0.name), \($0.panel)") }
        let reach = plots.flatMap { $0.curves.flatMap { $0.values + ($0.band.map { $0.low + $0.high } ?? []) } }
        for index in plots.indices { plots[index].alike = reach }
        let isOne = plots.count > 1 ? " The plots share their axis." : ""
        for (course, plot) in zip(courses, plots) {
            let place = course.panel.isEmpty ? "" : " in “\(course.panel)”"
            content += figure(
                plot.svg(width: 500, height: 270), "\(result.name)-course-\(course.panel.isEmpty ? course.name : course.panel)",
                caption: "\(course.name) over time\(place). Means over seeds; the bands are their 95 % intervals.\(isOne)", csv: plot.csv)
        }
        return content
    }

    private mutating func measures(_ result: TrialResult) -> String {
        var content = ""
        for measure in result.observations.measures {
            let plot = DotPlot(
                title: measure.name, about: measure.text, xLabel: measure.name,
                groups: measure.arms.map { .init(name: $0.name, values: $0.seeds) }, unit: "seed")
            let never = measure.arms.contains { $0.seeds.contains(where: \.isInfinite) } ? "; an open triangle never came to it" : ""
            content += figure(
                plot.svg(width: 500), "\(result.name)-measure-\(measure.name)",
                caption: "\(measure.name) in each run. A dot is a seed, a line joins a seed's arms, a bar is the median\(never).",
                csv: plot.csv)
        }
        return content
    }

    private mutating func ranking(_ result: TrialResult) -> String {
        var content = ""
        for measure in result.trial.measures {
            let ranks = result.ranking.filter { $0.measure == measure.name }
            guard !ranks.isEmpty else { continue }
            let chart = BarChart(
                title: measure.name, xLabel: "strength (Morris, mu*)",
                bars: ranks.map { .init(name: $0.input, value: $0.strength, interval: $0.interval) })
            content += figure(
                chart.svg(), "\(result.name)-ranking-\(measure.name)",
                caption:
                    "What moves \(measure.name). It is \(measure.text). A bar is how far the measure moves, on average, when the input goes "
                    + "from 0 to 1; lines are 95 % intervals over trajectories.", csv: chart.csv)
        }
        return content
    }

    private mutating func pictures(_ frames: [(name: String, frame: Frame)], of result: TrialResult) -> String {
        guard !frames.isEmpty else { return "" }
        let strip = PictureStrip(frames)
        for picture in strip.pictures { page.keep("\(result.name)-tissue-\(picture.name)", picture.png, "png") }
        let ground = strip.background.map { " The ground shows \($0), on one scale for all." } ?? ""
        let time = frames.first.map { days($0.frame.time) } ?? ""
        let count = result.trial.arms.arms.count
        let arms = frames.count < count ? "\(frames.count) of \(count) arms" : "each arm"
        return page.figure(
            strip.html(id: "bar-\(Page.fileName(result.name))-\(page.files.count)"),
            caption: "The tissue of the first seed in \(arms), after \(time). It is one run of \(result.trial.replicates) an arm, an "
                + "illustration, no evidence.\(ground)", data: ("\(result.name)-tissue", Array(strip.csv.utf8)))
    }

    private func group(_ content: String) -> String { content.isEmpty ? "" : "<div class=\"plots\">\(content)</div>\n" }

    private func days(_ seconds: Int64) -> String {
        seconds % 86_400 == 0 ? "\(seconds / 86_400) days" : "\((Double(seconds) / 86_400).short) days"
    }

    private func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
