/// Eight neighbours of a half row at once.
typealias Lanes = SIMD8<Double>

extension SIMD8<Double> {
    /// Square roots of numbers from 0 on, to a unit in the last place; nonsense but no trap for others.
    ///
    /// The library's function looks at each lane for the sake of C's error number. This is Newton's iteration for 1/√x from the
    /// well-known guess by halving the exponent, and a last step for √x itself: multiplications only.
    @inline(__always)
    var root: Self {
        let bits = unsafeBitCast(self, to: SIMD8<UInt64>.self)
        var y = unsafeBitCast(SIMD8<UInt64>(repeating: 0x5FE6_EB50_C7B5_37A9) &- (bits &>> 1), to: Self.self)
        let half = self * 0.5
        y *= 1.5 - (half * y) * y
        y *= 1.5 - (half * y) * y
        y *= 1.5 - (half * y) * y
        let s = self * y
        return s + (self - s * s) * (y * 0.5)
    }

    /// Without its sign.
    @inline(__always)
    var magnitude: Self {
        unsafeBitCast(unsafeBitCast(self, to: SIMD8<UInt64>.self) & SIMD8<UInt64>(repeating: 0x7FFF_FFFF_FFFF_FFFF), to: Self.self)
    }

    /// The sum of the lanes, pair by pair.
    @inline(__always)
    var total: Double {
        let four = lowHalf + highHalf
        let two = four.lowHalf + four.highHalf
        return two[0] + two[1]
    }

    /// Lane by lane the larger of the two; what is not a number is passed over.
    @inline(__always)
    mutating func keepLarger(_ other: Self) { replace(with: other, where: other .> self) }

    /// The largest lane.
    @inline(__always)
    var largest: Double {
        let four = lowHalf.replacing(with: highHalf, where: highHalf .> lowHalf)
        let two = four.lowHalf.replacing(with: four.highHalf, where: four.highHalf .> four.lowHalf)
        return two[0] > two[1] ? two[0] : two[1]
    }
}

extension UnsafePointer where Pointee == Double {
    /// Eight numbers from `index`, at any address.
    @inline(__always)
    func lanes(_ index: Int) -> Lanes { UnsafeRawPointer(self + index).loadUnaligned(as: Lanes.self) }
}

extension UnsafeMutablePointer where Pointee == Double {
    /// Eight numbers from `index`, at any address.
    @inline(__always)
    func lanes(_ index: Int) -> Lanes { UnsafeRawPointer(self + index).loadUnaligned(as: Lanes.self) }

    @inline(__always)
    func store(_ lanes: Lanes, _ index: Int) { UnsafeMutableRawPointer(self + index).storeBytes(of: lanes, as: Lanes.self) }

    /// Zeroed numbers on a cache line of their own, on large pages where they are many.
    static func zeroed(_ count: Int) -> Self {
        let memory = LargePages.allocate(bytes: max(count, 8) * MemoryLayout<Double>.stride)
        let pointer = memory.bindMemory(to: Double.self, capacity: max(count, 8))
        pointer.initialize(repeating: 0, count: max(count, 8))
        return pointer
    }
}

/// Deals a line into its even and odd places.
@inline(never)
func split(_ line: UnsafePointer<Double>, count: Int, even: UnsafeMutablePointer<Double>, odd: UnsafeMutablePointer<Double>) {
    var m = 0
    while 2 * m + 16 <= count {
        let both = UnsafeRawPointer(line + 2 * m).loadUnaligned(as: SIMD16<Double>.self)
        even.store(both.evenHalf, m)
        odd.store(both.oddHalf, m)
        m += 8
    }
    while 2 * m < count {
        even[m] = line[2 * m]
        if 2 * m + 1 < count { odd[m] = line[2 * m + 1] }
        m += 1
    }
}

/// Puts even and odd places back into a line.
@inline(never)
func merge(even: UnsafePointer<Double>, odd: UnsafePointer<Double>, count: Int, _ line: UnsafeMutablePointer<Double>) {
    var m = 0
    while 2 * m + 16 <= count {
        var both = SIMD16<Double>()
        both.evenHalf = even.lanes(m)
        both.oddHalf = odd.lanes(m)
        UnsafeMutableRawPointer(line + 2 * m).storeBytes(of: both, as: SIMD16<Double>.self)
        m += 8
    }
    while 2 * m < count {
        line[2 * m] = even[m]
        if 2 * m + 1 < count { line[2 * m + 1] = odd[m] }
        m += 1
    }
}
