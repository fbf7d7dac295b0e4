/// Hartigan's dip: how far a sample's distribution is from the nearest one with a single peak.
///
/// The dip is the largest gap between the two cumulative distributions, from 1/(2n) to 1/4.
/// - Source: Hartigan & Hartigan, Annals of Statistics 13 (1985) 70; the algorithm after P. Hartigan, Applied Statistics 34 (1985) 320,
///   with the corrections of Maechler's R package diptest.
public enum Dip {
    /// The dip of `values`; nil if there are none or one is not finite.
    /// - Complexity: sorting, then linear in practice.
    public static func value(_ values: [Double]) -> Double? {
        guard let sample = Sample(values) else { return nil }
        return value(sorted: sample.sorted)
    }

    /// The share of uniform samples of the same size whose dip is as large: small where there is more than one peak.
    /// - Complexity: `resamples` dips.
    public static func p(_ values: [Double], resamples: Int = 2000, seed: UInt64 = 1) -> Double? {
        guard let seen = value(values), resamples > 0 else { return nil }
        var uniform = values
        let larger = (0..<resamples).count { resample in
            var draws = Draws(seed: seed, key: UInt64(resample), tick: 3, event: Purpose.resampling.rawValue)
            for place in uniform.indices { uniform[place] = draws.uniform() }
            return value(sorted: uniform.sorted()) >= seen
        }
        return Double(larger + 1) / Double(resamples + 1)
    }

    private static func value(sorted x: [Double]) -> Double {
        let n = x.count
        guard n > 1, x[0] < x[n - 1] else { return 0.5 / Double(n) }
        // Where the convex minorant (from the left) and the concave majorant (from the right) of the steps have their corner before.
        let minorant = corners(Array(x.indices), x)
        let majorant = corners(x.indices.reversed(), x)
        var (low, high) = (0, n - 1)
        // Gaps in steps of the distribution, twice the dip.
        var dip = 1.0
        while true {
            let lower = chain(from: high, to: low, minorant)
            let upper = chain(from: low, to: high, majorant)
            let (gap, i, j) = widest(lower, upper, x)
            if gap < dip { break }
            dip = max(dip, below(lower[i...], x), above(upper[j...], x))
            if low == lower[i], high == upper[j] { break }
            (low, high) = (lower[i], upper[j])
        }
        return dip / (2 * Double(n))
    }

    /// For each index the corner before it, going along `order`.
    private static func corners(_ order: [Int], _ x: [Double]) -> [Int] {
        var corner = x.indices.map { $0 }
        for place in order.dropFirst() {
            var last = order[place > order[0] ? place - order[0] - 1 : order[0] - place - 1]
            while last != order[0] {
                let before = corner[last]
                if (x[place] - x[last]) * Double(last - before) < (x[last] - x[before]) * Double(place - last) { break }
                last = before
            }
            corner[place] = last
        }
        return corner
    }

    private static func chain(from start: Int, to end: Int, _ corner: [Int]) -> [Int] {
        var chain = [start]
        while let last = chain.last, last != end { chain.append(corner[last]) }
        return chain
    }

    /// The widest gap between minorant and majorant, and where in their chains the part with one peak begins.
    private static func widest(_ lower: [Int], _ upper: [Int], _ x: [Double]) -> (gap: Double, lower: Int, upper: Int) {
        var (ix, iv) = (lower.count - 2, 1)
        if lower.count == 2, upper.count == 2 { return (1, lower.count - 1, upper.count - 1) }
        var best = (gap: 0.0, lower: lower.count - 1, upper: upper.count - 1)
        repeat {
            let (g, l) = (lower[ix], upper[iv])
            if g > l {
                let before = lower[ix + 1]
                let gap = Double(l - before + 1) - (x[l] - x[before]) * Double(g - before) / (x[g] - x[before])
                iv += 1
                if gap >= best.gap { best = (gap, ix + 1, iv - 1) }
            } else {
                let before = upper[iv - 1]
                let gap = (x[g] - x[before]) * Double(l - before) / (x[l] - x[before]) - Double(g - before - 1)
                ix -= 1
                if gap >= best.gap { best = (gap, ix + 1, iv) }
            }
            ix = max(ix, 0)
            iv = min(iv, upper.count - 1)
        } while lower[ix] != upper[iv]
        return best
    }

    /// How far the steps rise over the minorant, and sink under the majorant, between corners.
    private static func below(_ chain: ArraySlice<Int>, _ x: [Double]) -> Double {
        largest(zip(chain.dropFirst(), chain), x) { step, line in step + 1 - line }
    }

    private static func above(_ chain: ArraySlice<Int>, _ x: [Double]) -> Double {
        largest(zip(chain, chain.dropFirst()), x) { step, line in line - step + 1 }
    }

    private static func largest(
        _ pieces: Zip2Sequence<ArraySlice<Int>, ArraySlice<Int>>, _ x: [Double], _ gap: (_ step: Double, _ line: Double) -> Double
    ) -> Double {
        var largest = 0.0
        for (from, to) in pieces {
            largest = max(largest, 1)
            guard to - from > 1, x[to] != x[from] else { continue }
            let slope = Double(to - from) / (x[to] - x[from])
            for place in from...to { largest = max(largest, gap(Double(place - from), (x[place] - x[from]) * slope)) }
        }
        return largest
    }
}
