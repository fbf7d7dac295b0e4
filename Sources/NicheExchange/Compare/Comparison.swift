import NicheMath
import NicheStore

/// Runs of one model beside the curves of another program.
public struct Comparison: Sendable {
    /// One number at one time.
    public struct Line: Sendable {
        public var key: Curves.Key
        public var ours: Spread
        public var theirs: Spread
        /// How far apart, in standard errors of the difference: Welch's statistic, or what is as rare by the exact test of small counts.
        public var statistic: Double
        /// Degrees of freedom after Welch and Satterthwaite; nil for the exact test.
        public var freedom: Double?
    }

    public private(set) var lines: [Line] = []
    /// What the curves have and the runs do not.
    public private(set) var unread: Set<String> = []
    public let runCount: Int

    /// Counts below this are compared by the exact test.
    private static let small = 20.0
    /// What the text of another program's numbers keeps of them, relative; and what is nothing.
    private static let rounding = 1e-7, nothing = 1e-9
    /// The share of a correction by a coarser step that counts as its standard error.
    private static let doubt = 0.25

    /// - Parameters:
    ///   - runs: of one model with different seeds.
    ///   - coarser: the same curves at a longer step, and how many times as long; errors of first order in the step are then taken off.
    ///   - all: whether to compare widths, extremes and the like, too, rather than counts, means and root mean squares alone.
    ///   - progress: called before each run is read.
    /// - Throws: `FileFault`.
    public init(
        _ runs: [RunFolder], _ curves: Curves, coarser: (curves: Curves, times: Double)? = nil, all: Bool = false,
        progress: (Int) throws -> Void = { _ in }
    ) throws {
        runCount = runs.count
        var values: [Curves.Key: [Double]] = [:]
        let wanted = Dictionary(grouping: curves.points.keys.filter { all || Self.isPlain($0.quantity) }) { ($0.time * 60).rounded() }
        for (place, run) in runs.enumerated() {
            try progress(place)
            let reader = try SnapshotReader(run)
            for (index, snapshot) in reader.frames.enumerated() {
                guard let keys = wanted[Double(snapshot.timeSeconds)] else { continue }
                let numbers = FrameNumbers(try reader.frame(at: index))
                for key in keys {
                    if let value = numbers.value(key.subject, key.quantity) {
                        if !value.isNaN { values[key, default: []].append(value) }
                    } else {
                        unread.insert("\(key.quantity) of \(key.subject)")
                    }
                }
            }
        }
        for (key, theirs) in curves.points where all || Self.isPlain(key.quantity) {
            guard let own = values[key].flatMap({ Sample($0) }), own.count > 1, theirs.count > 1 else { continue }
            lines.append(
                Self.line(key, Spread(own), theirs, coarser.flatMap { other in other.curves.points[key].map { ($0, other.times) } }))
        }
        lines.sort { $0.key < $1.key }
    }

    /// Counts, means and root mean squares.
    private static func isPlain(_ quantity: String) -> Bool {
        ["_count", "_mean_live", "_mean_dead"].contains { quantity.hasSuffix($0) } || quantity.hasPrefix("rms_") || quantity == "mean"
    }

    private static func line(_ key: Curves.Key, _ ours: Spread, _ theirs: Spread, _ coarser: (Spread, Double)?) -> Line {
        if key.quantity.hasSuffix("_count"), max(ours.mean, theirs.mean) < small {
            return Line(key: key, ours: ours, theirs: theirs, statistic: exact(ours, theirs), freedom: nil)
        }
        var (target, weight, correction) = (theirs.mean, 0.0, 0.0)
        if let (coarse, times) = coarser {
            weight = 1 / (times - 1)
            correction = weight * (theirs.mean - coarse.mean)
            target += correction
        }
        // Squared errors, each with its degrees of freedom.
        let parts = [
            (ours.squaredError, Double(ours.count - 1)), ((1 + weight) * (1 + weight) * theirs.squaredError, Double(theirs.count - 1)),
            (weight * weight * (coarser?.0.squaredError ?? 0), Double(max(1, (coarser?.0.count ?? 2) - 1))),
        ]
        let drawn = parts.reduce(0) { $0 + $1.0 }
        let below = parts.reduce(0) { $0 + $1.0 * $1.0 / $1.1 }
        let least = max(nothing, rounding * max(abs(target), abs(ours.mean)))
        let error = (drawn + doubt * doubt * correction * correction + least * least).squareRoot()
        let difference = ours.mean - target
        return Line(
            key: key, ours: ours, theirs: Spread(mean: target, deviation: theirs.deviation, count: theirs.count),
            statistic: difference == 0 ? 0 : difference / error, freedom: below > 0 ? drawn * drawn / below : .infinity)
    }

    /// Of so many in all runs together, as many would be ours by the number of our runs; what is as rare, in standard deviations.
    private static func exact(_ ours: Spread, _ theirs: Spread) -> Double {
        let (own, other) = ((ours.mean * Double(ours.count)).rounded(), (theirs.mean * Double(theirs.count)).rounded())
        let share = Double(ours.count) / Double(ours.count + theirs.count)
        if own + other == 0 { return 0 }
        // P(X ≤ k) = I(1 - p; n - k, k + 1).
        let upTo = { (k: Double) in k < 0 ? 0 : k >= own + other ? 1 : Beta.regularised(1 - share, own + other - k, k + 1) }
        let tail = min(upTo(own), 1 - upTo(own - 1))
        let p = min(1, 2 * tail)
        let size = p < 1 ? Normal.quantile(1 - p / 2) : 0
        return own > share * (own + other) ? size : -size
    }

    /// How many would lie beyond a limit if both programs meant the same: with few runs, more than of a normal distribution.
    public func expected(beyond limit: Double) -> Double {
        let normal = Normal.twoSided(limit)
        return lines.reduce(0) { sum, line in
            guard let freedom = line.freedom, freedom < 1e6 else { return sum + normal }
            return sum + Student.twoSided(limit, freedom: freedom)
        }
    }

    /// How many lie farther apart than so many standard errors.
    public func count(beyond limit: Double) -> Int { lines.count { abs($0.statistic) > limit } }
}
