/// Lists that one tile of bodies works with, kept from one use to the next.
struct SearchScratch: BitwiseCopyable {
    var near = Buffer<Int32>()
    /// The first body of each run of eight, and which of its lanes belong to it.
    var runs = Buffer<SIMD2<Int32>>()
    /// Packed of the near ones, eight bodies a block (see ``Pushes``).
    var blocks = Buffer<SIMD8<Double>>()
    var owners = Buffer<Int32>()
    var bodies = Buffer<SIMD4<Int32>>()

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
        runs.free()
        blocks.free()
        owners.free()
        bodies.free()
    }
}
