/// Numbers one after the other, little-endian, as the page reads them into typed arrays.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    mutating func add<Number: BitwiseCopyable>(_ numbers: [Number]) {
        numbers.withUnsafeBytes { bytes += $0 }
    }

    mutating func add(_ number: Double) { add([Float(number)]) }

    mutating func add(_ count: Int) { add([UInt32(clamping: count)]) }

    /// Zeros up to a multiple of so many bytes: a typed array begins at one of its own size.
    mutating func align(to size: Int) {
        while bytes.count % size != 0 { bytes.append(0) }
    }
}
