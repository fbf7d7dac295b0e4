/// A stream of random draws, a pure function of (seed, key, tick, event, number of the draw).
///
/// Words come from Philox4x32-10, two 64-bit words a block. The counter holds the key (64 bits), the low half of the
/// tick (32) and the block number (32); the Philox key is `mix(seed ^ mix(event, high half of the tick))`.
/// Within a run, then, no two streams share a word: for one seed the Philox key is a one-to-one function of the event
/// and the high half of the tick, and the rest stands in the counter as it is. Streams of two different
/// seeds share a Philox key with probability 2^-64 for a pair of (seed, event).
/// A stream holds 2^33 words; none comes near it, since a stream serves one cell at one tick.
public struct Draws: Sendable {
    @usableFromInline var counter: SIMD4<UInt32>
    @usableFromInline let philoxKey: SIMD2<UInt32>
    @usableFromInline var spare: UInt64 = 0
    @usableFromInline var hasSpare = false

    /// The stream of `event` (a `Purpose`, or a model's own) of the holder of `key` at `tick`.
    @inlinable
    public init(seed: UInt64, key: UInt64, tick: Int64, event: UInt32) {
        let bits = UInt64(bitPattern: tick)
        let stream = Draws.stream(seed: seed, bits: bits, event: event)
        philoxKey = SIMD2(UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream &>> 32))
        counter = SIMD4(
            UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key &>> 32), UInt32(truncatingIfNeeded: bits), 0)
    }

    /// The Philox key of an event at a tick.
    @inlinable @inline(__always)
    static func stream(seed: UInt64, bits: UInt64, event: UInt32) -> UInt64 {
        Keys.mix(seed ^ Keys.mix((bits & 0xFFFF_FFFF_0000_0000) | UInt64(event)))
    }

    /// The next 64 random bits.
    @inlinable
    public mutating func word() -> UInt64 {
        if hasSpare {
            hasSpare = false
            return spare
        }
        let block = Philox.block(counter: counter, key: philoxKey)
        counter.w &+= 1
        spare = UInt64(block.z) | UInt64(block.w) &<< 32
        hasSpare = true
        return UInt64(block.x) | UInt64(block.y) &<< 32
    }

    /// A number uniform on the open interval (0, 1): the odd multiples of 2^-53.
    @inlinable @inline(__always)
    public mutating func uniform() -> Double {
        // Both ends are left out, so that a logarithm of the draw or of its complement is always finite.
        (Double(Int64(truncatingIfNeeded: word() &>> 12)) + 0.5) * 0x1p-52
    }

    /// A number uniform between a and b.
    @inlinable @inline(__always)
    public mutating func uniform(_ a: Double, _ b: Double) -> Double { a + (b - a) * uniform() }

    /// An exponential number of mean 1: -ln u.
    @inlinable @inline(__always)
    public mutating func exponential() -> Double { -Elementary.log(uniform()) }

    /// A standard normal number, √(-2 ln u) cos 2πv. The sine is not kept for a next call: the draws a call takes
    /// would then depend on the calls before it.
    /// - Source: Box & Muller, Annals of Mathematical Statistics 29 (1958) 610.
    @inlinable
    public mutating func normal() -> Double {
        let radius = Elementary.squareRoot(-2 * Elementary.log(uniform()))
        return radius * Elementary.sinCos(0x1.921fb54442d18p2 * uniform()).cos
    }

    /// A normal number of mean `mean` and standard deviation `sd`.
    @inlinable @inline(__always)
    public mutating func normal(_ mean: Double, _ sd: Double) -> Double { mean + sd * normal() }

    /// A lognormal number: median e^(sigma z), z standard normal.
    @inlinable @inline(__always)
    public mutating func lognormal(median: Double, sigma: Double) -> Double { median * Elementary.exp(sigma * normal()) }

    /// An integer uniform on 0 ..< bound, without bias; `bound` is positive.
    /// - Source: Lemire, ACM Transactions on Modeling and Computer Simulation 29 (2019) 3.
    @inlinable
    public mutating func int(below bound: Int) -> Int {
        precondition(bound > 0, "a draw below a bound that is not positive")
        let range = UInt64(bound)
        var product = range.multipliedFullWidth(by: word())
        if product.low < range {
            let short = (0 &- range) % range
            while product.low < short { product = range.multipliedFullWidth(by: word()) }
        }
        return Int(product.high)
    }

    /// A unit vector of uniform direction: on the sphere, or on the circle of the xy plane where `isFlat`.
    ///
    /// On the sphere z is uniform on (-1, 1) and the azimuth on (0, 2π) (Archimedes).
    @inlinable
    public mutating func direction(isFlat: Bool) -> SIMD3<Double> {
        let turn = Elementary.sinCos(0x1.921fb54442d18p2 * uniform())
        if isFlat { return SIMD3(turn.cos, turn.sin, 0) }
        let z = 2 * uniform() - 1
        let radius = Elementary.squareRoot(1 - z * z)
        return SIMD3(radius * turn.cos, radius * turn.sin, z)
    }
}
