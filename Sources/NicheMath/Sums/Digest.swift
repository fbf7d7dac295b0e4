/// A 128-bit streaming hash of a state, to compare runs by. Not cryptographic.
///
/// Each word enters two lanes, through steps that are bijections of the word and of the lane: two inputs that differ
/// in one word always differ in the digest, others collide as random 128-bit numbers do. Calls are framed by
/// length, so the bytes "ab" then "c" differ from "a" then "bc".
public struct Digest: Sendable {
    @usableFromInline var first: UInt64 = 0x243F_6A88_85A3_08D3
    @usableFromInline var second: UInt64 = 0x1319_8A2E_0370_7344

    /// The digest of nothing.
    @inlinable
    public init() {}

    /// Adds a word.
    @inlinable @inline(__always)
    public mutating func add(_ word: UInt64) {
        first = (first ^ word) &* 0x9E37_79B9_7F4A_7C15
        first ^= first &>> 32
        second = ((second &<< 23 | second &>> 41) &+ word) &* 0xD6E8_FEB8_6659_FD93
        second ^= second &>> 29
    }

    /// Adds the bit pattern of a number, so that -0 differs from 0.
    @inlinable @inline(__always)
    public mutating func add(_ number: Double) { add(number.bitPattern) }

    /// Adds bytes: their count, then little-endian words of eight, the last filled up with zeros.
    public mutating func add(_ bytes: UnsafeRawBufferPointer) {
        add(UInt64(bytes.count))
        var copy = self
        var offset = 0
        while offset + 8 <= bytes.count {
            copy.add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            offset += 8
        }
        if offset < bytes.count {
            var word: UInt64 = 0
            for i in offset..<bytes.count { word |= UInt64(bytes[i]) << UInt64(8 * (i - offset)) }
            copy.add(word)
        }
        self = copy
    }

    /// Adds the UTF-8 bytes of a text.
    public mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
    }

    /// The digest as 32 hexadecimal digits.
    public var hex: String {
        // Each step is a bijection of the pair, so nothing that tells two digests apart is lost.
        let a = Keys.mix(first &+ Keys.mix(second))
        let b = Keys.mix(second &+ Keys.mix(a))
        return Digest.digits(a) + Digest.digits(b)
    }

    private static func digits(_ word: UInt64) -> String {
        let text = String(word, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }
}
