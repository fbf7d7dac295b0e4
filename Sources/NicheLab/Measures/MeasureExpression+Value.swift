import NicheMath

/// Numbers out of a record.
extension RunRecord {
    /// What was recorded under a name at a time; NaN if nothing was.
    func value(_ name: String, at time: Int64) -> Double {
        guard let values = series[name], let i = times.firstIndex(of: time) else { return .nan }
        return values[i]
    }

    func value(_ function: MeasureExpression.WindowFunction, of name: String, in window: ClosedRange<Int64>) -> Double {
        guard let values = series[name], window.upperBound <= overfull ?? .max else { return .nan }
        let chosen = times.indices.filter { window.contains(times[$0]) }
        guard !chosen.isEmpty else { return .nan }
        let days = chosen.map { Double(times[$0]) / 86_400 }
        let y = chosen.map { values[$0] }
        switch function {
        case .average: return y.reduce(0, +) / Double(y.count)
        case .highest: return y.max()!
        case .lowest: return y.min()!
        case .integral:
            var area = 0.0
            for i in y.indices.dropFirst() { area += (days[i] - days[i - 1]) * (y[i] + y[i - 1]) / 2 }
            return area
        case .slope: return slope(days, y)
        case .growth: return y.allSatisfy { $0 > 0 } ? slope(days, y.map(Elementary.log)) : .nan
        }
    }

    /// Of least squares; NaN for fewer than two points.
    private func slope(_ x: [Double], _ y: [Double]) -> Double {
        guard x.count > 1 else { return .nan }
        let (meanX, meanY) = (x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count))
        let above = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
        return above / x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
    }

    /// Days until a series first passes a bound, on straight lines between records; infinite if it does not in the window.
    func time(of name: String, toBe isAbove: Bool, _ bound: Double, in window: ClosedRange<Int64>) -> Double {
        guard let values = series[name], !bound.isNaN else { return .nan }
        let sign: Double = isAbove ? 1 : -1
        var before: (time: Double, gap: Double)?
        for i in times.indices where window.contains(times[i]) {
            let now = (time: Double(times[i]), gap: sign * (values[i] - bound))
            if now.gap >= 0 {
                guard let before else { return Double(times[i] - window.lowerBound) / 86_400 }
                let share = before.gap / (before.gap - now.gap)
                return (before.time + share * (now.time - before.time) - Double(window.lowerBound)) / 86_400
            }
            before = now
        }
        return overfull == nil ? .infinity : .nan
    }
}

extension MeasureExpression {
    /// The number in one run; `others` are measures of the trial in the same run.
    func value(in run: RunRecord, _ others: (String) -> Double) -> Double {
        switch self {
        case .number(let number): number
        case .measure(let name): others(name)
        case .at(let series, let time): run.value(series.name, at: time)
        case .window(let function, let series, let window): run.value(function, of: series.name, in: window)
        case .timeUntil(let series, let isAbove, let bound, let window):
            run.time(of: series.name, toBe: isAbove, bound.value(in: run, others), in: window)
        case .spatial(let measure): run.spatial[measure.key] ?? .nan
        case .assay(let measure): run.assays[measure.key] ?? .nan
        case .overDose: .nan
        case .call(let function, let arguments): function.value(arguments.map { $0.value(in: run, others) })
        }
    }

    /// Whether a whole dose axis is needed for one number.
    var isOverDose: Bool {
        var found = false
        visit { if case .overDose = $0 { found = true } }
        return found
    }
}
