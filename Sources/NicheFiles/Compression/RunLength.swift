/// How a deflate block states bytes and runs (RFC 1951, 3.2.5 and 3.2.7).
enum RunLength {
    /// The symbol of a token, and the bits that follow its code: a byte stands for itself, 256 + n for a run of n.
    static func symbol(_ token: Int) -> (symbol: Int, extra: UInt32, extraBits: UInt32) {
        if token < 256 { return (token, 0, 0) }
        let length = token - 256
        if length == 258 { return (285, 0, 0) }
        if length < 11 { return (254 + length, 0, 0) }
        // Four symbols for each doubling of the length.
        let offset = length - 3
        let extraBits = Int.bitWidth - offset.leadingZeroBitCount - 3
        return (257 + extraBits * 4 + offset >> extraBits, UInt32(offset & (1 << extraBits - 1)), UInt32(extraBits))
    }

    private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    /// Begins a block with its code; its distances are all 1.
    static func writeHeader(_ code: HuffmanCode, isLast: Bool, _ output: inout BitWriter) {
        output.put(isLast ? 1 : 0, 1)
        output.put(2, 2)
        output.put(UInt64(code.lengths.count - 257), 5)
        output.put(0, 5)
        // The lengths are written with a code of their own, each as it is: they take a hundred bytes of a block of a hundred thousand.
        let lengths = code.lengths + [1]
        var counts = [UInt32](repeating: 0, count: 19)
        for length in lengths { counts[Int(length)] += 1 }
        let meta = HuffmanCode(counts: counts, limit: 7)
        output.put(15, 4)
        for symbol in order { output.put(UInt64(meta.lengths[symbol]), 3) }
        for length in lengths { output.put(UInt64(meta.codes[Int(length)]), Int(meta.lengths[Int(length)])) }
    }
}
