import Glibc
import Testing

@testable import NicheMath

struct RandomTests {
    static let count = 100_000

    func stream(_ event: UInt32) -> Draws { Draws(seed: 20_240_611, key: 77, tick: 5, event: event) }

    /// Kolmogorov and Smirnov's distance times √n: above 2.23 with probability 1e-4.
    func distance(_ samples: [Double], _ cumulative: (Double) -> Double) -> Double {
        let sorted = samples.sorted()
        let n = Double(sorted.count)
        var largest = 0.0
        for (i, x) in sorted.enumerated() {
            let f = cumulative(x)
            largest = max(largest, f - Double(i) / n, Double(i + 1) / n - f)
        }
        return largest * n.squareRoot()
    }

    /// The normal score of chi-square (Wilson & Hilferty): above 3.72 with probability 1e-4. Rare values are pooled.
    func score(_ samples: [Int], _ probability: (Int) -> Double) -> Double {
        var counts: [Int: Int] = [:]
        for k in samples { counts[k, default: 0] += 1 }
        let total = Double(samples.count)
        var (square, bins) = (0.0, 0)
        var (seen, expected, left) = (0.0, 0.0, 1.0)
        for k in 0...(samples.max()! + 1) {
            seen += Double(counts[k] ?? 0)
            expected += total * probability(k)
            left -= probability(k)
            if expected >= 20, left * total >= 20 {
                square += (seen - expected) * (seen - expected) / expected
                bins += 1
                (seen, expected) = (0, 0)
            }
        }
        expected += left * total
        if expected > 1 {
            square += (seen - expected) * (seen - expected) / expected
            bins += 1
        }
        let freedom = Double(max(bins - 1, 1))
        return (Glibc.cbrt(square / freedom) - (1 - 2 / (9 * freedom))) / Glibc.sqrt(2 / (9 * freedom))
    }

    func samples<Number>(_ event: UInt32, _ draw: (inout Draws) -> Number) -> [Number] {
        var draws = stream(event)
        return (0..<Self.count).map { _ in draw(&draws) }
    }

