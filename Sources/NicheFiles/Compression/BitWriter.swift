/// Bits packed into bytes, the first bit lowest, as deflate streams have them.
struct BitWriter {
    /// Behind the last whole byte written.
    private(set) var end: UnsafeMutablePointer<UInt8>
    private var bits: UInt64 = 0
    private var count: UInt64 = 0

    /// - Parameter start: memory with room for all that is written and eight bytes more.
    init(_ start: UnsafeMutablePointer<UInt8>) { end = start }

    /// Adds up to 48 bits.
    mutating func put(_ value: UInt64, _ length: Int) {
        bits |= value << count
        count += UInt64(length)
        store()
    }

    /// Adds the bits above the lowest six of a word; those six hold how many they are. No more than 56 bits between two calls of `store`.
    @inline(__always)
    mutating func add(_ word: UInt32) {
        bits |= UInt64(word >> 6) &<< count
        count &+= UInt64(word & 63)
    }

    /// Moves whole bytes to memory; fewer than eight bits stay.
    @inline(__always)
    mutating func store() {
        UnsafeMutableRawPointer(end).storeBytes(of: bits.littleEndian, as: UInt64.self)
        end += Int(count &>> 3)
        bits &>>= count & ~7
        count &= 7
    }

    /// Fills the last byte with zeros.
    mutating func finish() { if count > 0 { put(0, Int(8 - count)) } }
}
