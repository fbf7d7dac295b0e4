/// Permutation tests of means: how often a difference as large comes from shuffling who belongs where.
public struct Permutation: Sendable, Equatable {
    /// The difference of the means, first less second, or the mean of the differences.
    public let estimate: Double
    /// The two-sided p-value: twice the smaller tail, the data's own order counted in.
    public let p: Double
    /// Whether all orders were tried, or a random lot of them.
    public let isExact: Bool

    /// As many orders are tried one by one; with more, random ones are drawn.
    private static let most = 200_000.0

    /// Whether two samples have one distribution, as far as means tell; nil for an empty sample or a number that is not finite.
    /// - Complexity: the numbers times 200,000 orders, or times `resamples` where there are more.
    /// - Source: Fisher, The Design of Experiments (1935); p after Phipson & Smyth (2010) where orders are drawn.
    public static func independent(_ first: [Double], _ second: [Double], resamples: Int = 10_000, seed: UInt64 = 1) -> Permutation? {
        guard let a = Sample(first), let b = Sample(second), resamples > 0 else { return nil }
        // The sum of the first group says all: the total is the same in every order.
        let values = first + second
        var tails = Tails(seen: values[..<a.count].reduce(0, +), scale: values.reduce(0) { $0 + $1.magnitude })
        let orders = (0..<a.count).reduce(1.0) { $0 * Double(values.count - $1) / Double($1 + 1) }
        let isExact = orders <= most
        if isExact {
            var chosen = Array(0..<a.count)
            repeat { tails.add(chosen.reduce(0) { $0 + values[$1] }) } while next(&chosen, of: values.count)
        } else {
            var order = Array(values.indices)
            tails.drawn()
            for resample in 0..<resamples {
                var draws = Draws(seed: seed, key: UInt64(resample), tick: 1, event: Purpose.resampling.rawValue)
                for place in 0..<a.count { order.swapAt(place, place + draws.int(below: order.count - place)) }
                tails.add(order[..<a.count].reduce(0) { $0 + values[$1] })
            }
        }
        return Permutation(estimate: a.mean - b.mean, p: tails.p, isExact: isExact)
    }

    /// Whether differences lie alike on both sides of 0, by turning their signs; nil without any, or if one is not finite.
    public static func paired(_ differences: [Double], resamples: Int = 10_000, seed: UInt64 = 1) -> Permutation? {
        guard let sample = Sample(differences), resamples > 0 else { return nil }
        var tails = Tails(seen: differences.reduce(0, +), scale: differences.reduce(0) { $0 + $1.magnitude })
        let isExact = sample.count <= 17
        if isExact {
            for signs in 0..<1 << sample.count {
                tails.add(differences.indices.reduce(0) { $0 + (signs >> $1 & 1 == 0 ? differences[$1] : -differences[$1]) })
            }
        } else {
            tails.drawn()
            for resample in 0..<resamples {
                var draws = Draws(seed: seed, key: UInt64(resample), tick: 2, event: Purpose.resampling.rawValue)
                tails.add(differences.reduce(0) { $0 + (draws.word() >> 63 == 0 ? $1 : -$1) })
            }
        }
        return Permutation(estimate: sample.mean, p: tails.p, isExact: isExact)
    }

    /// The next choice of indices below `count` in the order of a dictionary; false after the last.
    private static func next(_ chosen: inout [Int], of count: Int) -> Bool {
        guard let place = chosen.indices.last(where: { chosen[$0] < count - chosen.count + $0 }) else { return false }
        chosen[place] += 1
        for later in place + 1..<chosen.count { chosen[later] = chosen[later - 1] + 1 }
        return true
    }

    /// How many sums lie as far out as the one seen, on each side; equal up to rounding counts as as far.
    private struct Tails {
        let seen: Double
        let scale: Double
        var (below, above, all) = (0, 0, 0)

        init(seen: Double, scale: Double) {
            self.seen = seen
            self.scale = scale
        }

        mutating func add(_ sum: Double) {
            all += 1
            if sum <= seen + 1e-13 * scale { below += 1 }
            if sum >= seen - 1e-13 * scale { above += 1 }
        }

        /// Where orders are drawn, the data's own is one more: p is never 0.
        mutating func drawn() { add(seen) }

        var p: Double { min(1, 2 * Double(min(below, above)) / Double(all)) }
    }
}
