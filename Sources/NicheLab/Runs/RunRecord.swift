import NicheFiles

/// What was measured in one run: all that is kept of it.
public struct RunRecord: Sendable, Equatable {
    /// Where the run ended [s].
    public var until: Int64
    /// The times of the records [s], and what was recorded at each, by name.
    public var times: [Int64] = []
    public var series: [String: [Double]] = [:]
    /// What the model said that measures of it are, by name.
    public var meanings: [String: String] = [:]
    /// Spatial measures, by key.
    public var spatial: [String: Double] = [:]
    /// What assays gave, by key.
    public var assays: [String: Double] = [:]
    /// When the run was given up, because its cells had come to lie on top of each other [s]; nil if it came to its end.
    public var overfull: Int64?
    /// Digest of the last state.
    public var state = ""

    public init(until: Int64) { self.until = until }

    /// Whether all that is asked for was measured.
    func answers(_ readings: Readings) -> Bool {
        let last = overfull ?? .max
        return until >= readings.until && readings.series.allSatisfy { series[$0.name] != nil && means($0) }
            && readings.spatial.allSatisfy { $0.time > last || spatial[$0.key] != nil }
            && readings.assays.allSatisfy { $0.time > last || assays[$0.key] != nil }
    }

    /// Whether a series is what it is called now. Records that do not say come from before models could change it.
    private func means(_ wanted: MeasureExpression.Series) -> Bool {
        guard let meaning = wanted.meaning, let known = meanings[wanted.name] else { return true }
        return meaning == known
    }

    var json: JSON {
        .object([
            .init("until", .integer(until)), .init("overfull", overfull.map { .integer($0) } ?? .null), .init("state", .string(state)),
            .init("times", .array(times.map { .integer($0) })),
            .init("series", .object(series.sorted { $0.key < $1.key }.map { .init($0.key, JSON($0.value)) })),
            .init("meanings", .object(meanings.sorted { $0.key < $1.key }.map { .init($0.key, JSON($0.value)) })),
            .init("spatial", Self.json(spatial)), .init("assays", Self.json(assays)),
        ])
    }

    private static func json(_ values: [String: Double]) -> JSON {
        .object(values.sorted { $0.key < $1.key }.map { .init($0.key, JSON($0.value)) })
    }

    /// nil if it is not such a record.
    init?(_ json: JSON) {
        guard let until = json["until"]?.integer, let state = json["state"]?.string, let times = json["times"]?.array,
            let series = json["series"]?.members, let spatial = json["spatial"]?.members
        else { return nil }
        self.until = Int64(until)
        self.state = state
        self.times = times.compactMap { $0.integer.map(Int64.init) }
        // What was cut short is no record.
        guard zip(self.times, self.times.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
        guard json["overfull"]?.integer != nil || self.times.last ?? -1 >= self.until else { return nil }
        for member in series {
            guard let values = member.value.array?.map(\.number), values.count == self.times.count, !values.contains(nil) else {
                return nil
            }
            self.series[member.key] = values.map { $0! }
        }
        for member in spatial {
            guard let value = member.value.number else { return nil }
            self.spatial[member.key] = value
        }
        // Older records have none of these.
        for member in json["meanings"]?.members ?? [] { meanings[member.key] = member.value.string }
        overfull = json["overfull"]?.integer.map(Int64.init)
        for member in json["assays"]?.members ?? [] {
            guard let value = member.value.number else { return nil }
            assays[member.key] = value
        }
    }
}
