import NicheModel

/// What is to be read off a run.
struct Readings: Sendable {
    /// Until when it must go [s]: the last time at which anything is read.
    private(set) var until: Int64 = 0
    var series: [MeasureExpression.Series] = []
    var spatial: [SpatialMeasure] = []
    var assays: [AssayMeasure] = []
    /// What cells express, for the assays.
    var signatures: Signatures?

    mutating func add(_ expression: MeasureExpression) {
        expression.visit { part in
            switch part {
            case .at(let series, let time): add(series, time)
            case .window(_, let series, let window), .timeUntil(let series, _, _, let window): add(series, window.upperBound)
            case .spatial(let measure): add(measure)
            case .assay(let measure): add(measure)
            case .number, .measure, .overDose, .call: break
            }
        }
    }

    /// The same of some measures alone.
    func only(_ measures: [Trial.Measure]) -> Readings {
        var readings = Readings()
        for measure in measures { readings.add(measure.expression) }
        readings.signatures = signatures
        return readings
    }

    mutating func add(_ other: Readings) {
        for series in other.series { add(series, other.until) }
        for measure in other.spatial { add(measure) }
        for measure in other.assays { add(measure) }
        signatures = signatures ?? other.signatures
    }

    /// What was read off a run before, so that a record of it may be replaced by a new one. What moments and assays gave is not read again.
    mutating func add(_ record: RunRecord) {
        // What has no brackets is a measure of the model, and recorded anyway.
        for name in record.series.keys.sorted() where name.contains("(") { add(.init(name: name), record.until) }
        until = max(until, record.until)
    }

    private mutating func add(_ new: MeasureExpression.Series, _ time: Int64) {
        until = max(until, time)
        if !series.contains(where: { $0.name == new.name }) { series.append(new) }
    }

    private mutating func add(_ new: SpatialMeasure) {
        until = max(until, new.time)
        if !spatial.contains(new) { spatial.append(new) }
    }

    private mutating func add(_ new: AssayMeasure) {
        until = max(until, new.time)
        if !assays.contains(new) { assays.append(new) }
    }

    /// What everything read is kept under.
    var keys: [String] { series.map { "\($0.name) \($0.meaning ?? "")" } + spatial.map(\.key) + assays.map(\.key) }

    /// The reductions that pick the cells of spatial measures and assays.
    var populations: [String] { spatial.flatMap(\.populations) + assays.flatMap(\.populations) }

    /// The measures that a model must have besides its own.
    func measures(_ units: Units) throws -> [(name: String, phrase: Phrase)] {
        var measures = series.compactMap { series in series.phrase.map { (series.name, $0) } }
        // Reductions that are known by their texts alone: of populations, and of runs that were kept.
        let texts = Set(populations + series.map(\.name).filter { $0.contains("(") })
        for text in texts.sorted() where !measures.contains(where: { $0.0 == text }) {
            let place = Place(file: "what is measured", line: 0, column: 0)
            measures.append((text, try Phrase(Passage(text: text, at: place), units)))
        }
        return measures
    }
}