    @Test func knownBlocks() {
        #expect(Philox.block(counter: .zero, key: .zero) == SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
        #expect(
            Philox.block(counter: SIMD4(repeating: .max), key: SIMD2(repeating: .max))
                == SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
        #expect(
            Philox.block(
                counter: SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), key: SIMD2(0xa409_3822, 0x299f_31d0))
                == SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
    }

    @Test func streamsDependOnEveryPart() {
        func first(_ seed: UInt64, _ key: UInt64, _ tick: Int64, _ event: UInt32) -> UInt64 {
            var draws = Draws(seed: seed, key: key, tick: tick, event: event)
            return draws.word()
        }
        var words: Set<UInt64> = [first(1, 2, 3, 4)]
        for bit in 0..<64 {
            words.insert(first(1 ^ 1 << bit, 2, 3, 4))
            words.insert(first(1, 2 ^ 1 << bit, 3, 4))
            words.insert(first(1, 2, 3 ^ 1 << bit, 4))
            if bit < 32 { words.insert(first(1, 2, 3, 4 ^ 1 << bit)) }
        }
        #expect(words.count == 1 + 3 * 64 + 32)
        var again = stream(1)
        var same = stream(1)
        #expect((0..<100).allSatisfy { _ in again.word() == same.word() })
        // Every word of the stream is its own: the two halves of a block, and the blocks.
        #expect(Set(samples(3) { $0.word() }).count == Self.count)
    }

    @Test func bitsStay() {
        var draws = Draws(seed: 42, key: 7, tick: 1000, event: Purpose.walk.rawValue)
        #expect(draws.word() == 0x7e146eaa10b79695)
        #expect(Keys.mix(1) == 0x5692_161d_100b_05e5)
        #expect(Keys.child(of: 1, ordinal: 0) == 0xdce423fc82c0d5b8)
        #expect(Keys.name("") == 0x811c_9dc5 && Keys.name("a") == 0xe40c_292c && Keys.name("foobar") == 0xbf9c_f968)
    }

    @Test func keys() {
        var seen: Set<UInt64> = []
        for parent in 0..<300 as Range<UInt64> {
            for child in 0..<300 as Range<UInt64> { seen.insert(Keys.child(of: parent, ordinal: child)) }
        }
        #expect(seen.count == 90_000)
    }

    @Test func continuous() {
        let uniform = samples(11) { $0.uniform() }
        #expect(distance(uniform) { $0 } < 2.23)
        #expect(uniform.allSatisfy { $0 > 0 && $0 < 1 })
        #expect(distance(samples(12) { $0.uniform(-3, 5) }) { ($0 + 3) / 8 } < 2.23)
        #expect(distance(samples(13) { $0.exponential() }) { 1 - Glibc.exp(-$0) } < 2.23)
        func gauss(_ x: Double) -> Double { 0.5 * Glibc.erfc(-x / 2.0.squareRoot()) }
        #expect(distance(samples(14) { $0.normal() }, gauss) < 2.23)
        #expect(distance(samples(15) { $0.normal(3, 0.5) }) { gauss(($0 - 3) / 0.5) } < 2.23)
        #expect(distance(samples(16) { $0.lognormal(median: 4, sigma: 0.3) }) { gauss(Glibc.log($0 / 4) / 0.3) } < 2.23)
        // The yardstick itself: a distribution off by a few per cent is seen.
        #expect(distance(samples(14) { $0.normal() * 1.04 }, gauss) > 2.23)
        // Consecutive normals are independent.
        let pairs = samples(17) { $0.normal() * $0.normal() }
        #expect((pairs.reduce(0, +) / Double(Self.count).squareRoot()).magnitude < 3.9)
    }

    @Test func poisson() {
        for (event, mean) in [(21, 0.3), (22, 9.9), (23, 10.0), (24, 12.0), (25, 300.0), (26, 4000)] as [(UInt32, Double)] {
            let result = score(samples(event) { $0.poisson(mean) }) {
                Glibc.exp(Double($0) * Glibc.log(mean) - mean - Glibc.lgamma(Double($0) + 1))
            }
            #expect(result < 3.72, "\(mean): \(result)")
        }
        #expect(
            score(samples(25) { $0.poisson(302) }) { Glibc.exp(Double($0) * Glibc.log(300) - 300 - Glibc.lgamma(Double($0) + 1)) } > 3.72)
        var draws = stream(27)
        #expect(draws.poisson(0) == 0 && draws.poisson(-1) == 0 && draws.poisson(.nan) == 0)
        for _ in 0..<1000 { #expect((Double(draws.poisson(1e9)) - 1e9).magnitude < 6 * 1e9.squareRoot()) }
        #expect(draws.poisson(.infinity) > 999_000_000_000_000)
    }

    @Test func binomial() {
        let cases: [(UInt32, Int, Double)] = [
            (31, 5, 0.3), (32, 1000, 0.4), (33, 1_000_000, 1e-5), (34, 1000, 0.97), (35, 40, 0.5), (36, 30, 0.9),
        ]
        for (event, n, p) in cases {
            let draws = samples(event) { $0.binomial(n, p) }
            let result = score(draws) { k in
                if k > n { return 0 }
                let (n, k) = (Double(n), Double(k))
                return Glibc.exp(
                    Glibc.lgamma(n + 1) - Glibc.lgamma(k + 1) - Glibc.lgamma(n - k + 1) + k * Glibc.log(p) + (n - k) * Glibc.log1p(-p))
            }
            #expect(result < 3.72, "\(n) \(p): \(result)")
            #expect(draws.allSatisfy { $0 >= 0 && $0 <= n })
        }
        var draws = stream(37)
        #expect(draws.binomial(0, 0.5) == 0 && draws.binomial(9, 0) == 0 && draws.binomial(9, 1) == 9 && draws.binomial(9, .nan) == 0)
        let mean = (0..<1000).map { _ in Double(draws.binomial(1_000_000_000_000_000_000, 1e-18)) }.reduce(0, +) / 1000
        #expect((mean - 1).magnitude < 0.15)
    }

    @Test func gamma() {
        for (event, shape) in [(61, 0.3), (62, 1.0), (63, 2.5), (64, 40.0)] as [(UInt32, Double)] {
            // The cumulative distribution by its series, x^a e^-x / Γ(a + 1) (1 + x / (a + 1) + ...).
            let result = distance(samples(event) { $0.gamma(shape) }) { x in
                var (term, sum, k) = (1.0, 1.0, 1.0)
                while term > 1e-14 * sum, k < 1000 {
                    term *= x / (shape + k)
                    sum += term
                    k += 1
                }
                return min(1, Glibc.exp(shape * Glibc.log(x) - x - Glibc.lgamma(shape + 1)) * sum)
            }
            #expect(result < 2.23, "\(shape): \(result)")
        }
        // Of shape 3 and dispersion 1/3 the number of failures before the third success: k + 2 choose 2 times p³ (1 - p)^k.
        let p = 3 / (3 + 5.0)
        let result = score(samples(65) { $0.negativeBinomial(mean: 5, dispersion: 1 / 3.0) }) { k in
            Double((k + 2) * (k + 1) / 2) * p * p * p * Glibc.pow(1 - p, Double(k))
        }
        #expect(result < 3.72, "\(result)")
        var draws = stream(66)
        #expect(draws.gamma(0) == 0 && draws.negativeBinomial(mean: 0, dispersion: 1) == 0)
    }

    @Test func integers() {
        #expect(score(samples(41) { $0.int(below: 7) }) { $0 < 7 ? 1 / 7.0 : 0 } < 3.72)
        #expect(samples(42) { $0.int(below: 1) }.allSatisfy { $0 == 0 })
        // There are 8 words for 3 numbers below this bound: where none were thrown away, each third number would come up less often.
        #expect(score(samples(43) { $0.int(below: 3 << 61) % 3 }) { $0 < 3 ? 1 / 3.0 : 0 } < 3.72)
    }

    @Test func directions() {
        let sphere = samples(51) { $0.direction(isFlat: false) }
        #expect(sphere.allSatisfy { (($0 * $0).sum() - 1).magnitude < 1e-15 })
        for axis in 0..<3 { #expect(distance(sphere.map { $0[axis] }) { ($0 + 1) / 2 } < 2.23) }
        let circle = samples(52) { $0.direction(isFlat: true) }
        #expect(circle.allSatisfy { (($0 * $0).sum() - 1).magnitude < 1e-15 && $0.z == 0 })
        for axis in 0..<2 { #expect(distance(circle.map { $0[axis] }) { 1 - Glibc.acos($0) / Double.pi } < 2.23) }
    }

    @Test func purposes() {
        for number in 1...15 as ClosedRange<UInt32> { #expect(Purpose(rawValue: number) != nil) }
        #expect(
            Purpose.walk.rawValue == 1 && Purpose.start.rawValue == 11 && Purpose.grip.rawValue == 16 && Purpose.spring.rawValue == 17
                && Purpose(rawValue: 18) == nil)
    }
}
