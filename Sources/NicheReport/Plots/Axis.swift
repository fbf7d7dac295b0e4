import Foundation

/// A scale from the least to the most of some values, with ticks at round numbers (1, 2 or 5 times a power of ten).
struct Axis: Sendable {
    var low: Double
    var high: Double
    var isLog = false
    var ticks: [(value: Double, label: String)]

    /// Where a value lies, 0 at the low end and 1 at the high end; NaN where it has no place.
    func share(_ value: Double) -> Double {
        guard value.isFinite else { return .nan }
        if isLog { return value > 0 ? log10(value / low) / log10(high / low) : .nan }
        return (value / 2 - low / 2) / (high / 2 - low / 2)
    }

    /// Ends at ticks; starts at zero where that costs little.
    static func linear(_ values: some Sequence<Double>, about count: Int = 5) -> Axis {
        var (low, high) = ends(values) ?? (0, 1)
        if low > 0, low < 0.6 * high || low == high { low = 0 }
        if high < 0, high > 0.6 * low || low == high { high = 0 }
        if low == high { (low, high) = (0, 1) }
        let step = roundStep(low, high, count)
        let first = (low / step).rounded(.down) * step
        let last = (high / step).rounded(.up) * step
        guard first.isFinite, last.isFinite, first < last else { return tight([low, high], about: count) }
        return Axis(low: first, high: last, ticks: ticks(first, last, step))
    }

    /// Ends at the data; ticks inside.
    static func tight(_ values: some Sequence<Double>, about count: Int = 6) -> Axis {
        var (low, high) = ends(values) ?? (0, 1)
        if low == high { (low, high) = low == 0 ? (0, 1) : (low - abs(low) * 0.5, low + abs(low) * 0.5) }
        return Axis(low: low, high: high, ticks: ticks(low, high, roundStep(low, high, count)))
    }

    /// Decades; nil where no value is above zero.
    static func log(_ values: some Sequence<Double>) -> Axis? {
        guard let (least, most) = ends(values.filter { $0 > 0 }) else { return nil }
        var first = Int(log10(least).rounded(.down))
        var last = Int(log10(most).rounded(.up))
        if first == last { (first, last) = (first - 1, last + 1) }
        // pow(10, -308) is the last decade that is a normal number, and 10^308 the last that is a number at all.
        (first, last) = (max(first, -307), min(last, 308))
        if first >= last { first = last - 1 }
        let between = last - first < 3 ? [1.0, 2, 5] : [1.0]
        let every = max(1, (last - first + 5) / 6)
        var ticks: [(value: Double, label: String)] = []
        for decade in stride(from: first, through: last, by: every) {
            for factor in between where factor == 1 || decade < last {
                let value = factor * pow(10, Double(decade))
                ticks.append((value, Numeral.text(value)))
            }
        }
        return Axis(low: pow(10, Double(first)), high: pow(10, Double(last)), isLog: true, ticks: ticks)
    }

    /// Decades and parts of them, ends at the data; nil where a value is not above zero. Few round numbers may lie within.
    static func tightLog(_ values: some Sequence<Double>) -> Axis? {
        guard let (low, high) = ends(values), low > 0, low < high, high / low < 1e300, let whole = log([low, high]) else { return nil }
        var ticks = whole.ticks.filter { low <= $0.value && $0.value <= high }
        if ticks.count < 2 { ticks = tight([low, high], about: 3).ticks }
        return Axis(low: low, high: high, isLog: true, ticks: ticks)
    }

    /// One row for each name, the first at the top.
    static func rows(_ names: [String]) -> Axis {
        let last = Double(names.count) - 0.5
        let ticks = names.enumerated().map { (value: last - 0.5 - Double($0), label: $1) }
        return Axis(low: -0.5, high: max(last, 0.5), ticks: ticks)
    }

    /// The 1, 2 or 5 times a power of ten that cuts a range into about `count` parts.
    static func roundStep(_ low: Double, _ high: Double, _ count: Int) -> Double {
        let raw = high / Double(count) - low / Double(count)
        guard raw > 0, raw.isFinite else { return 1 }
        let power = pow(10, log10(raw).rounded(.down))
        guard power > 0 else { return raw }
        let part = raw / power
        return power * (part < 1.5 ? 1 : part < 3.5 ? 2 : part < 7.5 ? 5 : 10)
    }

    /// The least and the greatest finite value.
    static func ends(_ values: some Sequence<Double>) -> (Double, Double)? {
        var low = Double.infinity
        var high = -Double.infinity
        for value in values where value.isFinite {
            low = min(low, value)
            high = max(high, value)
        }
        return low <= high ? (low, high) : nil
    }

    private static func ticks(_ low: Double, _ high: Double, _ step: Double) -> [(value: Double, label: String)] {
        let first = (low / step - 1e-9).rounded(.up)
        let steps = (high / step - first + 1e-9).rounded(.down)
        // A range below the spacing of its own numbers has no round numbers in it.
        guard first.isFinite, abs(first) < 1e12, steps >= 0, steps < 100 else { return [low, high].map { ($0, Numeral.text($0)) } }
        let values = (0...Int(steps)).map { (first + Double($0)) * step }
        let size = max(abs(low), abs(high))
        let decimals = max(0, -Int(log10(step * 1.000001).rounded(.down)))
        return values.map { value in
            (value, size >= 1e6 || decimals > 4 ? Numeral.text(value, digits: 4) : Numeral.fixed(value, decimals: decimals))
        }
    }
}
