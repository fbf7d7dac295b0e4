import NicheModel

/// What is to be read off a run.
struct Readings: Sendable {
    /// Until when it must go [s]: the last time at which anything is read.
    private(set) var until: Int64 = 0
    var series: [MeasureExpression.Series] = []
    var spatial: [SpatialMeasure] = []

    mutating func add(_ expression: MeasureExpression) {
        expression.visit { part in
            switch part {
            case .at(let series, let time): add(series, time)
            case .window(_, let series, let window), .timeUntil(let series, _, _, let window): add(series, window.upperBound)
            case .spatial(let measure): add(measure)
            case .number, .measure, .overDose, .call: break
            }
        }
    }

    mutating func add(_ other: Readings) {
        for series in other.series { add(series, other.until) }
        for measure in other.spatial { add(measure) }
    }

    private mutating func add(_ new: MeasureExpression.Series, _ time: Int64) {
        until = max(until, time)
        if !series.contains(where: { $0.name == new.name }) { series.append(new) }
    }

    private mutating func add(_ new: SpatialMeasure) {
        until = max(until, new.time)
        if !spatial.contains(new) { spatial.append(new) }
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
