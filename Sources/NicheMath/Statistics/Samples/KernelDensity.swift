/// The density of a sample, smoothed by a normal kernel, with its peaks and the valley between them.
public struct KernelDensity: Sendable {
    /// A local maximum of the density, which stands `prominence` above the higher of the lowest points that part it from higher ones.
    public struct Peak: Sendable, Equatable {
        public let place: Double
        public let height: Double
        public let prominence: Double
    }

    /// The lowest point between the two most prominent peaks.
    public struct Valley: Sendable, Equatable {
        public let place: Double
        public let height: Double
        /// The share of the sample that lies nearer to the valley than to either peak.
        public let share: Double
    }

    /// The kernel's standard deviation, in the unit of the numbers.
    public let bandwidth: Double
    private let sorted: [Double]

    /// The density of `values`; without a bandwidth by Silverman's rule, 0.9 min(sd, IQR / 1.34) n^(-1/5).
    /// Nil for fewer than two numbers, one that is not finite, or no spread.
    /// - Source: Silverman, Density Estimation (1986), 3.31.
    public init?(_ values: [Double], bandwidth: Double? = nil) {
        guard values.count > 1, let sample = Sample(values), sample.deviation > 0 else { return nil }
        let quartiles = (sample.quantile(0.75) - sample.quantile(0.25)) / 1.34
        let spread = quartiles > 0 ? min(sample.deviation, quartiles) : sample.deviation
        let width = bandwidth ?? 0.9 * spread * Elementary.pow(Double(sample.count), -0.2)
        guard width > 0, width.isFinite else { return nil }
        self.bandwidth = width
        sorted = sample.sorted
    }

    /// The density at x; kernels further than nine bandwidths away are left out.
    /// - Complexity: the numbers within nine bandwidths, and a search for the first.
    public func value(at x: Double) -> Double {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < x - 9 * bandwidth { low = middle + 1 } else { high = middle }
        }
        var sum = OrderedSum()
        while low < sorted.count, sorted[low] <= x + 9 * bandwidth {
            let z = (x - sorted[low]) / bandwidth
            sum.add(Elementary.exp(-0.5 * z * z))
            low += 1
        }
        return sum.value / (Double(sorted.count) * bandwidth * 0x1.40d931ff62706p1)
    }

    /// The peaks of at least that prominence, as a share of the highest, by place; seen on 512 points three bandwidths beyond the sample.
    public func peaks(prominence: Double = 0.05) -> [Peak] { KernelDensity.peaks(curve(), prominence) }

    /// The valley between the two most prominent peaks; nil for fewer than two.
    public func valley(prominence: Double = 0.05) -> Valley? {
        let curve = curve()
        let peaks = KernelDensity.peaks(curve, prominence).sorted { $0.prominence > $1.prominence }.prefix(2).sorted { $0.place < $1.place }
        guard peaks.count == 2 else { return nil }
        let between = curve.filter { $0.place > peaks[0].place && $0.place < peaks[1].place }
        guard let lowest = between.min(by: { $0.height < $1.height }) else { return nil }
        let (from, to) = (0.5 * (peaks[0].place + lowest.place), 0.5 * (peaks[1].place + lowest.place))
        let inside = sorted.count { $0 > from && $0 < to }
        return Valley(place: lowest.place, height: lowest.height, share: Double(inside) / Double(sorted.count))
    }

    private typealias Point = (place: Double, height: Double)

    private func curve() -> [Point] {
        let (from, to) = (sorted[0] - 3 * bandwidth, sorted[sorted.count - 1] + 3 * bandwidth)
        return (0..<512).map { step in
            let x = from + (to - from) * Double(step) / 511
            return (x, value(at: x))
        }
    }

    private static func peaks(_ curve: [Point], _ prominence: Double) -> [Peak] {
        let highest = curve.map(\.height).max() ?? 0
        return curve.indices.compactMap { index in
            let height = curve[index].height
            // Of equal neighbours the first is the peak.
            let isPeak = (index == 0 || curve[index - 1].height < height) && (index == curve.count - 1 || curve[index + 1].height <= height)
            guard isPeak else { return nil }
            func lowest(_ side: some Sequence<Int>) -> Double {
                var low = height
                for other in side {
                    if curve[other].height > height { return low }
                    low = min(low, curve[other].height)
                }
                return 0
            }
            let stands = height - max(lowest((0..<index).reversed()), lowest(index + 1..<curve.count))
            return stands >= prominence * highest ? Peak(place: curve[index].place, height: height, prominence: stands) : nil
        }
    }
}
