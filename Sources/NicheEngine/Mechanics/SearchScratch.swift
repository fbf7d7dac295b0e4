/// Lists that the search and the pushes of a tile of bodies work with, kept from one use to the next.
struct SearchScratch: BitwiseCopyable {
    var near = Buffer<Int32>()
    /// A list and what is new.
    var joined = Buffer<Int32>()
    /// Whom the bodies of a tile have newly met (see ``Encounters``), and where each one's start.
    var met = Buffer<Int32>()
    var metStarts = Buffer<Int32>()
    var runs = Buffer<LaneRun>()
    /// Records of the near ones, eight bodies a block (see ``Pushes``).
    var blocks = Buffer<SIMD8<Double>>()
    var owners = Buffer<Int32>()
    var bodies = Buffer<SIMD4<Int32>>()
    /// What adhesion adds to their velocities, where it differs (see ``Clinging``).
    var pulls = Buffer<SIMD3<Double>>()
    /// See ``Ahead``.
    var fetched: UInt64 = 0

    /// Room for `count` runs, keeping the first `n`.
    @inline(__always)
    mutating func reserveRuns(_ count: Int, keeping n: Int) {
        if count > runs.capacity { growRuns(count, keeping: n) }
    }

    private mutating func growRuns(_ count: Int, keeping n: Int) {
        let old = runs
        runs = Buffer(capacity: count + count / 2)
        runs.start.update(from: old.start, count: n)
        old.free()
    }

    func free() {
        near.free()
        joined.free()
        met.free()
        metStarts.free()
        runs.free()
        blocks.free()
        owners.free()
        bodies.free()
        pulls.free()
    }
}

/// Owns what a thread works with. Tiles borrow one after the other, so that it stays in the nearest cache.
final class SearchDesk {
    let scratch = UnsafeMutablePointer<SearchScratch>.allocate(capacity: 1)

    init() { scratch.initialize(to: SearchScratch()) }

    deinit {
        scratch.pointee.free()
        scratch.deallocate()
    }
}

/// Eight bodies in a row, and which of them are meant. In one word, so that it can be read right after it was written.
struct LaneRun {
    private let word: UInt64

    @inline(__always)
    init(_ first: Int32, _ lanes: Int) { word = UInt64(UInt32(bitPattern: first)) | UInt64(truncatingIfNeeded: lanes) &<< 32 }

    @inline(__always)
    var first: Int32 { Int32(truncatingIfNeeded: word) }
    /// One bit a lane.
    @inline(__always)
    var lanes: Int { Int(truncatingIfNeeded: word &>> 32) }
}
