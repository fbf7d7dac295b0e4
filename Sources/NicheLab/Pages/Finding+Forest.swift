import NicheReport

extension Finding {
    /// The scale of the sentence, with where its estimate must lie.
    func group(rows: [ForestPlot.Row]) -> ForestPlot.Group {
        // A number of one arm is no comparison, which could have no effect.
        ForestPlot.Group(
            title: judgement.name, about: judgement.text, rows: rows, range: judgement.bound.range,
            null: judgement.isComparison ? judgement.null : nil,
            isLog: judgement.contrast.isRatio)
    }

    func row(_ name: String, note: String = "", mark: ForestPlot.Row.Mark = .full) -> ForestPlot.Row {
        let text = estimate == nil ? "too few runs gave a number" : note
        return ForestPlot.Row(name, estimate?.value, estimate?.interval, note: text, mark: mark)
    }
}

extension Removal {
    var row: ForestPlot.Row {
        let asked = "(\(percent(ablation.share)) asked)"
        return finding.row("without \(name)", note: "removes \(share.map(percent) ?? "an unknown share") \(asked)", mark: .without)
    }
}

extension ProbeFinding {
    var row: ForestPlot.Row {
        guard let reach else { return finding.row("with \(name)", note: note, mark: .without) }
        // What is endless in some seed has no place on a scale.
        let isDrawn = reach.range.lowerBound.isFinite && reach.range.upperBound.isFinite
        return ForestPlot.Row("with \(name)", isDrawn ? reach.median : nil, isDrawn ? reach.range : nil, note: note, mark: .without)
    }
}

extension ControlFinding {
    /// `quiet`, or what it is instead.
    var stateText: String {
        if estimate == nil { return "too few runs gave a number" }
        return isIdle ? "changed nothing at all" : isQuiet ? "quiet" : "not quiet"
    }

    var row: ForestPlot.Row {
        let kind =
            switch control.kind {
            case .relabel: "control, relabelled"
            case .sham: "control, a sham"
            case .equality: "control, one against the other"
            }
        return ForestPlot.Row(kind, estimate?.value, estimate?.interval, note: stateText, mark: .control)
    }
}

extension Bound {
    /// Where a number must lie.
    var range: ClosedRange<Double> {
        switch self {
        case .above(let least): least...Double.infinity
        case .below(let most): -Double.infinity...most
        case .between(let least, let most): least...max(least, most)
        }
    }
}
