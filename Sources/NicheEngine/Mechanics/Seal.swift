/// Keeps the compiler from taking a vector of doubles apart.
///
/// The standard library spells sums and products of such vectors lane by lane, and the optimiser puts the lanes together again only
/// if their results are used once. So a value that is used twice is sealed: xor is one whole operation, and that `zero` is nothing
/// but zeros the compiler cannot know.
struct Seal {
    private let zero: SIMD8<Int64>

    init() { zero = Self.zeros.pointee }

    nonisolated(unsafe) private static let zeros: UnsafePointer<SIMD8<Int64>> = {
        let zeros = UnsafeMutablePointer<SIMD8<Int64>>.allocate(capacity: 1)
        zeros.initialize(to: SIMD8())
        return UnsafePointer(zeros)
    }()

    @inline(__always)
    func callAsFunction(_ v: SIMD8<Double>) -> SIMD8<Double> {
        unsafeBitCast(unsafeBitCast(v, to: SIMD8<Int64>.self) ^ zero, to: SIMD8<Double>.self)
    }
}
