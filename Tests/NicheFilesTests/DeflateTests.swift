import CZlib
import Testing

@testable import NicheFiles

@Suite struct DeflateTests {
    private func inflated(_ packed: [UInt8], _ size: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: max(size, 1))
        var length = uLong(size)
        guard uncompress(&bytes, &length, packed, uLong(packed.count)) == Z_OK, Int(length) == size else { return nil }
        return Array(bytes[..<size])
    }

    /// The zlib library reads back what is written, whatever it is.
    @Test(arguments: [0, 1, 2, 3, 4, 7, 8, 9, 257, 258, 259, 260, 261, 1000, 131_071, 131_072, 131_073, 400_000])
    func whatIsPackedUnpacksToTheSame(size: Int) {
        var dice = Dice(state: UInt64(size))
        let even = (0..<size).map { _ in UInt8.random(in: 0...255, using: &dice) }
        // Few large values among many small ones: codes of all lengths.
        let steep = (0..<size).map { _ in UInt8(truncatingIfNeeded: dice.next().leadingZeroBitCount &* 3) }
        let flat = [UInt8](repeating: 9, count: size)
        var runs: [UInt8] = []
        while runs.count < size { runs += [UInt8](repeating: .random(in: 0...2, using: &dice), count: .random(in: 1...600, using: &dice)) }
        for bytes in [even, steep, flat, Array(runs.prefix(size)), (0..<size).map { UInt8(truncatingIfNeeded: $0) }] {
            #expect(inflated(Deflate.compress(bytes), size) == bytes)
        }
    }

    /// Counts of Fibonacci numbers ask for the longest codes there can be.
    @Test func codesAreCutToTheirLimitAndStayACode() {
        var counts: [UInt32] = [1, 1]
        while counts.count < 30 { counts.append(counts[counts.count - 1] + counts[counts.count - 2]) }
        for limit in [5, 7, 12, 15] {
            let code = HuffmanCode(counts: counts, limit: limit)
            #expect(code.lengths.allSatisfy { $0 > 0 && Int($0) <= limit })
            #expect(code.lengths.reduce(0) { $0 + 1 << (limit - Int($1)) } == 1 << limit)
        }
        #expect(HuffmanCode(counts: [0, 5, 0], limit: 7).lengths == [0, 1, 0])
    }

    @Test func runsShrinkToNextToNothing() {
        #expect(Deflate.compress([UInt8](repeating: 0, count: 1 << 20)).count < 2500)
    }
}
