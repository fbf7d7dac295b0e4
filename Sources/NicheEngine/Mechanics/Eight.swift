/// Operations on eight lanes that compile to few instructions, with and without wide vectors.
enum Eight {
    /// The lanes of a vector where the mask holds, 0 elsewhere.
    @inline(__always)
    static func masked(_ v: SIMD8<Double>, _ mask: SIMDMask<SIMD8<Int64>>) -> SIMD8<Double> {
        unsafeBitCast(unsafeBitCast(v, to: SIMD8<Int64>.self) & unsafeBitCast(mask, to: SIMD8<Int64>.self), to: SIMD8<Double>.self)
    }

    /// max(v, 0)
    @inline(__always)
    static func positive(_ v: SIMD8<Double>) -> SIMD8<Double> { masked(v, v .> 0) }

    /// One byte a lane: ones where the mask holds.
    @inline(__always)
    static func bytes(_ mask: SIMDMask<SIMD8<Int64>>) -> UInt64 {
        // The low bytes of the lanes, written so that it becomes one instruction of packing at a time.
        let all = unsafeBitCast(mask, to: SIMD64<Int8>.self)
        return unsafeBitCast(SIMD8(all[0], all[8], all[16], all[24], all[32], all[40], all[48], all[56]), to: UInt64.self)
    }

    /// One bit a lane.
    @inline(__always)
    static func bits(_ mask: SIMDMask<SIMD8<Int64>>) -> Int {
        // Each byte keeps its own bit, and the product adds them up in the topmost byte.
        Int(truncatingIfNeeded: ((bytes(mask) & 0x8040_2010_0804_0201) &* 0x0101_0101_0101_0101) &>> 56)
    }

    /// Calls `body` with every lane whose bit is set, in ascending order.
    @inline(__always)
    static func forEach(_ bits: Int, _ body: (Int) -> Void) {
        var bits = bits
        while bits != 0 {
            body(bits.trailingZeroBitCount)
            bits &= bits &- 1
        }
    }

    /// 1 / √v for normal positive numbers, to a few units of the last place, with nothing but products. For 0 it is large but finite.
    ///
    /// The exponent and a linear guess come from the bits (3.4 % off); each of Newton's steps y (3/2 - v y²/2) squares the error.
    ///
    /// - Source: Lomont (2003), Fast inverse square root; the constant for doubles by Robertson (2012).
    @inline(__always)
    static func inverseRoot(_ v: SIMD8<Double>) -> SIMD8<Double> {
        let guess = SIMD8<UInt64>(repeating: 0x5fe6_eb50_c7b5_37a9) &- (unsafeBitCast(v, to: SIMD8<UInt64>.self) &>> 1)
        let half = v * 0.5
        var y = unsafeBitCast(guess, to: SIMD8<Double>.self)
        y = y * (1.5 - (half * y) * y)
        y = y * (1.5 - (half * y) * y)
        y = y * (1.5 - (half * y) * y)
        return y * (1.5 - (half * y) * y)
    }

    /// The sum of the lanes: ((0 + 4) + (2 + 6)) + ((1 + 5) + (3 + 7)).
    @inline(__always)
    static func sum(_ v: SIMD8<Double>) -> Double {
        let four = v.lowHalf + v.highHalf
        let two = four.lowHalf + four.highHalf
        return two.x + two.y
    }

    /// Eight values in a row, at any address.
    @inline(__always)
    static func load(_ p: UnsafePointer<Double>) -> SIMD8<Double> { UnsafeRawPointer(p).loadUnaligned(as: SIMD8<Double>.self) }
}
