import Glibc
import Testing

@testable import NicheMath

/// The elementary functions against the C library's, which is within 1 ulp.
struct ElementaryTests {
    /// Numbers spread over a range, the same ones each time.
    func samples(_ low: Double, _ high: Double, count: Int = 200_000) -> [Double] {
        var draws = Draws(seed: 1, key: 2, tick: 3, event: 4)
        return (0..<count).map { _ in draws.uniform(low, high) }
    }

    func worst(_ values: [Double], _ ours: (Double) -> Double, _ theirs: (Double) -> Double) -> (error: Double, at: Double) {
        var result = (error: 0.0, at: 0.0)
        for x in values {
            let expected = theirs(x)
            let error = (ours(x) - expected).magnitude / expected.magnitude
            if error > result.error || error.isNaN { result = (error, x) }
        }
        return result
    }

    @Test func exponential() {
        for range in [(-708.0, 709.7), (-1, 1), (-1e-6, 1e-6), (-40, 40)] as [(Double, Double)] {
            let error = worst(samples(range.0, range.1), Elementary.exp, Glibc.exp)
            #expect(error.error <= 4e-16, "\(range) \(error)")
        }
        for x in samples(-745.2, -708, count: 20_000) {
            #expect((Elementary.exp(x) - Glibc.exp(x)).magnitude <= max(0x1p-1074, 4e-16 * Glibc.exp(x)))
        }
        #expect(Elementary.exp(0) == 1 && Elementary.exp(-0.0) == 1)
        #expect(Elementary.exp(709.8) == .infinity && Elementary.exp(.infinity) == .infinity && Elementary.exp(1e300) == .infinity)
        #expect(Elementary.exp(709.78).isFinite && Elementary.exp(-745.1) == 0x1p-1074)
        #expect(Elementary.exp(-746) == 0 && Elementary.exp(-.infinity) == 0 && Elementary.exp(.nan).isNaN)
    }

    @Test func logarithm() {
        for range in [(0.5, 2.0), (0.999, 1.001), (1e-9, 1.0), (1.0, 1e300), (1 - 1e-9, 1 + 1e-9)] as [(Double, Double)] {
            let error = worst(samples(range.0, range.1).filter { $0 != 1 }, Elementary.log, Glibc.log)
            #expect(error.error <= 4e-16, "\(range) \(error)")
        }
        let wide = samples(-1074, 1024).map { Glibc.exp2($0) }
        #expect(worst(wide.filter { $0 > 0 && $0 < .infinity && $0 != 1 }, Elementary.log, Glibc.log).error <= 4e-16)
        #expect(Elementary.log(1) == 0 && Elementary.log(0) == -.infinity && Elementary.log(-0.0) == -.infinity)
        #expect(Elementary.log(.infinity) == .infinity && Elementary.log(-1).isNaN && Elementary.log(.nan).isNaN)
        #expect(Elementary.log(-.infinity).isNaN && Elementary.log(0x1p-1074) == Glibc.log(0x1p-1074))
        let small = worst(samples(-1e-3, 1e-3), Elementary.logOnePlus, Glibc.log1p)
        #expect(small.error <= 1e-15, "\(small)")
    }

    @Test func circle() {
        for reach in [0.8, 10, 1e4, 1e6] {
            var error = 0.0
            for x in samples(-reach, reach) {
                let (sine, cosine) = Elementary.sinCos(x)
                error = max(error, (sine - Glibc.sin(x)).magnitude, (cosine - Glibc.cos(x)).magnitude)
            }
            #expect(error <= 2.3e-16, "\(reach) \(error)")
        }
        // Near the zeros the relative error holds too.
        for k in -6000...6000 where k != 0 {
            let x = Double(k) * Double.pi / 2
            let (sine, cosine) = Elementary.sinCos(x)
            let (small, exact) = k % 2 == 0 ? (sine, Glibc.sin(x)) : (cosine, Glibc.cos(x))
            #expect((small - exact).magnitude <= 1e-15 * exact.magnitude, "\(k)")
        }
        #expect(Elementary.sinCos(0) == (0, 1) && Elementary.sinCos(-0.0).sin.sign == .minus)
        #expect(Elementary.sinCos(1e7).sin.isNaN && Elementary.sinCos(.infinity).cos.isNaN && Elementary.sinCos(.nan).sin.isNaN)
    }

