import NicheMath

/// What a contrast comes to over the seeds of a trial.
public struct Estimate: Sendable {
    /// The mean over seeds; of ratios the geometric one.
    public var value: Double
    /// 95 %, bootstrap over seeds: studentised for means, which holds for ten seeds.
    public var interval: ClosedRange<Double>
    /// Of the two-sided test that there is no effect, where there is one.
    public var p: Double?
    /// Seeds that gave a number.
    public var count: Int
    /// The number of each seed, NaN where there is none; empty for what all seeds make together.
    public var seeds: [Double]
}

/// The numbers that runs came to.
protocol Outcomes {
    /// A measure in an arm, a number for each seed.
    func values(_ name: String, in arm: ArmReference) -> [Double]
    /// How long a time_until could have become [d].
    func horizon(_ name: String) -> Double
    var seedCount: Int { get }
}

/// The numbers that a contrast is made of, worked out once, of some seeds.
private struct Columns: Outcomes {
    private struct Key: Hashable {
        var name: String
        var arm: ArmReference
    }

    private var columns: [Key: [Double]] = [:]
    private var horizons: [String: Double] = [:]
    private(set) var seedCount: Int

    init(_ references: [(ArmReference, Contrast.Value)], _ outcomes: some Outcomes) {
        seedCount = outcomes.seedCount
        for (arm, value) in references {
            columns[Key(name: value.name, arm: arm)] = outcomes.values(value.name, in: arm)
            horizons[value.name] = outcomes.horizon(value.name)
        }
    }

    func values(_ name: String, in arm: ArmReference) -> [Double] {
        columns[Key(name: name, arm: arm)] ?? Array(repeating: .nan, count: seedCount)
    }

    func horizon(_ name: String) -> Double { horizons[name] ?? .infinity }

    func picked(_ rows: [Int]) -> Columns {
        var picked = self
        picked.seedCount = rows.count
        picked.columns = columns.mapValues { column in rows.map { column[$0] } }
        return picked
    }
}

extension Contrast {
    private static let resamples = 4000

    /// - Returns: nil where fewer than three seeds, or fewer than half of them, give a number.
    func estimate(_ outcomes: some Outcomes, null: Double) -> Estimate? {
        switch self {
        case .hazardRatio(let a, let b, let value): return hazardRatio(outcomes, a, b, value)
        case .share(let value, let isAbove, let bound, let arm):
            let values = scaled(value, arm, outcomes)
            guard let share = proportion(values, isAbove, bound) else { return nil }
            return Estimate(value: share.value, interval: share.interval(), p: nil, count: values.count { !$0.isNaN }, seeds: [])
        default: break
        }
        if hasTypical { return resampled(outcomes) }
        guard let seeds = seedwise(outcomes) else { return together(outcomes) }
        let numbers = seeds.filter { !$0.isNaN }
        guard numbers.count >= 3, numbers.count * 2 >= seeds.count, numbers.allSatisfy(\.isFinite) else { return nil }
        guard let interval = Bootstrap.meanInterval(numbers, resamples: Self.resamples, seed: 1) else { return nil }
        let mean = numbers.reduce(0, +) / Double(numbers.count)
        let p = TTest.oneSample(numbers, mean: isRatio ? 0 : null)?.p
        guard isRatio else { return Estimate(value: mean, interval: interval, p: p, count: numbers.count, seeds: seeds) }
        return Estimate(
            value: Elementary.exp(mean), interval: Elementary.exp(interval.lowerBound)...Elementary.exp(interval.upperBound), p: p,
            count: numbers.count, seeds: seeds.map { $0.isNaN ? .nan : Elementary.exp($0) })
    }

    /// One number a seed, not all of them finite; nil if the seeds make it only together.
    func seeds(_ outcomes: some Outcomes) -> [Double]? {
        seedwise(outcomes).map { seeds in isRatio ? seeds.map(Elementary.exp) : seeds }
    }

    /// One number a seed, ratios as logs; nil if the seeds make it only together.
    private func seedwise(_ outcomes: some Outcomes) -> [Double]? {
        if case .ratio(let a, let b, let value) = self {
            return zip(logs(value, a, outcomes), logs(value, b, outcomes)).map { $0 - $1 }
        }
        return plain(outcomes)
    }

    /// One number a seed, on its own scale.
    private func plain(_ outcomes: some Outcomes) -> [Double]? {
        switch self {
        case .number(let number): return Array(repeating: number, count: outcomes.seedCount)
        case .value(let value, let arm): return scaled(value, arm, outcomes)
        case .ratio(let a, let b, let value):
            return zip(logs(value, a, outcomes), logs(value, b, outcomes)).map { ($0 - $1).isNaN ? .nan : Elementary.exp($0 - $1) }
        case .difference(let a, let b, let value): return zip(scaled(value, a, outcomes), scaled(value, b, outcomes)).map { $0 - $1 }
        case .interaction(let arms, let value):
            let corners = arms.map { scaled(value, $0, outcomes) }
            return corners[0].indices.map { (corners[3][$0] - corners[2][$0]) - (corners[1][$0] - corners[0][$0]) }
        case .call(let function, let arguments):
            var columns: [[Double]] = []
            for argument in arguments {
                guard let column = argument.plain(outcomes) else { return nil }
                columns.append(column)
            }
            return (0..<outcomes.seedCount).map { seed in function.value(columns.map { $0[seed] }) }
        case .crossing(let inner, let doses):
            var columns: [[Double]] = []
            for dose in doses.indices {
                guard let column = inner.at(dose: dose).plain(outcomes) else { return nil }
                columns.append(column)
            }
            return (0..<outcomes.seedCount).map { seed in
                MeasureExpression.DoseFunction.crossing.value(doses, columns.map { $0[seed] })
            }
        case .typical(let isMedian, let inner):
            guard let numbers = inner.plain(outcomes)?.filter({ !$0.isNaN }), let sample = Sample(numbers) else { return nil }
            return Array(repeating: isMedian ? sample.median : sample.mean, count: outcomes.seedCount)
        case .hazardRatio, .correlation, .share, .spread: return nil
        }
    }

