/// First draws of many streams at once: those of one event at one tick, for the holders of different keys.
///
/// Lane by lane the same bits as `Draws`, in loops over lanes that become vector code.
public struct DrawRows: Sendable {
    private let key0: UInt32
    private let key1: UInt32
    private let tick: UInt32

    /// The streams of `event` at `tick`.
    public init(seed: UInt64, tick: Int64, event: UInt32) {
        let bits = UInt64(bitPattern: tick)
        let stream = Draws.stream(seed: seed, bits: bits, event: event)
        key0 = UInt32(truncatingIfNeeded: stream)
        key1 = UInt32(truncatingIfNeeded: stream &>> 32)
        self.tick = UInt32(truncatingIfNeeded: bits)
    }

    /// What `Draws.uniform()` gives first for each key.
    @inline(never)
    public func uniform(_ keys: UnsafePointer<UInt64>, count: Int, into first: UnsafeMutablePointer<Double>) {
        for i in 0..<count {
            let block = block(keys[i])
            first[i] = DrawRows.uniform(block.0, block.1)
        }
    }

    /// What `Draws.normal()` gives first for each key; `work` is a row as well.
    public func normal(
        _ keys: UnsafePointer<UInt64>, count: Int, into result: UnsafeMutablePointer<Double>, work: UnsafeMutablePointer<Double>
    ) {
        pairs(keys, count, result, work)
        for i in 0..<count {
            let radius = Elementary.squareRoot(-2 * Elementary.log(result[i]))
            result[i] = radius * Elementary.sinCos(0x1.921fb54442d18p2 * work[i]).cos
        }
    }

    @inline(never)
    private func pairs(
        _ keys: UnsafePointer<UInt64>, _ count: Int, _ first: UnsafeMutablePointer<Double>, _ second: UnsafeMutablePointer<Double>
    ) {
        for i in 0..<count {
            let block = block(keys[i])
            first[i] = DrawRows.uniform(block.0, block.1)
            second[i] = DrawRows.uniform(block.2, block.3)
        }
    }

    /// Philox4x32-10 in 64-bit lanes whose upper halves are zero, the form in which vectors multiply 32 bits by 32.
    @inline(__always)
    private func block(_ key: UInt64) -> (UInt64, UInt64, UInt64, UInt64) {
        let low: UInt64 = 0xFFFF_FFFF
        var (x0, x1, x2, x3) = (key & low, key &>> 32, UInt64(tick), UInt64(0))
        var (k0, k1) = (key0, key1)
        for _ in 0..<10 {
            let a = (x0 & low) &* 0xD251_1F53
            let b = (x2 & low) &* 0xCD9E_8D57
            (x0, x1, x2, x3) = ((b &>> 32) ^ x1 ^ UInt64(k0), b & low, (a &>> 32) ^ x3 ^ UInt64(k1), a & low)
            k0 &+= 0x9E37_79B9
            k1 &+= 0xBB67_AE85
        }
        return (x0, x1, x2, x3)
    }

    /// The number that `Draws.uniform()` makes of a word: 52 bits and a half, exact all the way.
    @inline(__always)
    private static func uniform(_ low: UInt64, _ high: UInt64) -> Double {
        let word = low | high &<< 32
        let whole = Double(bitPattern: (word &>> 12) | 0x4330_0000_0000_0000) - 0x1p52
        return (whole + 0.5) * 0x1p-52
    }
}
