/// Values over time under one name; a NaN is a gap.
public struct Curve: Sendable {
    public var name: String
    /// "#rrggbb".
    public var colour: String
    public var times: [Double]
    public var values: [Double]
    /// How sure the values are, from least to most, at the same times; drawn as a band.
    public var band: (low: [Double], high: [Double])?

    public init(name: String, colour: String, times: [Double], values: [Double]) {
        self.name = name
        self.colour = colour
        self.times = times
        self.values = values
    }

    var points: Zip2Sequence<[Double], [Double]> { zip(times, values) }

    /// The curve with at most four points to each of `columns` stretches of equal length: first, least, greatest, last.
    ///
    /// A line drawn through them looks the same at that width, peaks included, and a long run stays a small file. One with a band stays as it is.
    func thinned(to columns: Int) -> Curve {
        let count = min(times.count, values.count)
        guard band == nil, count > columns * 4, columns > 0 else { return self }
        var kept: [Int] = []
        for column in 0..<columns {
            let rows = column * count / columns..<(column + 1) * count / columns
            var chosen: Set<Int> = [rows.lowerBound, rows.upperBound - 1]
            let known = rows.filter { values[$0].isFinite }
            if let least = known.min(by: { values[$0] < values[$1] }) { chosen.insert(least) }
            if let most = known.max(by: { values[$0] < values[$1] }) { chosen.insert(most) }
            // One gap stands for all of its stretch.
            if let gap = rows.first(where: { !values[$0].isFinite }) { chosen.insert(gap) }
            kept += chosen.sorted()
        }
        return Curve(name: name, colour: colour, times: kept.map { times[$0] }, values: kept.map { values[$0] })
    }
}
