import NicheModel

/// What is to be read off a run.
struct Readings: Sendable {
    /// Until when it must go [s].
    var until: Int64
    var series: [MeasureExpression.Series] = []
    var spatial: [SpatialMeasure] = []

    init(until: Int64) { self.until = until }

    mutating func add(_ expression: MeasureExpression) {
        expression.visit { part in
            switch part {
            case .at(let series, _), .window(_, let series, _), .timeUntil(let series, _, _, _): add(series)
            case .spatial(let measure): if !spatial.contains(measure) { spatial.append(measure) }
            case .number, .measure, .overDose, .call: break
            }
        }
    }

    mutating func add(_ other: Readings) {
        until = max(until, other.until)
        for series in other.series { add(series) }
        for measure in other.spatial where !spatial.contains(measure) { spatial.append(measure) }
    }

    private mutating func add(_ new: MeasureExpression.Series) {
        if !series.contains(where: { $0.name == new.name }) { series.append(new) }
    }

    /// The measures that a model must have besides its own.
    func measures(_ units: Units) throws -> [(name: String, phrase: Phrase)] {
        var measures = series.compactMap { series in series.phrase.map { (series.name, $0) } }
        for population in Set(spatial.flatMap(\.populations)).sorted() where !measures.contains(where: { $0.0 == population }) {
            let place = Place(file: "a population", line: 0, column: 0)
            measures.append((population, try Phrase(Passage(text: population, at: place), units)))
        }
        return measures
    }
}