    @Test func power() {
        var draws = Draws(seed: 9, key: 2, tick: 3, event: 4)
        var error = 0.0
        for _ in 0..<200_000 {
            let x = Glibc.exp(draws.uniform(-40, 40))
            let y = draws.uniform(-17, 17)
            let expected = Glibc.pow(x, y)
            let relative = (Elementary.pow(x, y) - expected).magnitude / expected
            if relative > error { error = relative }
        }
        #expect(error <= 4e-16, "\(error)")
        for n in -32...32 {
            let x = draws.uniform(-3, 3)
            #expect((Elementary.pow(x, Double(n)) / Glibc.pow(x, Double(n)) - 1).magnitude < 5e-15)
        }
        #expect(Elementary.pow(1.1, 3) == 1.1 * (1.1 * 1.1) && Elementary.pow(7, -2) == 1 / 49.0)
        for x in [0, -0.0, 1, -1, 0.5, -0.5, 2, -2, .infinity, -.infinity, 0x1p-1030, 3e300] {
            // C takes the roots of -infinity as those of a large even power; here they are NaN as any negative number's.
            for y in [0, 1, -1, 2, -2, 3, 0.25, -0.25, 33, -33, 34, 1e19, 1e300, -1e300, .infinity, -.infinity, 1e-300]
            where x != -.infinity || y == Glibc.floor(y) {
                let (ours, theirs) = (Elementary.pow(x, y), Glibc.pow(x, y))
                let isClose = theirs.isNaN ? ours.isNaN : ours == theirs || (ours / theirs - 1).magnitude < 1e-14
                #expect(isClose || (theirs < 0x1p-1021 && (ours - theirs).magnitude < 0x1p-1070), "\(x) ^ \(y): \(ours), C has \(theirs)")
            }
        }
        #expect(Elementary.pow(-8, 1.0 / 3).isNaN && Elementary.pow(.nan, 0) == 1 && Elementary.pow(.nan, 2).isNaN)
        #expect(
            Elementary.pow(2, .nan).isNaN && Elementary.pow(-2, 0.5).isNaN && Elementary.pow(-.infinity, 0.25).isNaN
                && Elementary.pow(2, 0.5) == Glibc.sqrt(2))
    }

    @Test func roots() {
        for x in samples(0, 1e6) { #expect(Elementary.squareRoot(x) == Glibc.sqrt(x)) }
        #expect(Elementary.squareRoot(-1).isNaN && Elementary.squareRoot(.infinity) == .infinity && Elementary.squareRoot(.nan).isNaN)
        for x in samples(-100, 100) + [0, -0.0, -0.3, 0.3, 1, -1, 0x1p52, -0x1p52 - 1, 0x1p60, .infinity, -.infinity, 0x1p52 - 0.5] {
            #expect(Elementary.floor(x).bitPattern == Glibc.floor(x).bitPattern, "\(x)")
        }
        #expect(Elementary.floor(.nan).isNaN)
    }

    /// The bits themselves: the same digest on every processor, with every compiler option.
    @Test func bitsStay() {
        var digest = Digest()
        for x in samples(-700, 700, count: 10_000) {
            let size = x.magnitude + 0.01
            digest.add(Elementary.exp(x))
            digest.add(Elementary.log(size))
            digest.add(Elementary.sinCos(x).sin)
            digest.add(Elementary.sinCos(x).cos)
            digest.add(Elementary.pow(size, 1.37))
            digest.add(Elementary.squareRoot(size))
            digest.add(Elementary.floor(x))
        }
        var draws = Draws(seed: 8, key: 8, tick: 8, event: 8)
        for _ in 0..<10_000 {
            digest.add(draws.normal())
            digest.add(draws.exponential())
            digest.add(UInt64(draws.poisson(draws.uniform(0, 40))))
            digest.add(UInt64(draws.binomial(100, draws.uniform())))
        }
        #expect(digest.hex == "20f2e3fa8a42623392bf7a6478e23ce8")
    }
}