    private func scaled(_ value: Value, _ arm: ArmReference, _ outcomes: some Outcomes) -> [Double] {
        value.isLog ? logs(value, arm, outcomes) : outcomes.values(value.name, in: arm)
    }

    private func logs(_ value: Value, _ arm: ArmReference, _ outcomes: some Outcomes) -> [Double] {
        outcomes.values(value.name, in: arm).map { $0 > 0 ? Elementary.log($0) : .nan }
    }

    /// Of the numbers there are, how many lie on one side of a bound; nil if there are none.
    private func proportion(_ values: [Double], _ isAbove: Bool, _ bound: Double) -> Proportion? {
        Proportion(values.count { isAbove ? $0 > bound : $0 < bound }, of: values.count { !$0.isNaN })
    }

    private func hazardRatio(_ outcomes: some Outcomes, _ a: ArmReference, _ b: ArmReference, _ value: Value) -> Estimate? {
        let horizon = outcomes.horizon(value.name)
        func lifetimes(_ arm: ArmReference) -> [Lifetime] {
            outcomes.values(value.name, in: arm).filter { !$0.isNaN }.map { Lifetime(min($0, horizon), isEnded: $0.isFinite) }
        }
        let (first, second) = (lifetimes(a), lifetimes(b))
        guard let ratio = HazardRatio(first, second) else { return nil }
        let p = LogRank(first, second)?.p
        return Estimate(value: ratio.ratio, interval: ratio.interval(), p: p, count: min(first.count, second.count), seeds: [])
    }

    /// The mean over seeds where each is held against what is typical of all: that varies with the seeds too.
    private func resampled(_ outcomes: some Outcomes) -> Estimate? {
        let columns = Columns(references, outcomes)
        func mean(_ rows: [Int]) -> Double {
            let numbers = plain(columns.picked(rows))?.filter { !$0.isNaN } ?? []
            return numbers.count < 3 ? .nan : numbers.reduce(0, +) / Double(numbers.count)
        }
        let all = Array(0..<outcomes.seedCount)
        let interval = Bootstrap.interval(count: all.count, resamples: Self.resamples, seed: 1, method: .percentile, statistic: mean)
        guard let interval, let seeds = plain(columns), mean(all).isFinite else { return nil }
        return Estimate(value: mean(all), interval: interval, p: nil, count: seeds.count { !$0.isNaN }, seeds: seeds)
    }

    /// What all seeds make together, its interval from resampled seeds.
    private func together(_ outcomes: some Outcomes) -> Estimate? {
        let all = Array(0..<outcomes.seedCount)
        let value = number(outcomes, all)
        let interval = Bootstrap.interval(count: all.count, resamples: Self.resamples, seed: 1, method: .percentile) {
            number(outcomes, $0)
        }
        guard let interval, value.isFinite else { return nil }
        var p: Double?
        if case .correlation = self { p = correlation(outcomes, all)?.p }
        return Estimate(value: value, interval: interval, p: p, count: all.count, seeds: [])
    }

    /// Of what the seeds among `rows` gave, those left out that lack one of the numbers.
    private func correlation(_ outcomes: some Outcomes, _ rows: [Int]) -> Correlation? {
        guard case .correlation(let x, let y, let z) = self else { return nil }
        let columns = [x, y, z].compactMap { $0?.plain(outcomes) }
        guard columns.count == (z == nil ? 2 : 3) else { return nil }
        let usable = rows.filter { row in columns.allSatisfy { $0[row].isFinite } }
        let picked = columns.map { column in usable.map { column[$0] } }
        return Correlation.partialSpearman(picked[0], picked[1], given: Array(picked.dropFirst(2)))
    }

    private func number(_ outcomes: some Outcomes, _ rows: [Int]) -> Double {
        func picked(_ values: [Double]) -> [Double] { rows.map { values[$0] }.filter { !$0.isNaN } }
        func mean(_ values: [Double]) -> Double { values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count) }
        switch self {
        case .correlation: return correlation(outcomes, rows)?.coefficient ?? .nan
        case .typical(let isMedian, let inner):
            guard let seeds = inner.plain(outcomes), isMedian else { return inner.number(outcomes, rows) }
            return Sample(picked(seeds))?.median ?? .nan
        case .spread(let value, let arms):
            let means = arms.map { mean(picked(scaled(value, $0, outcomes))) }
            return means.contains(where: \.isNaN) ? .nan : means.max()! - means.min()!
        case .call(let function, let arguments): return function.value(arguments.map { $0.number(outcomes, rows) })
        case .share(let value, let isAbove, let bound, let arm):
            return proportion(picked(scaled(value, arm, outcomes)), isAbove, bound)?.value ?? .nan
        case .ratio:
            let logs = mean(picked(seedwise(outcomes)!))
            return logs.isNaN ? .nan : Elementary.exp(logs)
        case .hazardRatio(let a, let b, let value): return hazardRatio(outcomes, a, b, value)?.value ?? .nan
        case .number, .value, .difference, .interaction, .crossing: return mean(picked(plain(outcomes)!))
        }
    }
}
